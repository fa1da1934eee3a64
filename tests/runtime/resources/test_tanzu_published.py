"""Members of a Cloud Services organization, in the API that the vendor publishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime import shims
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner

LABEL = "tanzu_org_member.ada"
ADA: dict[str, Any] = {"email": "ada@example.com", "roles": ["org_member"]}
TMC = "TmcDefinition_"


@pytest.fixture
def published() -> Iterator[TanzuSandbox]:
    with start("tanzu", options={"cloud_services": "v2"}) as box:
        yield box


@pytest.fixture
def team(published: TanzuSandbox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)


def shim() -> Provider:
    return shims.dialect("tanzu", "v2")


def joined(published: TanzuSandbox, team: Practitioner, **arguments: Any) -> dict[str, Any]:
    """The state of Ada, who was invited by this configuration and accepted."""
    team.done(LABEL, **{**ADA, **arguments})
    published.change("invitation.accept", email="ada@example.com")
    team.restart()
    state: dict[str, Any] = team.refresh(LABEL).state
    return state


class TestMembers:
    def test_somebody_is_invited_joins_changes_and_leaves(self, published: TanzuSandbox, team: Practitioner) -> None:
        state = team.done(LABEL, **ADA, service_roles={TMC: ["tmc:member"]})
        assert (state["id"], state["status"]) == ("ada@example.com", "INVITED")
        published.change("invitation.accept", email="ada@example.com")
        team.restart()
        state = team.refresh(LABEL).state
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

    def test_a_change_takes_away_only_what_state_knew(self, published: TanzuSandbox, team: Practitioner) -> None:
        joined(published, team, service_roles={TMC: ["tmc:member"]})
        others = {TMC: ["tmc:member"], "AutomationDefinition_": ["automationservice:user"]}
        published.change("member.update", email="ada@example.com", roles=["org_member", "support_user"])
        published.change("member.update", email="ada@example.com", service_roles=others)
        team.done(LABEL, **{**ADA, "roles": ["developer"]}, service_roles={TMC: ["tmc:admin"]})
        ada = published.store.cloud.member("ada@example.com")
        assert ada.roles == ["developer", "support_user"]
        assert ada.service_roles == {TMC: ["tmc:admin"], "AutomationDefinition_": ["automationservice:user"]}

    def test_the_same_again_plans_nothing(self, published: TanzuSandbox, team: Practitioner) -> None:
        state = joined(published, team, service_roles={TMC: ["tmc:member"]})
        planned = team.plan(LABEL, **ADA, service_roles={TMC: ["tmc:member"]}).planned
        assert planned == state
