"""Two provider blocks of one instance: what one takes away and the other one gives is refused in the plan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.terraform.installation import requirements
from tests.terraform.scene import Scene

pytestmark = pytest.mark.terraform

BLOCKS = [{}, {"alias": "other"}]


def configure(scene: Scene, resources: dict[str, Any]) -> None:
    scene.workspace.write({**requirements("tanium"), "provider": {"tanium": BLOCKS}, "resource": resources})


def user(**arguments: Any) -> dict[str, Any]:
    return {"tanium_user": {"ada": {"name": "ada", **arguments}}}


def binding(of: str, block: str) -> dict[str, Any]:
    return {"tanium_role_binding": {block.rpartition(".")[2]: {"user_id": of, "role": "Analyst", "provider": block}}}


def test_a_binding_does_not_end_while_a_set_of_another_block_lists_its_role(tanium: Scene) -> None:
    configure(tanium, {**user(), **binding("${tanium_user.ada.id}", "tanium.other")})
    tanium.workspace.apply().ok()
    configure(tanium, user(roles=["Analyst"]))
    result = tanium.workspace.apply()
    assert result.code == 1
    assert any("would lose" in each.text and "removed" in each.text for each in result.errors)
    assert tanium.box.store.role_names("ada") == {"Analyst"}


def test_a_binding_is_not_made_while_one_of_another_block_ends(tanium: Scene) -> None:
    ada = tanium.box.store.add_user("ada", roles=["Operator"])
    configure(tanium, binding(str(ada.id), "tanium"))
    tanium.workspace.apply().ok()
    configure(tanium, binding(str(ada.id), "tanium.other"))
    result = tanium.workspace.apply()
    assert result.code == 1
    assert any("would lose 'Analyst'" in each.text for each in result.errors)
    assert tanium.box.store.role_names("ada") == {"Analyst", "Operator"}


def test_what_only_ends_ends(tanium: Scene) -> None:
    configure(tanium, {**user(), **binding("${tanium_user.ada.id}", "tanium.other")})
    tanium.workspace.apply().ok()
    configure(tanium, user(roles=["Operator"]))
    tanium.workspace.apply().ok()
    assert tanium.box.store.role_names("ada") == {"Operator"}
