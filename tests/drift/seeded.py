"""An estate in which every kind of finding that its vendors can have is there once, and what is to be found."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from rolecall.drift.ignores import Ignore, apply
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declaration, Declarations
from tests.estate.estate import Estate

HOSTILE = '=HYPERLINK("http://x")</script><img src=x> | `x` [x](http://x) \x1b[31m @all'
"""A name that tries to be something else in every format."""


def seed(estate: Estate) -> tuple[set[tuple[str, str, str]], Declarations]:
    """Change things behind the back of the state; gives (kind, address, subject) of every finding, and declarations."""
    tanium, splunk, tanzu = (estate.boxes[name] for name in ("tanium", "splunk", "tanzu"))
    for name in ("changed", "gone", "raised", "back", "off", "shared", "elsewhere"):
        tanium.change("user.create", name=name, roles=["Read Only User"])
    splunk.change("user.create", name="federated", roles=["user"])
    expiring = tanium.change("token.create", user="changed", name="ending", expire_in_days=3)
    ended = tanium.change("token.create", user="changed", name="ended", expire_in_days=300)
    revoked = splunk.change("token.create", user="admin", name="revoked", expires=int(time.time()) + 90 * 86400)
    del expiring
    tanium.change("user.create", name="holder", roles=["Analyst"])
    tanzu.change("invitation.send", email="waits@example.com")
    tanzu.change("invitation.send", email="late@example.com")
    leaver = "user00001@example.com"
    tanzu.change("role_binding.create", role="cluster.view", subject=leaver, scope={"cluster": "alpha"})
    for cluster, name in (("alpha", "soc-analysts"), ("beta", "soc-analysts"), ("alpha", "SOC Analysts")):
        subject = {"kind": "GROUP", "name": name}
        tanzu.change("role_binding.create", role="cluster.edit", subject=subject, scope={"cluster": cluster})
    estate.adopt(without=("tanium_role_binding", "splunk_role_binding"))

    def tanium_user(name: str) -> str:
        return estate.address("tanium_user", name=name)

    ended_at = estate.address("tanium_api_token", name="ended")
    next(item for item in estate.resources if item["address"] == ended_at)["values"]["expires_at"] = (
        "2020-01-01T00:00:00Z"
    )
    shared = next(item for item in estate.resources if item["values"].get("name") == "shared")
    estate.resources.append({**shared, "address": "tanium_user.twin"})
    elsewhere = next(item for item in estate.resources if item["values"].get("name") == "elsewhere")
    elsewhere["values"] = {**elsewhere["values"], "name": "somebody"}
    tanium.change("token.revoke", id=ended["id"])
    splunk.change("token.revoke", id=revoked["id"])
    tanium.change("token.create", user="off", name="stray", expire_in_days=300)
    tanium.change("user.update", user="changed", display_name=HOSTILE)
    tanium.change("user.delete", user="gone")
    tanium.change("role.grant", user="raised", role="Administrator")
    tanium.change("user.delete", user="back")
    tanium.change("user.create", name="back", roles=["Read Only User"])
    tanium.change("user.create", name="mallory", roles=["Administrator"])
    splunk.change("user.delete", user="federated")
    splunk.change("user.login", user="federated", type="SAML", roles=["user"])
    splunk.change("saml_group.create", name="contractors", roles=["admin"])
    splunk.change("role.create", name="stray_role")
    tanium.store.roles.named("Analyst").name = "Examiner"
    tanzu.change("invitation.expire", email="late@example.com")
    tanzu.change("member.remove", email=leaver)
    odd = next(
        item["address"]
        for item in estate.resources
        if item["type"] == "tanzu_role_binding" and item["values"]["subject"]["name"] == "SOC Analysts"
    )
    off = tanium_user("off")
    declared = Declarations(
        {
            tanium_user("raised"): Declaration(file="stacks/access.py", line=51, path="access/raised/tanium"),
            off: Declaration(file="stacks/people.yaml", line=7, unverifiable="Nobody can see what becomes of it."),
        }
    )
    return {
        ("changed", tanium_user("changed"), "changed"),
        ("missing", tanium_user("gone"), "gone"),
        ("privileged_change", tanium_user("raised"), "raised"),
        ("reappeared", tanium_user("back"), "back"),
        ("unmanaged_account", "", "mallory"),
        ("reappeared", estate.address("splunk_user", name="federated"), "federated"),
        ("unmanaged_binding", "", "contractors"),
        ("unmanaged_role", "", "stray_role"),
        ("renamed", tanium_user("holder"), "Analyst"),
        ("not_applied", "", "1 resource"),
        ("token_expiring", estate.address("tanium_api_token", name="ending"), "ending"),
        ("token_expired", ended_at, "ended"),
        ("token_revoked", estate.address("splunk_token", name="revoked"), "revoked"),
        ("token_unowned", "", "off"),
        ("invitation_pending", estate.address("tanzu_org_member", email="waits@example.com"), "waits@example.com"),
        ("invitation_expired", estate.address("tanzu_org_member", email="late@example.com"), "late@example.com"),
        ("missing", estate.address("tanzu_org_member", email=leaver), leaver),
        ("orphan_binding", estate.address("tanzu_role_binding", role="cluster.view"), leaver),
        ("group_name_mismatch", odd, "SOC Analysts"),
        ("managed_twice", shared["address"], "shared"),
        ("instance_changed", elsewhere["address"], "somebody"),
        ("unverifiable", off, "off"),
        ("ignore_expired", "", "platform@example.com"),
    }, declared


def report(estate: Estate, folder: Path) -> tuple[Report, set[tuple[str, str, str]]]:
    """The report of the seeded estate with the access map and an expired ignore, and what is in it."""
    expected, declared = seed(estate)
    expected_of_code = Declarations({"tanium_user.never": Declaration(file="stacks/access.py", line=9)})
    made = estate.check(folder, declarations=declared, expected=expected_of_code, mapped=True)
    expired = Ignore(
        number=1,
        id="000000000000",
        reason="It was to be short.",
        owner="platform@example.com",
        until=date(2020, 1, 1),
    )
    return apply(made, [expired], made.made_at.date()), expected
