"""Small facts of the published Cloud Services, each of which one declaration stands for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors

LABEL = "tanzu_org_member.ada"
ADA = {"email": "ada@example.com", "roles": ["org_member"]}


@pytest.fixture
def published() -> Iterator[TanzuSandbox]:
    with start("tanzu", options={"cloud_services": "v2"}) as box:
        yield box


@pytest.fixture
def team(published: TanzuSandbox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)


def test_invitations_are_asked_for_in_full(published: TanzuSandbox, team: Practitioner) -> None:
    published.change("invitation.send", email="ada@example.com")
    found = team.import_(LABEL, "ada@example.com")
    assert found.state is not None and found.state["roles"] == ["org_member"]


def test_nobody_is_invited_without_roles(published: TanzuSandbox, team: Practitioner) -> None:
    found = team.plan(LABEL, email="ada@example.com").diagnostics
    assert [each.path for each in found if each.severity == "error"] == [("roles",)]


def test_the_words_of_an_error_are_shown_and_nothing_else(published: TanzuSandbox, team: Practitioner) -> None:
    published.faults.add(Fault("status", method="POST", path="invitations", status=400))
    [error] = errors(team.apply(LABEL, **ADA))
    assert "moduleCode" not in error
