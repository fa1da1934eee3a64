"""Members of a Cloud Services organization, in the API that the vendor publishes."""

from __future__ import annotations

import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_published.ada import ADA, LABEL, TMC, joined, practitioner_without, state_of


def test_somebody_is_invited_joins_changes_and_leaves(published: TanzuSandbox, team: Practitioner) -> None:
    state = team.done(LABEL, **ADA, service_roles={TMC: ["tmc:member"]})
    assert (state["id"], state["status"]) == ("ada@example.com", "INVITED")
    published.change("invitation.accept", email="ada@example.com")
    team.restart()
    state = state_of(team)
    ada = published.store.cloud.member("ada@example.com")
    assert (state["id"], state["status"]) == (f"vmware.com:{ada.user_id}", "ACTIVE")
    assert state["service_roles"] == {TMC: ["tmc:member"]} and state["inherited_roles"] == []
    team.done(
        LABEL,
        email="ada@example.com",
        roles=["developer", "org_member"],
        service_roles={TMC: ["tmc:admin", "tmc:member"]},
    )
    assert ada.roles == ["developer", "org_member"] and ada.service_roles == {TMC: ["tmc:admin", "tmc:member"]}
    assert team.destroy(LABEL).state is None
    assert ada.status == "REMOVED"
    assert published.log.count("DELETE", "/v2/orgs/") == 1


@pytest.mark.caveat("AddRemoveLists", rule="The published API takes changes in no other form.")
def test_a_change_takes_away_only_what_state_knew(published: TanzuSandbox, team: Practitioner) -> None:
    joined(published, team, service_roles={TMC: ["tmc:member"]})
    others = {TMC: ["tmc:member"], "AutomationDefinition_": ["automationservice:user"]}
    published.change("member.update", email="ada@example.com", roles=["org_member", "support_user"])
    published.change("member.update", email="ada@example.com", service_roles=others)
    team.done(LABEL, **{**ADA, "roles": ["developer"]}, service_roles={TMC: ["tmc:admin"]})
    ada = published.store.cloud.member("ada@example.com")
    assert ada.roles == ["developer", "support_user"]
    assert ada.service_roles == {TMC: ["tmc:admin"], "AutomationDefinition_": ["automationservice:user"]}


def test_the_same_again_plans_nothing(published: TanzuSandbox, team: Practitioner) -> None:
    state = joined(published, team, service_roles={TMC: ["tmc:member"]})
    planned = team.plan(LABEL, **ADA, service_roles={TMC: ["tmc:member"]}).planned
    assert planned == state


@pytest.mark.parametrize("trusted", [True, False])
def test_a_removal_that_the_answer_calls_failed_is_refused(
    published: TanzuSandbox, team: Practitioner, trusted: bool
) -> None:
    published.options.kept_members = ["ada@example.com"]
    if not trusted:
        team = practitioner_without(published, failed="")
    joined(published, team)
    found = errors(team.destroy(LABEL))
    assert ("It answered that this failed" in found[0]) is trusted
    assert team.resources[LABEL].state is not None


@pytest.mark.parametrize("answer", ["failed", "not_found"])
def test_somebody_who_left_meanwhile_is_gone(published: TanzuSandbox, team: Practitioner, answer: str) -> None:
    published.options.gone_members = answer
    joined(published, team)
    published.change("member.remove", email="ada@example.com")
    assert team.destroy(LABEL).state is None


def test_a_change_that_does_not_take_is_an_error(published: TanzuSandbox, team: Practitioner) -> None:
    joined(published, team)
    published.options.role_changes = "ignore"
    assert "did not store roles" in errors(team.apply(LABEL, **{**ADA, "roles": ["developer"]}))[0]
