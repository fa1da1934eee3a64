"""What plans at Okta and Entra mean for people: groups joined, apps assigned, directly and through a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.plans import change, plan, reviewed, told

ADA = {
    "id": "00u1",
    "login": "ada@example.com",
    "email": "ada@example.com",
    "first_name": "Ada",
    "last_name": "Park",
    "status": "ACTIVE",
}
ADMINS = {"id": "00g1", "name": "Mail admins"}


def test_an_app_comes_directly_and_through_a_group_in_okta(tmp_path: Path) -> None:
    found = reviewed(
        plan(
            tmp_path,
            change("okta_user", "ada", ADA, ADA, actions=["no-op"]),
            change("okta_group", "admins", ADMINS, ADMINS, actions=["no-op"]),
            change("okta_group_member", "m", None, {"group_id": "00g1", "user_id": "00u1"}),
            change("okta_app_user_assignment", "u", None, {"app_id": "0oa1", "user_id": "00u1"}),
            change("okta_app_group_assignment", "g", None, {"app_id": "0oa1", "group_id": "00g1"}),
        )
    )
    assert told(found) == {
        ("gains", "Mail admins", "app", "0oa1"),
        ("gains", "ada@example.com", "app", "0oa1"),
        ("gains", "ada@example.com", "group", "Mail admins"),
    }
    tiers = {(row.grant.person, row.grant.kind): (row.tier, row.reason) for row in found.rows}
    assert tiers["ada@example.com", "group"] == ("high", "Its name says that it is for administrators.")
    assert tiers["ada@example.com", "app"] == ("normal", "What people may do in an app is decided there.")
    (row,) = [each for each in found.rows if each.grant.person == "ada@example.com" and each.grant.kind == "app"]
    assert {path.addresses for path in row.grant.paths} == {
        ("okta_app_user_assignment.u",),
        ("okta_group_member.m", "okta_app_group_assignment.g"),
    }


@pytest.mark.parametrize("named", [True, False])
def test_a_data_source_says_that_a_holder_in_entra_is_a_group(tmp_path: Path, named: bool) -> None:
    assignment = {"principal_id": "g1", "resource_id": "r1", "app_role_id": "role-1"}
    change_ = change("entra_app_role_assignment", "a", None, assignment, unknown={"principal_type": True})
    group = {
        "address": "data.entra_group.analysts",
        "mode": "data",
        "type": "entra_group",
        "name": "analysts",
        "provider_name": "registry.example/rolecall/entra",
        "values": {"id": "g1", "display_name": "Security analysts"},
    }
    prior = {"values": {"root_module": {"resources": [group] if named else []}}}
    (row,) = reviewed(plan(tmp_path, change_, prior_state=prior)).rows
    assert (row.grant.key.subject.kind, row.grant.person) == (
        ("group", "Security analysts") if named else ("user", "g1")
    )


def test_an_assignment_that_goes_in_entra(tmp_path: Path) -> None:
    assignment = {"principal_id": "p1", "resource_id": "r1", "app_role_id": "role-1", "principal_type": "User"}
    found = reviewed(plan(tmp_path, change("entra_app_role_assignment", "a", assignment)))
    assert told(found) == {("loses", "p1", "role", "role-1")}
    (row,) = found.rows
    assert (row.grant.scope.level, row.grant.scope.name, row.tier) == ("application", "r1", "normal")
    assert row.reason == "What a role lets people do is decided in the application."


@pytest.mark.parametrize("way", ["members", "binding"])
def test_members_of_a_group_in_entra_have_what_the_group_is_assigned(tmp_path: Path, way: str) -> None:
    ada = {"id": "u1", "user_principal_name": "ada@example.com", "display_name": "Ada", "account_enabled": True}
    group = {"id": "g1", "display_name": "Analysts", "members": []}
    assignment = {"principal_id": "g1", "resource_id": "r1", "app_role_id": "role-1", "principal_type": "Group"}
    joins = (
        change("entra_group", "g", group, {**group, "members": ["u1"]}, actions=["update"])
        if way == "members"
        else change("entra_group_member", "m", None, {"group_id": "g1", "member_id": "u1"})
    )
    others = [] if way == "members" else [change("entra_group", "g", group, group, actions=["no-op"])]
    found = reviewed(
        plan(
            tmp_path,
            change("entra_user", "ada", ada, ada, actions=["no-op"]),
            change("entra_app_role_assignment", "a", assignment, assignment, actions=["no-op"]),
            joins,
            *others,
        )
    )
    assert told(found) == {
        ("gains", "ada@example.com", "group", "Analysts"),
        ("gains", "ada@example.com", "role", "role-1"),
    }


def test_another_primary_address_of_a_scim_account_is_another_owner(tmp_path: Path) -> None:
    """The address may have been among the others before: who receives the primary one may own the account."""

    def emails(primary: str) -> list[dict[str, object]]:
        both = ("jane@example.com", "jane@elsewhere.example")
        return [{"value": each, "type": "work", "primary": each == primary} for each in both]

    before = {"id": "1", "user_name": "jane", "emails": emails("jane@example.com")}
    after = {**before, "emails": emails("jane@elsewhere.example")}
    found = reviewed(plan(tmp_path, change("scim_user", "jane", before, after)))
    (note,) = [each for each in found.notes if each.kind == "identity"]
    assert "of the account jane (scim_user.jane)" in note.text and "to jane@elsewhere.example" in note.text
