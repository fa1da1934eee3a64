"""Other people work at the same vendor: what they gave stays, and what a listing does not say is not lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.terraform.installation import requirements
from tests.terraform.scene import Scene
from tests.terraform.workspace import PLAN_FILE

pytestmark = pytest.mark.terraform


PASSWORD = {"password": {"type": "string", "ephemeral": True, "default": ""}}


def user(scene: Scene, *roles: str) -> dict[str, Any]:
    scene.workspace.environment["TF_VAR_password"] = "Correct-Horse-1"
    password = {"password_wo": "${var.password}"} if scene.box.name == "splunk" else {}
    return {f"{scene.box.name}_user": {"this": {"name": "ada", "roles": list(roles), **password}}}


def test_a_role_given_between_plan_and_apply_stays_and_shows_as_drift(either: Scene) -> None:
    old, new, given = ("Analyst", "Operator", "Patch Administrator")
    if either.box.name == "splunk":
        old, new, given = ("user", "power", "can_delete")
    either.configure(user(either, old), variable=PASSWORD)
    either.workspace.apply().ok()
    either.configure(user(either, old, new), variable=PASSWORD)
    either.workspace.plan(f"-out={PLAN_FILE}").expect(2)
    either.box.store.grant_role("ada", given)

    either.workspace.run("apply", PLAN_FILE).ok()
    assert _roles(either) == {old, new, given}
    address = f"{either.box.name}_user.this"
    result = either.workspace.plan().expect(2)
    assert (result.actions, result.drift) == ({address: "update"}, {address: "update"})
    either.workspace.apply().ok()
    assert _roles(either) == {old, new}


def _roles(scene: Scene) -> set[str]:
    store = scene.box.store
    return set(store.role_names("ada")) if scene.box.name == "tanium" else set(store.user("ada").roles)


def test_rows_without_roles_do_not_look_like_lost_roles(tanium: Scene) -> None:
    tanium.box.options.summary_rows = True
    tanium.workspace.environment["TANIUM_REFRESH"] = "list"
    names = [f"user{number}" for number in range(5)]
    users = {name: {"name": name, "roles": ["Analyst"], "computer_groups": ["Laptops"]} for name in names}
    tanium.configure({"tanium_user": users})
    tanium.workspace.apply().ok()
    assert tanium.workspace.plan().code == 0
    tanium.box.store.revoke_role("user3", "Analyst")
    assert tanium.workspace.plan().expect(2).actions == {"tanium_user.user3": "update"}


def test_a_deleted_user_is_not_revived_in_silence(tanium: Scene) -> None:
    store = tanium.box.store
    store.add_user("ada", roles=["Administrator"], content_sets=["Patch"])
    store.delete_user("ada")
    tanium.box.options.revive_on_create = True
    tanium.configure(user(tanium, "Analyst"))
    result = tanium.workspace.apply().ok()
    assert any("revived" in each.summary for each in result.warnings), result.report()
    assert store.role_names("ada") == {"Analyst"}
    assert store.user("ada").content_sets == []
    assert tanium.workspace.plan().code == 0


def test_a_provider_whose_arguments_are_unknown_plans_all_the_same(tanium: Scene) -> None:
    tanium.workspace.environment = {"TANIUM_API_TOKEN": tanium.workspace.environment["TANIUM_API_TOKEN"]}
    tanium.workspace.write(
        {
            **requirements("tanium"),
            "provider": {"tanium": {"url": "${terraform_data.url.output}"}},
            "resource": {"terraform_data": {"url": {"input": tanium.box.url}}, **user(tanium, "Analyst")},
        }
    )
    planned = tanium.workspace.plan().expect(2)
    assert planned.actions == {"terraform_data.url": "create", "tanium_user.this": "create"}
    assert list(tanium.box.log) == []
    tanium.workspace.apply().ok()
    assert _roles(tanium) == {"Analyst"}
    assert tanium.workspace.plan().code == 0
