"""Many role bindings of one user, written at once: none is lost, and what others gave stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.terraform.scene import Scene
from tests.terraform.workspace import PLAN_FILE

pytestmark = pytest.mark.terraform

NAMES = tuple(f"team_{number}" for number in range(10))


def bindings(scene: Scene) -> dict[str, Any]:
    """Ten bindings of one user who has one role already."""
    store = scene.box.store
    if scene.box.name == "tanium":
        for name in NAMES:
            store.roles.add(name)
        user = store.add_user("ada", roles=["Analyst"], computer_groups=["Laptops"])
        return {name: {"user_id": str(user.id), "role": name} for name in NAMES}
    for name in NAMES:
        store.add_role(name)
    store.add_user("ada", roles=["can_delete"], email="ada@example.com")
    return {name: {"user": "ada", "role": name} for name in NAMES}


def roles(scene: Scene) -> set[str]:
    store = scene.box.store
    return set(store.role_names("ada")) if scene.box.name == "tanium" else set(store.user("ada").roles)


def test_ten_at_once_lose_none(either: Scene) -> None:
    kind = f"{either.box.name}_role_binding"
    wanted = bindings(either)
    before = roles(either)
    either.box.latency = 0.02
    either.configure({kind: wanted})
    either.workspace.apply("-parallelism=10").ok()
    assert roles(either) == before | set(NAMES)
    assert len(either.workspace.state()) == 10
    assert either.workspace.plan().code == 0

    half = {name: wanted[name] for name in NAMES[:5]}
    either.configure({kind: half})
    either.workspace.apply("-parallelism=10").ok()
    assert roles(either) == before | set(half)

    either.workspace.destroy("-parallelism=10").ok()
    assert roles(either) == before


def test_a_destroy_ends_them_at_once_and_by_a_saved_plan(either: Scene) -> None:
    """Terraform refreshes with a plan that keeps them all before it plans their ends."""
    kind = f"{either.box.name}_role_binding"
    wanted = bindings(either)
    before = roles(either)
    for saved in (False, True):
        either.configure({kind: wanted})
        either.workspace.apply().ok()
        either.workspace.saved_plan("-destroy")
        (either.workspace.apply(PLAN_FILE) if saved else either.workspace.destroy()).ok()
        assert roles(either) == before


def test_a_role_that_is_there_already_is_not_taken_over(either: Scene) -> None:
    kind = f"{either.box.name}_role_binding"
    (name, values), (_, other) = list(bindings(either).items())[:2]
    either.configure({kind: {"other": other}})
    either.workspace.apply().ok()
    either.box.log.clear()
    either.box.store.grant_role("ada", name)
    before = roles(either)
    either.configure({kind: {"other": other, "this": values}})
    result = either.workspace.apply()
    assert result.code == 1
    assert any("already has" in each.text and f"terraform import {kind}" in each.text for each in result.errors)
    assert roles(either) == before
    assert either.writes() == []
