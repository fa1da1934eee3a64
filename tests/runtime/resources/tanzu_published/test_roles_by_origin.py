"""Roles that a group gives, that are not shown, or that do not say how they came."""

from __future__ import annotations

import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.tanzu_published.ada import ADA, LABEL, TMC, joined, state_of


def test_what_a_group_gives_is_shown_apart_and_never_written(published: TanzuSandbox, team: Practitioner) -> None:
    joined(published, team, service_roles={TMC: ["tmc:member"]})
    ada = published.store.cloud.member("ada@example.com")
    ada.inherited_roles, ada.inherited_service_roles = ["support_user"], {TMC: ["tmc:admin"]}
    team.restart()
    state = state_of(team)
    assert state["roles"] == ["org_member"] and state["inherited_roles"] == ["support_user"]
    assert state["service_roles"] == {TMC: ["tmc:member"]}
    assert state["inherited_service_roles"] == {TMC: ["tmc:admin"]}
    planned = team.plan(LABEL, **ADA, service_roles={TMC: ["tmc:member"]}).planned
    assert planned == state


@pytest.mark.parametrize("shown", ["empty", "missing"])
def test_roles_that_are_not_shown_are_unknown_and_not_none(
    published: TanzuSandbox, team: Practitioner, shown: str
) -> None:
    joined(published, team)
    published.options.member_roles = shown
    team.restart()
    read = team.refresh(LABEL)
    assert read.state is not None and read.state["roles"] == ["org_member"]
    assert any("did not say roles" in each for each in warnings(read))
    refused = team.apply(LABEL, **{**ADA, "roles": ["developer"]})
    assert "did not say roles" in errors(refused)[0]
    assert published.store.cloud.member("ada@example.com").roles == ["org_member"]


def test_roles_that_do_not_say_how_they_came_are_ours(published: TanzuSandbox, team: Practitioner) -> None:
    published.options.membership_types = False
    assert joined(published, team)["roles"] == ["org_member"]


def test_a_role_that_does_not_say_how_it_came_is_not_removed(published: TanzuSandbox, team: Practitioner) -> None:
    joined(published, team, service_roles={TMC: ["tmc:member"]})
    member = published.store.cloud.member("ada@example.com")
    member.inherited_roles = ["support_user"]
    published.options.membership_types = False
    published.log.clear()
    team.restart()
    assert state_of(team)["roles"] == ["org_member", "support_user"]
    (problem,) = errors(team.plan(LABEL, **ADA).diagnostics)
    assert "'support_user' can be taken away" in problem
    (problem,) = errors(team.plan(LABEL, email="ada@example.com", service_roles={}).diagnostics)
    assert "'tmc:member' can be taken away" in problem
    team.done(LABEL, email="ada@example.com", roles=["org_member", "support_user", "developer"])
    assert "developer" in member.roles
    published.options.membership_types = True
    team.restart()
    team.done(LABEL, **ADA)
    assert (member.roles, member.inherited_roles) == (["org_member"], ["support_user"])
