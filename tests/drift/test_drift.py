"""Drift in a seeded estate: exactly the findings that are there, no more and no fewer."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.reports.errors import Exit
from rolecall.sandbox.core.faults import Fault
from tests.estate.estate import Estate


def told(report: Report) -> set[tuple[str, str, str]]:
    """Kind, address and subject of what counts; what is only told (INFO) aside."""
    return {(item.kind, item.address, item.subject) for item in report.findings if item.severity}


def only(report: Report, kind: str) -> Finding:
    (found,) = [item for item in report.findings if item.kind == kind]
    return found


def test_an_estate_that_is_as_its_state_says_is_clean(estate: Estate, tmp_path: Path) -> None:
    estate.boxes["tanzu"].change("role_binding.seed", count=4)
    estate.adopt()
    estate.manage("tanzu_cluster_user", "one", {"id": "user00001@example.com", "name": "user00001@example.com"})
    report = estate.check(tmp_path, mapped=True)
    assert report.gaps == ()
    assert [(item.kind, item.subject) for item in report.findings] == []
    assert report.exit_code() is Exit.CLEAN
    assert estate.writes() == []


def test_a_privileged_role_by_hand(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    estate.boxes["tanium"].change("role.grant", user="user00001", role="Administrator")
    estate.boxes["tanium"].change("user.update", user="user00002", display_name="Somebody Else")
    report = estate.check(tmp_path, "tanium")
    one, two = (estate.address("tanium_user", name=name) for name in ("user00001", "user00002"))
    assert told(report) == {("privileged_change", one, "user00001"), ("changed", two, "user00002")}
    found = only(report, "privileged_change")
    assert found.severity.word == "critical" and "gained Administrator" in found.text
    assert found.attribute == "roles"
    assert report.exit_code() is Exit.FOUND
    assert only(report, "changed").severity.word == "low"


def test_a_role_that_a_binding_stands_for_is_told_once(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium")
    estate.boxes["tanium"].change("role.revoke", user="user00001", role=_role(estate, "user00001"))
    report = estate.check(tmp_path, "tanium")
    assert [item.kind for item in report.findings] == ["missing"]
    assert report.findings[0].type == "tanium_role_binding"


def test_a_deleted_account_its_bindings_and_its_token(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["tanium"]
    box.change("token.create", user="user00001", name="ci")
    estate.adopt("tanium")
    user = estate.address("tanium_user", name="user00001")
    box.change("user.delete", user="user00001")
    report = estate.check(tmp_path, "tanium")
    bindings = {item["address"] for item in estate.resources if item["values"].get("user_id") == _id(estate, user)}
    token = estate.address("tanium_api_token", name="ci")
    assert {(item.kind, item.address) for item in report.findings} == {
        ("missing", user),
        ("token_unowned", token),
        *(("orphan_binding", address) for address in bindings - {token}),
    }
    assert "was deleted" in only(report, "token_unowned").text


def test_an_account_that_came_back_as_another_one(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["tanium"]
    estate.adopt("tanium", without=("tanium_role_binding",))
    box.change("user.delete", user="user00001")
    again = box.change("user.create", name="user00001")["id"]
    report = estate.check(tmp_path, "tanium")
    found = only(report, "reappeared")
    assert told(report) == {("reappeared", estate.address("tanium_user", name="user00001"), "user00001")}
    assert found.after == str(again)


@pytest.mark.parametrize(
    ("roles", "severity", "told_of"),
    [
        (["Administrator"], "HIGH", "It gives nobody more than the one before."),
        (["Operator"], "HIGH", "user00001 gains role Operator"),
        (["Administrator", "Operator"], "HIGH", "user00001 gains role Operator"),
    ],
)
def test_an_account_that_was_made_anew_is_weighed_by_what_it_has_beyond_the_one_before(
    estate: Estate, tmp_path: Path, roles: list[str], severity: str, told_of: str
) -> None:
    box = estate.boxes["tanium"]
    box.change("user.update", user="user00001", roles=["Administrator"])
    estate.adopt("tanium", without=("tanium_role_binding",))
    box.change("user.delete", user="user00001")
    box.change("user.create", name="user00001", roles=roles)
    found = only(estate.check(tmp_path, "tanium"), "reappeared")
    assert found.severity.name == severity and told_of in found.text and "Administrator" not in found.text


def test_an_account_that_was_made_anew_with_more_is_as_grave_as_that(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["tanium"]
    box.change("user.update", user="user00001", roles=[])
    estate.adopt("tanium", without=("tanium_role_binding",))
    box.change("user.delete", user="user00001")
    box.change("user.create", name="user00001", roles=["Administrator"])
    found = only(estate.check(tmp_path, "tanium"), "reappeared")
    assert found.severity.name == "CRITICAL" and "user00001 gains role Administrator" in found.text


def test_a_local_account_that_became_federated(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("splunk", without=("splunk_role_binding",))
    box = estate.boxes["splunk"]
    box.change("user.delete", user="user00001")
    box.change("saml_group.create", name="soc", roles=["user"])
    box.change("user.login", user="user00001", type="SAML", groups=["soc"])
    report = estate.check(tmp_path, "splunk")
    assert ("reappeared", estate.address("splunk_user", name="user00001"), "user00001") in told(report)
    assert ("unmanaged_binding", "", "soc") in told(report)


def test_roles_of_one_saml_user_are_a_binding(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["splunk"]
    for name in ("grace", "heidi"):
        box.change("user.login", user=name, type="SAML")
        box.change("saml_user.create", name=name, roles=["user"])
    estate.manage("splunk_saml_user", "grace", {"id": "grace", "name": "grace", "roles": ["user"]})
    estate.adopt("splunk", without=("splunk_role_binding", "splunk_saml_user"))
    box.change("saml_user.update", name="grace", roles=["admin"])
    report = estate.check(tmp_path, "splunk")
    mine = estate.address("splunk_saml_user", name="grace")
    assert ("unmanaged_binding", "", "heidi") in told(report)
    assert ("privileged_change", mine, "grace") in told(report)
    box.change("saml_user.delete", name="grace")
    assert ("missing", mine, "grace") in told(estate.check(tmp_path, "splunk"))


def test_accounts_and_bindings_that_no_state_knows(estate: Estate, tmp_path: Path) -> None:
    estate.adopt()
    estate.boxes["tanium"].change("user.create", name="mallory", roles=["Administrator"])
    estate.boxes["splunk"].change("user.create", name="eve", roles=["user"])
    owner = estate.boxes["tanzu"].store.cloud.org_id
    estate.boxes["tanzu"].change(
        "role_binding.create",
        role="organization.admin",
        subject="user00001@example.com",
        scope={"organization": owner},
    )
    report = estate.check(tmp_path)
    assert told(report) == {
        ("unmanaged_account", "", "mallory"),
        ("unmanaged_account", "", "eve"),
        ("unmanaged_binding", "", "user00001@example.com"),
    }
    assert {item.subject: item.severity.word for item in report.findings} == {
        "mallory": "critical",
        "eve": "medium",
        "user00001@example.com": "critical",
    }


def test_bindings_of_people_who_left_are_left_over_in_both_systems(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["tanzu"]
    who = "user00001@example.com"
    box.change("role_binding.create", role="cluster.view", subject=who, scope={"cluster": "alpha"})
    box.change(
        "cluster_role_binding.create",
        cluster="alpha",
        name="leaver",
        role="view",
        subjects=[{"kind": "User", "name": who, "apiGroup": "rbac.authorization.k8s.io"}],
    )
    estate.adopt("tanzu")
    box.change("member.remove", email=who)
    report = estate.check(tmp_path, "tanzu")
    assert told(report) == {
        ("missing", estate.address("tanzu_org_member", email=who), who),
        ("orphan_binding", estate.address("tanzu_role_binding", role="cluster.view"), who),
        ("orphan_binding", estate.address("tanzu_cluster_role_binding", name="leaver"), who),
    }
    box.change("member.purge", email=who)
    assert told(estate.check(tmp_path, "tanzu")) == told(report)


def test_disabled_people_with_bindings(estate: Estate, tmp_path: Path) -> None:
    estate.boxes["tanium"].change("user.update", user="user00001", active=False)
    estate.adopt("tanium")
    report = estate.check(tmp_path, "tanium")
    assert report.findings and {item.kind for item in report.findings} == {"orphan_binding"}
    assert {item.severity.word for item in report.findings} == {"medium"}


def test_tokens_near_their_end_ended_revoked_and_nobodys(estate: Estate, tmp_path: Path) -> None:
    tanium, splunk = estate.boxes["tanium"], estate.boxes["splunk"]
    made = {name: tanium.change("token.create", user="user00001", name=name, expire_in_days=300) for name in "abc"}
    tanium.change("token.create", user="user00001", name="near", expire_in_days=3)
    off = splunk.change("token.create", user="user00001", name="off", expires=int(time.time()) + 90 * 86400)["id"]
    estate.adopt("tanium", "splunk")
    tanium.change("token.expire", id=made["a"]["id"])  # Tanium lists it no more
    _values(estate, estate.address("tanium_api_token", name="a"))["expires_at"] = "2020-01-01T00:00:00Z"
    tanium.change("token.revoke", id=made["b"]["id"])
    splunk.change("token.disable", id=off)
    tanium.change("token.create", user="user00002", name="stray", expire_in_days=300)
    report = estate.check(tmp_path, "tanium", "splunk")
    named = {name: estate.address("tanium_api_token", name=name) for name in ("a", "b", "near")}
    assert told(report) == {
        ("token_expired", named["a"], "a"),
        ("token_revoked", named["b"], "b"),
        ("token_expiring", named["near"], "near"),
        ("token_revoked", estate.address("splunk_token", name="off"), "off"),
        ("token_unowned", "", "user00002"),
    }


def test_invitations_that_wait_and_that_ended(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["tanzu"]
    box.change("invitation.send", email="waits@example.com")
    box.change("invitation.send", email="late@example.com")
    estate.adopt("tanzu")
    box.change("invitation.expire", email="late@example.com")
    report = estate.check(tmp_path, "tanzu")
    assert told(report) == {
        ("invitation_pending", estate.address("tanzu_org_member", email="waits@example.com"), "waits@example.com"),
        ("invitation_expired", estate.address("tanzu_org_member", email="late@example.com"), "late@example.com"),
    }


def test_a_group_whose_name_is_nearly_right(estate: Estate, tmp_path: Path) -> None:
    box = estate.boxes["tanzu"]
    for cluster, name in (("alpha", "soc-analysts"), ("beta", "soc-analysts"), ("alpha", "SOC Analysts")):
        subject = {"kind": "GROUP", "name": name}
        box.change("role_binding.create", role="cluster.view", subject=subject, scope={"cluster": cluster})
    estate.adopt("tanzu")
    report = estate.check(tmp_path, "tanzu")
    assert [(item.kind, item.before, item.after) for item in report.findings] == [
        ("group_name_mismatch", "SOC Analysts", "soc-analysts")
    ]


def test_half_of_the_collections_refused_is_never_clean_and_the_rest_is_reported(
    estate: Estate, tmp_path: Path
) -> None:
    estate.adopt("tanium", "splunk")
    estate.boxes["splunk"].change("user.create", name="eve", roles=["user"])
    for path in ("/tokens", "/roles"):
        estate.boxes["splunk"].faults.add(Fault(kind="status", path=path, status=403))
    estate.boxes["tanium"].faults.add(Fault(kind="status", path="/users", status=403))
    report = estate.check(tmp_path, "tanium", "splunk")
    assert told(report) == {("unmanaged_account", "", "eve")}
    assert {(gap.vendor, gap.status) for gap in report.gaps} == {("tanium", 403), ("splunk", 403)}
    assert report.exit_code() is Exit.INCOMPLETE
    estate.boxes["splunk"].change("user.delete", user="eve")
    assert estate.check(tmp_path, "tanium", "splunk").exit_code() is Exit.INCOMPLETE


def test_a_page_that_fails_is_no_clean_page(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium")
    estate.environment["TANIUM_PAGE_SIZE"] = "2"
    estate.environment["TANIUM_MAX_RETRIES"] = "0"
    estate.boxes["tanium"].faults.add(Fault(kind="status", path="/users$", status=500, after=1))
    report = estate.check(tmp_path, "tanium")
    assert told(report) == set()
    assert report.exit_code() is Exit.INCOMPLETE


def test_the_same_fact_has_the_same_id_and_another_fact_another(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", without=("tanium_role_binding",))
    estate.boxes["tanium"].change("role.grant", user="user00001", role="Administrator")
    first, again = (only(estate.check(tmp_path, "tanium"), "privileged_change").id for _ in range(2))
    assert first == again
    estate.boxes["tanium"].change("role.grant", user="user00001", role="Read Only User")
    assert only(estate.check(tmp_path, "tanium"), "privileged_change").id != first


def _role(estate: Estate, name: str) -> str:
    user = next(item["values"] for item in estate.resources if item["values"].get("name") == name)
    return str(user["roles"][0])


def _values(estate: Estate, address: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item["values"] for item in estate.resources if item["address"] == address)
    return found


def _id(estate: Estate, address: str) -> str:
    return str(_values(estate, address)["id"])
