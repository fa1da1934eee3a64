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
    assert any("in this run" in each.text and "removed" in each.text for each in result.errors)
    assert tanium.box.store.role_names("ada") == {"Analyst"}


def test_a_binding_is_not_made_while_one_of_another_block_ends(tanium: Scene) -> None:
    ada = tanium.box.store.add_user("ada", roles=["Operator"])
    configure(tanium, binding(str(ada.id), "tanium"))
    tanium.workspace.apply().ok()
    configure(tanium, binding(str(ada.id), "tanium.other"))
    result = tanium.workspace.apply()
    assert result.code == 1
    assert any("'Analyst' of" in each.text and "would be lost" in each.text for each in result.errors)
    assert tanium.box.store.role_names("ada") == {"Analyst", "Operator"}


def test_what_only_ends_ends(tanium: Scene) -> None:
    configure(tanium, {**user(), **binding("${tanium_user.ada.id}", "tanium.other")})
    tanium.workspace.apply().ok()
    configure(tanium, user(roles=["Operator"]))
    tanium.workspace.apply().ok()
    assert tanium.box.store.role_names("ada") == {"Operator"}


def both(of: str) -> dict[str, Any]:
    """Equal bindings of both blocks."""
    mine, kind = binding(of, "tanium"), "tanium_role_binding"
    return {kind: {**mine[kind], **theirs(of)[kind]}}


def theirs(of: str) -> dict[str, Any]:
    return binding(of, "tanium.other")


def given_twice(scene: Scene) -> str:
    """A user whom both blocks give the same, as a state that was imported has it; gives the id."""
    ada = str(scene.box.store.add_user("ada", roles=["Operator"]).id)
    configure(scene, theirs(ada))
    scene.workspace.apply().ok()
    configure(scene, both(ada))
    scene.workspace.import_("tanium_role_binding.tanium", f"{ada}/Analyst").ok()
    return ada


def test_a_binding_does_not_end_while_an_equal_one_of_another_block_stays(tanium: Scene) -> None:
    ada = given_twice(tanium)
    configure(tanium, theirs(ada))
    result = tanium.workspace.apply()
    assert result.code == 1
    assert any("'Analyst' of" in each.text and "would be lost" in each.text for each in result.errors)
    assert tanium.box.store.role_names("ada") == {"Analyst", "Operator"}


def test_what_both_blocks_have_is_told_and_ends_where_both_let_go(tanium: Scene) -> None:
    given_twice(tanium)
    planned = tanium.workspace.plan().ok()
    assert any("is managed twice" in each.text for each in planned.warnings)
    tanium.workspace.destroy().ok()
    assert tanium.box.store.role_names("ada") == {"Operator"}
