"""Plans in which roles, groups and tokens go or stop to work, and changes that are no right and yet give access."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.plans import change, plan, reviewed, told

JANE: dict[str, Any] = {"id": "jane", "name": "jane", "email": "jane@example.com", "roles": ["lead"]}
LEAD: dict[str, Any] = {"id": "lead", "name": "lead", "imported_roles": ["admin"], "capabilities": ["edit_user"]}
ADA: dict[str, Any] = {"id": "u1", "login": "ada@example.com", "email": "ada@example.com", "status": "ACTIVE"}
ADMINS: dict[str, Any] = {"id": "g1", "name": "Admins"}
JOINED: dict[str, Any] = {"id": "g1/u1", "group_id": "g1", "user_id": "u1"}
TOKEN: dict[str, Any] = {"id": "t", "name": "ci", "user": "jane"}


def stays(kind: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
    return change(kind, name, values, values, actions=["no-op"])


def test_a_role_that_goes_takes_what_it_includes_from_whoever_keeps_its_name(tmp_path: Path) -> None:
    found = reviewed(plan(tmp_path, change("splunk_role", "lead", LEAD, None), stays("splunk_user", "jane", JANE)))
    lost = {("loses", "jane@example.com", "role", "lead"), ("loses", "jane@example.com", "role", "admin")}
    assert lost <= told(found)
    (row,) = [row for row in found.rows if row.grant.person == "jane@example.com" and row.grant.right == "lead"]
    assert row.tier == "critical" and "capability edit_user" in row.carries


def test_a_group_that_goes_takes_what_it_gives_from_its_members(tmp_path: Path) -> None:
    app = {"id": "0oa1/g1", "app_id": "0oa1", "group_id": "g1"}
    kept = [stays("okta_user", "ada", ADA), stays("okta_group_member", "m", JOINED)]
    gone = change("okta_group", "g", ADMINS, None)
    found = reviewed(plan(tmp_path, gone, *kept, stays("okta_app_group_assignment", "a", app)))
    lost = {row.grant.kind: row.tier for row in found.rows if row.grant.person == "ada@example.com"}
    assert lost == {"group": "high", "app": "normal"}
    assert {row.effect for row in found.rows} == {"loses"}


@pytest.mark.parametrize(
    ("before", "after", "effect"), [("ACTIVE", "SUSPENDED", "loses"), ("SUSPENDED", "ACTIVE", "gains")]
)
def test_a_status_that_shuts_out_or_lets_in_is_told_with_all_that_the_account_has(
    before: str, after: str, effect: str, tmp_path: Path
) -> None:
    changed = change("okta_user", "ada", {**ADA, "status": before}, {**ADA, "status": after})
    found = reviewed(plan(tmp_path, changed, stays("okta_group", "g", ADMINS), stays("okta_group_member", "m", JOINED)))
    assert {(row.effect, row.grant.kind, row.tier) for row in found.rows} == {
        (effect, "group", "high"),
        (effect, "account", "low"),
    }


@pytest.mark.parametrize(
    ("before", "after", "effects"),
    [
        ("enabled", "disabled", ["loses"]),
        ("disabled", "enabled", ["gains"]),
        ("disabled", "disabled", []),
        (None, "enabled", []),
    ],
)
def test_a_token_that_works_no_longer_is_lost_and_one_that_works_again_is_gained(
    before: str | None, after: str, effects: list[str], tmp_path: Path
) -> None:
    user = stays("splunk_user", "jane", {**JANE, "roles": ["admin"]})
    changed = change("splunk_token", "t", {**TOKEN, "status": before}, {**TOKEN, "status": after})
    found = reviewed(plan(tmp_path, user, changed))
    assert [(row.effect, row.grant.kind, row.tier) for row in found.rows] == [
        (effect, "token", "critical") for effect in effects
    ]


def test_an_address_that_an_account_gets_is_told_as_one_that_changes(tmp_path: Path) -> None:
    changed = change("splunk_user", "jane", {**JANE, "email": None}, {**JANE, "email": "mallory@example.com"})
    notes = [each for each in reviewed(plan(tmp_path, changed)).notes if each.kind == "identity"]
    assert [each.tier for each in notes] == ["high"]
    assert "email" in notes[0].text and "from nothing to mallory@example.com" in notes[0].text


def test_what_an_extension_says_may_be_a_right(tmp_path: Path) -> None:
    user = {"id": "u1", "user_name": "ada", "active": True}
    changed = change("scim_user", "ada", user, {**user, "extensions_json": '{"urn:x:User": {"isAdmin": true}}'})
    changed["change"]["before"]["extensions_json"] = None
    (note,) = [each for each in reviewed(plan(tmp_path, changed)).notes if each.kind == "reach"]
    assert note.tier == "normal" and "extensions_json" in note.text
