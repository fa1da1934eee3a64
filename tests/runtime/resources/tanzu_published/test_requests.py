"""What it costs to read everybody of a Cloud Services organization, and to find out its API."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.tanzu_published.ada import ADA, LABEL


@pytest.mark.parametrize(("dialect", "organization", "more"), [("v2", True, 2), ("auto", True, 3), ("auto", False, 3)])
def test_a_refresh_of_everybody_reads_pages(dialect: str, organization: bool, more: int) -> None:
    with start("tanzu", seed=2_000, options={"cloud_services": "v2"}) as box:
        environment = {**box.environment, "TANZU_CSP_DIALECT": dialect}
        if not organization:
            del environment["TANZU_ORG_ID"]
        team = Practitioner(PROVIDER, environment)
        known = {f"vmware.com:{each.user_id}": each.email for each in box.store.cloud.members.values()}
        for number, (key, email) in enumerate(known.items()):
            team.hold(f"tanzu_org_member.u{number}", id=key, email=email, status="ACTIVE")
        with ThreadPoolExecutor(16) as pool:
            states = [each.state for each in pool.map(team.refresh, list(team.resources))]
        assert len(states) == 2_001 and all(each is not None and each["roles"] for each in states)
        pages = -(-len(known) // 200)
        assert box.log.count("GET", "/v2/orgs/") <= pages + 1
        assert box.log.count() <= pages + more


def test_each_system_is_asked_for_itself_and_once(published: TanzuSandbox) -> None:
    team = Practitioner(PROVIDER, {**published.environment, "TANZU_CSP_DIALECT": "auto"})
    published.log.clear()
    team.done(LABEL, **ADA)
    team.done("tanzu_org_member.bob", email="bob@example.com", roles=["org_member"])
    assert published.log.count("GET", "/api/orgs/") == published.log.count("GET", "invitations")
    assert published.store.cloud.find("bob@example.com") is not None


def test_the_guides_is_found_by_the_second_question() -> None:
    with start("tanzu") as box:
        team = Practitioner(PROVIDER, {**box.environment, "TANZU_CSP_DIALECT": "auto"})
        team.done(LABEL, email="ada@example.com")
        team.done("tanzu_org_member.bob", email="bob@example.com")
        assert box.log.count("GET", "/v2/orgs/") == 1


def test_a_system_that_is_away_does_not_disturb_the_other(published: TanzuSandbox) -> None:
    away = {"TANZU_TMC_URL": "http://127.0.0.1:9", "TANZU_TMC_DIALECT": "auto", "TANZU_MAX_RETRIES": "0"}
    team = Practitioner(PROVIDER, {**published.environment, **away, "TANZU_CSP_DIALECT": "auto"})
    assert team.done(LABEL, **ADA)["roles"] == ["org_member"]
