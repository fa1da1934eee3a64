"""User groups, which only Tanium's published API has."""

from __future__ import annotations

from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors


def test_a_group_gives_its_members_roles(published: TaniumBox, team: Practitioner) -> None:
    member = str(published.store.user("user00001").id)
    state = team.done("tanium_user_group.ops", name="ops", members=[member], roles=["Operator"])
    team.restart()
    assert team.refresh("tanium_user_group.ops").state == state
    wrong = team.plan("tanium_user_group.other", name="other", members=["7"]).diagnostics
    assert "Unknown user" in errors(wrong)[0]
    assert errors(team.destroy("tanium_user_group.ops")) == []
    assert published.store.user_groups == {}


def test_the_computers_of_a_group_are_left_alone(published: TaniumBox, team: Practitioner) -> None:
    made = team.done("tanium_user_group.ops", name="Ops", roles=["Operator"])
    group, computers = published.store.user_groups[int(made["id"])], next(iter(published.store.computer_groups)).id
    group.computers = computers
    team.restart()
    team.done("tanium_user_group.ops", name="Operations", roles=["Analyst"])
    assert (group.name, group.computers) == ("Operations", computers)
