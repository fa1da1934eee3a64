"""Who gains what at which application of a directory, told by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.access import tier_of
from tests.review.plans import change, plan, reviewed, told

ADMIN = "1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20"
ROLES = [{"id": "2e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20", "display_name": "User"}, {"id": ADMIN, "display_name": "Admin"}]
APP = {"id": "sp-1", "display_name": "Tanium SSO", "app_roles": ROLES}
KNOWN = {"User": ("u-1", "ada@example.com"), "Group": ("g-1", "Analysts")}


def directory() -> dict[str, Any]:
    """A prior state with the user and the group as data sources, of which the directory's names are known."""
    user = {"id": "u-1", "user_principal_name": "ada@example.com"}
    rows = [
        {"address": f"data.{kind}.x", "mode": "data", "type": kind, "name": "x", "values": values}
        for kind, values in (("entra_user", user), ("entra_group", {"id": "g-1", "display_name": "Analysts"}))
    ]
    provider = {"provider_name": "example.com/rolecall/entra"}
    return {"values": {"root_module": {"resources": [{**row, **provider} for row in rows]}}}


@pytest.mark.parametrize("kind", KNOWN)
@pytest.mark.parametrize("effect", ["gains", "loses"])
def test_an_assignment_is_told_by_person_role_and_application(tmp_path: Path, kind: str, effect: str) -> None:
    principal, name = KNOWN[kind]
    given = {"principal_id": principal, "principal_type": kind, "resource_id": "sp-1", "app_role_id": ADMIN}
    sides = (None, given) if effect == "gains" else (given, None)
    stays = change("entra_gallery_application", "a", APP, APP, actions=["no-op"])
    found = reviewed(plan(tmp_path, stays, change("entra_app_role_assignment", "b", *sides), prior_state=directory()))
    assert told(found) == {(effect, name, "role", "Admin")}
    (row,) = found.rows
    assert row.grant.scope[:2] == ("application", "Tanium SSO (sp-1)")
    assert (row.grant.key.subject.kind, row.tier) == (kind.lower(), "high")
    assert not row.assumed


def test_the_application_itself_is_nobodys_account(tmp_path: Path) -> None:
    new = change("entra_gallery_application", "a", None, {"display_name": "Tanium SSO"}, unknown={"id": True})
    found = reviewed(plan(tmp_path, new))
    assert found.rows == () and found.unknowns == ()


def test_an_application_that_is_only_being_made_goes_by_its_name(tmp_path: Path) -> None:
    new = change("entra_gallery_application", "a", None, {"display_name": "Tanium SSO"}, unknown={"id": True})
    later = {"resource_id": True, "principal_type": True, "id": True}
    text = "${entra_gallery_application.a.id}"
    expressions = {"resource_id": {"constant_value": text, "references": ["entra_gallery_application.a.id"]}}
    given = {"principal_id": "u-1", "app_role_id": ADMIN}
    binding = change("entra_app_role_assignment", "b", None, given, unknown=later, expressions=expressions)
    found = reviewed(plan(tmp_path, new, binding, prior_state=directory()))
    assert found.unknowns == ()
    assert told(found) == {("gains", "ada@example.com", "role", ADMIN)}
    assert found.rows[0].grant.scope.name == "Tanium SSO (entra_gallery_application.a)"


def test_a_group_that_keeps_its_assignment_through_a_replacement_stays_a_group(tmp_path: Path) -> None:
    given = {"principal_id": "g-1", "principal_type": "Group", "resource_id": "sp-1", "app_role_id": ADMIN}
    after = {key: value for key, value in given.items() if key != "principal_type"}
    actions = ["create", "delete"]
    anew = change(
        "entra_app_role_assignment", "b", given, after, actions=actions, unknown={"principal_type": True, "id": True}
    )
    assert reviewed(plan(tmp_path, anew)).rows == ()


def test_two_applications_of_one_name_stay_apart(tmp_path: Path) -> None:
    apps = [
        change("entra_gallery_application", name, {**APP, "id": name}, {**APP, "id": name}, actions=["no-op"])
        for name in ("sp-1", "sp-2")
    ]
    given = {"principal_id": "u-1", "principal_type": "User", "resource_id": "sp-1", "app_role_id": ADMIN}
    has = change("entra_app_role_assignment", "b", given, given, actions=["no-op"])
    more = change("entra_app_role_assignment", "c", None, {**given, "resource_id": "sp-2"})
    assert len(told(reviewed(plan(tmp_path, *apps, has, more)))) == 1


def test_access_without_a_role_is_not_called_privileged() -> None:
    assert tier_of("entra", "role", "00000000-0000-0000-0000-000000000000")[0] == "normal"


@pytest.mark.caveat("Label", rule="The jobs read it; no server is asked for it.")
def test_okta_memberships_and_assignments_are_told_by_name(tmp_path: Path) -> None:
    user = {"id": "00u1", "login": "ada@example.com", "email": "ada@example.com", "status": "ACTIVE"}
    group, app = {"id": "00g1", "name": "ops"}, {"id": "0oa1", "label": "Tessian"}
    stay = [
        change("okta_user", "a", user, user, actions=["no-op"]),
        change("okta_group", "g", group, group, actions=["no-op"]),
    ]
    row = {"address": "data.okta_app.p", "mode": "data", "type": "okta_app", "name": "p", "values": app}
    row["provider_name"] = "example.com/rolecall/okta"
    known = {"values": {"root_module": {"resources": [row]}}}
    through = {"app_id": "0oa1", "group_id": "00g1"}
    given = change("okta_app_group_assignment", "x", through, through, actions=["no-op"])
    joins = change("okta_group_member", "m", None, {"group_id": "00g1", "user_id": "00u1"})
    found = reviewed(plan(tmp_path, *stay, given, joins, prior_state=known))
    assert told(found) == {
        ("gains", "ada@example.com", "group", "ops"),
        ("gains", "ada@example.com", "app", "Tessian"),
    }
    alone = change("okta_app_user_assignment", "y", {"app_id": "0oa1", "user_id": "00u1"})
    found = reviewed(plan(tmp_path, *stay, alone, prior_state=known))
    assert told(found) == {("loses", "ada@example.com", "app", "Tessian")}
