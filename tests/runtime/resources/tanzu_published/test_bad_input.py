"""Members of a Cloud Services organization who make no sense: refused in the plan."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_published.ada import ADA, LABEL


@pytest.mark.parametrize(
    ("arguments", "attribute"),
    [
        ({"role": "org_admin"}, "role"),
        ({"roles": ["org_ower"]}, "roles"),
        ({"roles": ["org_member"], "invitation_expires_in_days": 91}, "invitation_expires_in_days"),
    ],
)
def test_it_is_refused_at_the_argument(
    published: TanzuSandbox, team: Practitioner, arguments: dict[str, Any], attribute: str
) -> None:
    found = team.plan(LABEL, email="ada@example.com", **{"roles": ["org_member"], **arguments}).diagnostics
    assert (attribute,) in {each.path[:1] for each in found if each.severity == "error"}
    assert published.log.count("POST", "invitations") == 0


def test_attributes_of_the_published_api_are_refused_in_the_guides() -> None:
    with start("tanzu") as box:
        found = Practitioner(PROVIDER, box.environment).plan(LABEL, email="ada@example.com", roles=["org_admin"])
        (error,) = [each for each in found.diagnostics if each.severity == "error"]
        assert error.path == ("roles",) and "`role`" in error.detail


def test_the_address_of_another_product_is_no_dialect(published: TanzuSandbox) -> None:
    away = {**published.environment, "TANZU_CSP_DIALECT": "auto", "TANZU_CSP_URL": f"{published.url}/k8s/alpha"}
    found = errors(Practitioner(PROVIDER, away).apply(LABEL, **ADA))
    assert found and published.log.count("POST", "invitations") == 0


def test_nobody_is_invited_without_roles(published: TanzuSandbox, team: Practitioner) -> None:
    found = team.plan(LABEL, email="ada@example.com").diagnostics
    assert [each.path for each in found if each.severity == "error"] == [("roles",)]


def test_the_words_of_an_error_are_shown_and_nothing_else(published: TanzuSandbox, team: Practitioner) -> None:
    published.faults.add(Fault("status", method="POST", path="invitations", status=400))
    [error] = errors(team.apply(LABEL, **ADA))
    assert "moduleCode" not in error
