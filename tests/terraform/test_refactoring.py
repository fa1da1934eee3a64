"""Refactorings of a configuration: what only moves in the code is neither destroyed nor made again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rolecall.sandbox import Fault
from tests.terraform.scene import Scene

pytestmark = pytest.mark.terraform


def test_a_rename_without_moved_is_refused_in_the_plan(tanium: Scene) -> None:
    tanium.configure({"tanium_user": {"jane": {"name": "jane"}}})
    tanium.workspace.apply().ok()
    before = tanium.workspace.state()["tanium_user.jane"]["id"]
    tanium.configure({"tanium_user": {"jane_doe": {"name": "jane"}}})
    result = tanium.workspace.apply()
    assert result.code == 1
    assert any("would be removed and made again" in each.text and "moved {" in each.text for each in result.errors)
    tanium.configure(
        {"tanium_user": {"jane_doe": {"name": "jane"}}},
        moved=[{"from": "tanium_user.jane", "to": "tanium_user.jane_doe"}],
    )
    tanium.workspace.apply().ok()
    assert tanium.workspace.state()["tanium_user.jane_doe"]["id"] == before
    assert str(tanium.box.store.user("jane").id) == before


def test_roles_move_from_the_set_to_bindings_and_back(tanium: Scene) -> None:
    roles = ["Analyst", "Operator"]

    def configure(user: dict[str, Any], *bound: str) -> None:
        bindings = {each.lower(): {"user_id": "${tanium_user.ada.id}", "role": each} for each in bound}
        more = {"tanium_role_binding": bindings} if bindings else {}
        tanium.configure({"tanium_user": {"ada": {"name": "ada", **user}}, **more})

    configure({"roles": roles})
    tanium.workspace.apply().ok()
    tanium.box.log.clear()
    configure({}, *roles)
    tanium.workspace.apply().ok()
    assert tanium.workspace.plan().code == 0
    assert len(tanium.workspace.state()) == 3
    configure({"roles": roles})
    tanium.workspace.apply().ok()
    assert tanium.workspace.plan().code == 0
    assert len(tanium.workspace.state()) == 1
    assert tanium.box.store.role_names("ada") == set(roles)
    assert tanium.writes() == []


def test_a_replaced_binding_is_handed_to_its_equal(tanium: Scene) -> None:
    user = tanium.box.store.add_user("ada", roles=["Operator"])
    tanium.configure({"tanium_role_binding": {"this": {"user_id": str(user.id), "role": "Analyst"}}})
    tanium.workspace.apply().ok()
    tanium.box.log.clear()
    tanium.workspace.apply("-replace=tanium_role_binding.this").ok()
    assert tanium.writes() == []
    assert tanium.box.store.role_names("ada") == {"Analyst", "Operator"}
    assert tanium.workspace.plan().code == 0


def test_a_replacement_that_no_plan_shows_takes_a_role_from_nobody(splunk: Scene) -> None:
    splunk.configure({"splunk_role": {"soc": {"name": "soc", "capabilities": ["schedule_search"]}}})
    splunk.workspace.apply().ok()
    splunk.workspace.apply("-replace=splunk_role.soc").ok()  # nobody has it
    splunk.box.store.add_user("zoe", roles=["user", "soc"])
    splunk.box.log.clear()
    result = splunk.workspace.apply("-replace=splunk_role.soc").expect(1)
    assert any("'soc' would be replaced" in each.text and "splunk_user 'zoe'" in each.text for each in result.errors)
    splunk.workspace.run("taint", "splunk_role.soc").ok()
    assert any("'zoe'" in each.text for each in splunk.workspace.apply().expect(1).errors)
    assert splunk.writes() == []
    assert splunk.box.store.user("zoe").roles == ["soc", "user"]
    # The way out: the plan of the first run says who loses it.
    splunk.configure({"splunk_role": {"other": {"name": "other"}}})
    said = splunk.workspace.apply().ok().warnings
    assert any("splunk_user 'zoe'" in each.text for each in said)
    assert splunk.box.store.user("zoe").roles == ["user"]


def test_bindings_whose_count_becomes_for_each_are_kept_or_refused(tanium: Scene) -> None:
    """Terraform plans in no order. With one at a time removals may come first, and know nothing of what is new."""
    roles = ["Analyst", "Operator", "Read Only User"]
    tanium.box.store.add_user("ada", roles=[])

    def configure(**meta: Any) -> None:
        role = "${each.key}" if "for_each" in meta else f"${{element({json.dumps(roles)}, count.index)}}"
        user = str(tanium.box.store.user("ada").id)
        tanium.configure({"tanium_role_binding": {"this": {**meta, "user_id": user, "role": role}}})

    configure(count=len(roles))
    tanium.workspace.apply().ok()
    configure(for_each=f"${{toset({json.dumps(roles)})}}")
    tanium.box.log.clear()
    tanium.box.faults.add(Fault("status", method="PUT", status=403, times=99))
    tanium.workspace.apply("-parallelism=1")
    assert tanium.box.store.role_names("ada") == set(roles)
    assert tanium.writes() == []
    tanium.workspace.apply().ok()
    assert tanium.writes() == []
    assert tanium.workspace.plan().code == 0
