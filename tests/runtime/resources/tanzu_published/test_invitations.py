"""Invitations to a Cloud Services organization: read, expired and taken back."""

from __future__ import annotations

import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.tanzu_published.ada import ADA, LABEL, practitioner_without


def test_an_import_knows_who_is_only_invited(published: TanzuSandbox, team: Practitioner) -> None:
    published.change("invitation.send", email="ada@example.com")
    for given in ("ada@example.com", "name=ada@example.com"):
        found = team.import_(LABEL, given)
        assert found.state is not None and found.state["status"] == "INVITED", errors(found)
        assert found.state["roles"] == ["org_member"]
    assert team.import_(LABEL, "eve@example.com").state is None


@pytest.mark.parametrize("traits", [True, False])
def test_an_invitation_whose_time_is_over_has_expired(
    published: TanzuSandbox, team: Practitioner, traits: bool
) -> None:
    if not traits:
        team = practitioner_without(published, expires="")
    team.done(LABEL, **ADA)
    published.change("invitation.expire", email="ada@example.com")
    team.restart()
    assert (team.refresh(LABEL).state is None) is traits
    if traits:
        again = team.plan(LABEL, **ADA)
        assert any("invitation of ada@example.com expired" in each for each in warnings(again.diagnostics))


def test_an_invitation_is_taken_back_by_address(published: TanzuSandbox, team: Practitioner) -> None:
    team.done(LABEL, **ADA, invitation_expires_in_days=14)
    (invitation,) = published.store.cloud.invitations.values()
    assert invitation.expires - invitation.generated == 14 * 86400
    team.restart()
    assert team.destroy(LABEL).state is None
    assert invitation.status == "REVOKED"
    assert published.log.count("DELETE") == 0


def test_invitations_are_asked_for_in_full(published: TanzuSandbox, team: Practitioner) -> None:
    published.change("invitation.send", email="ada@example.com")
    found = team.import_(LABEL, "ada@example.com")
    assert found.state is not None and found.state["roles"] == ["org_member"]
