"""The organization that the API token belongs to, where the provider block does not say one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.probe import probe
from rolecall.sandbox import Fault, start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors

DETAILS = "/auth/api-tokens/details"
MEMBERS: Mapping[str, dict[str, Any]] = {
    "classic": {"email": "ada@example.com", "role": "org_member"},
    "v2": {"email": "ada@example.com", "roles": ["org_member"]},
}


def without_organization(box: TanzuSandbox, dialect: str = "auto") -> dict[str, str]:
    left = {name: value for name, value in box.environment.items() if name != "TANZU_ORG_ID"}
    return {**left, "TANZU_CSP_DIALECT": dialect}


@pytest.mark.parametrize("spoken", ["classic", "v2"])
@pytest.mark.parametrize("chosen", ["auto", "given"])
@pytest.mark.parametrize("in_token", [True, False])
@pytest.mark.caveat("Introspection", option="tanzu.organization_in_tokens")
def test_it_comes_from_the_token_or_from_what_tells_of_tokens(spoken: str, chosen: str, in_token: bool) -> None:
    options = {"cloud_services": spoken, "organization_in_tokens": in_token}
    with start("tanzu", options=options) as box:
        assert isinstance(box, TanzuSandbox)
        team = Practitioner(PROVIDER, without_organization(box, "auto" if chosen == "auto" else spoken))
        assert team.done("tanzu_org_member.ada", **MEMBERS[spoken])["status"] == "INVITED"
        team.done("tanzu_org_member.bob", **{**MEMBERS[spoken], "email": "bob@example.com"})
        assert box.log.count("POST", DETAILS) == (0 if in_token else 1)
        remembered = json.loads(team.resources["tanzu_org_member.ada"].private)["instance"]
        assert remembered["org_id"] == box.store.cloud.org_id


def test_the_argument_wins_over_the_token(tanzu: TanzuSandbox) -> None:
    other = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"
    team = Practitioner(PROVIDER, {**tanzu.environment, "TANZU_ORG_ID": other})
    found = errors(team.plan("tanzu_org_member.ada", **MEMBERS["classic"]).diagnostics)
    assert found and other in found[0]
    assert tanzu.log.count("POST", "invitations") == 0


@pytest.mark.parametrize("away", ["not_found", "status"])
def test_without_any_word_of_it_the_argument_is_asked_for(tanzu: TanzuSandbox, away: str) -> None:
    tanzu.options.organization_in_tokens = False
    tanzu.faults.add(Fault(away, path=DETAILS, status=403, times=None))
    team = Practitioner(PROVIDER, without_organization(tanzu, "classic"))
    found = errors(team.plan("tanzu_org_member.ada", **MEMBERS["classic"]).diagnostics)
    assert found and "org_id" in found[0]
    assert tanzu.log.count("POST", "invitations") == 0


def test_a_cluster_alone_needs_no_token_and_no_organization(tanzu: TanzuSandbox) -> None:
    access = tanzu.cluster("alpha")
    environment = {"TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}
    team = Practitioner(PROVIDER, environment)
    subject = {"kind": "User", "name": "ada@example.com"}
    role = {"kind": "ClusterRole", "name": "view"}
    team.done("tanzu_cluster_role_binding.view", name="ada-view", role_ref=role, subjects=[subject])
    assert tanzu.store.cloud.exchanges == 0


def test_jobs_find_it_too(tanzu: TanzuSandbox) -> None:
    found = probe(PROVIDER, without_organization(tanzu))
    assert found.ok, found


def test_the_secret_that_asks_shows_nowhere(tanzu: TanzuSandbox, caplog: pytest.LogCaptureFixture) -> None:
    tanzu.options.organization_in_tokens = False
    secret = tanzu.environment["TANZU_API_TOKEN"]
    tanzu.faults.add(Fault("echo", path=DETAILS, status=400, form="plain", times=None))
    team = Practitioner(PROVIDER, without_organization(tanzu, "classic"))
    found = errors(team.plan("tanzu_org_member.ada", **MEMBERS["classic"]).diagnostics)
    assert found and secret not in "".join(found)
    assert secret not in caplog.text
