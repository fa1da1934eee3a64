"""Groups that get another name: vendors give rights by it, and by it a group is privileged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed, told

SAML = {"name": "Ops", "id": "Ops", "roles": ["admin"]}
PERSON = {"id": "u1", "user_name": "u@example.com", "emails": [{"value": "u@example.com", "primary": True}]}
OKTA = {"id": "u1", "login": "u@example.com", "email": "u@example.com", "status": "ACTIVE"}
JOINED = {"group_id": "g1", "user_id": "u1", "id": "g1/u1"}


def stays(kind: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
    return change(kind, name, values, values, actions=["no-op"])


def renamed(kind: str, before: str, after: str) -> list[dict[str, Any]]:
    """A rename of a group of a directory that has one member."""
    if kind == "okta":
        sides = [{"id": "g1", "name": name} for name in (before, after)]
        others = [stays("okta_user", "u", OKTA), stays("okta_group_member", "m", JOINED)]
        return [change("okta_group", "g", *sides), *others]
    named = [{"id": "g1", "display_name": name, "members": ["u1"]} for name in (before, after)]
    return [change("scim_group", "g", *named), stays("scim_user", "u", PERSON)]


@pytest.mark.parametrize("kind", ["scim", "okta"])
def test_a_group_that_takes_or_leaves_a_name_that_has_rights(tmp_path: Path, kind: str) -> None:
    saml = stays("splunk_saml_group", "s", SAML)
    takes = reviewed(plan(tmp_path, saml, *renamed(kind, "lunch", "Ops")))
    assert ("gains", "u@example.com", "role", "admin") in told(takes)
    (row,) = [each for each in takes.rows if each.grant.right == "admin" and each.grant.key.subject.kind == "user"]
    assert row.tier == "critical" and row.assumed
    leaves = reviewed(plan(tmp_path, saml, *renamed(kind, "Ops", "lunch")))
    assert ("loses", "u@example.com", "role", "admin") in told(leaves)
    assert told(reviewed(plan(tmp_path, saml, *renamed(kind, "lunch", "dinner")))) == set()


@pytest.mark.parametrize("kind", ["scim", "okta"])
def test_a_name_that_is_privileged_is_gained(tmp_path: Path, kind: str) -> None:
    there = told(reviewed(plan(tmp_path, *renamed(kind, "lunch", "admins"))))
    assert there == {("gains", "u@example.com", "group", "admins")}
    back = told(reviewed(plan(tmp_path, *renamed(kind, "admins", "lunch"))))
    assert back == {("loses", "u@example.com", "group", "admins")}


@pytest.mark.parametrize(("before", "after", "effect"), [("ops", "OpsX", "loses"), ("OpsX", "ops", "gains")])
def test_a_rename_at_the_vendor_is_weighed_by_what_members_gain_and_lose(
    tmp_path: Path, before: str, after: str, effect: str
) -> None:
    with Estate.open("okta", "splunk") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name=before)["id"]
        box.change("group.join", group=group, user="user00001@example.com")
        estate.boxes["splunk"].change("saml_group.create", name="ops", roles=["admin"])
        estate.adopt()
        box.change("group.rename", group=group, to=after)
        found = [each for each in estate.check(tmp_path).findings if each.attribute == "name"]
    (finding,) = found
    assert (finding.kind, finding.is_grave) == ("privileged_change", True)
    assert effect == "loses" or (finding.severity.word == "critical" and "role admin" in finding.text)
