"""Token exchange, several systems and pages of Tanzu, with their traits and without them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.traits import TokenExchange
from tests.runtime.resources.practitioner import Practitioner, errors, full
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.tanzu_people import ADA, EDITORS, VIEW, environment, practitioner


def read_all(person: Practitioner, source: str, into: str, **config: Any) -> list[Any]:
    result = person.data(source, **config)
    assert result.state is not None, errors(result)
    return list(result.state[into])


class TestTokenExchange:
    def test_one_exchange_however_many_start_at_once(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        sources = ["tanzu_org_members", "tanzu_role_bindings", "tanzu_iam_providers"] * 8
        intos = {
            "tanzu_org_members": "members",
            "tanzu_role_bindings": "role_bindings",
            "tanzu_iam_providers": "iam_providers",
        }
        with ThreadPoolExecutor(24) as pool:
            list(pool.map(lambda source: read_all(person, source, intos[source]), sources))
        assert tanzu.store.cloud.exchanges == 1

    def test_a_run_that_outlives_two_tokens_needs_three(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        for _ in range(3):
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda _: read_all(person, "tanzu_org_members", "members"), range(8)))
                list(pool.map(lambda _: read_all(person, "tanzu_role_bindings", "role_bindings"), range(8)))
            tanzu.change("access_token.end")
        assert tanzu.store.cloud.exchanges == 3

    def test_without_renewal_a_token_that_ends_is_the_end(self, tanzu: TanzuSandbox) -> None:
        """A fixed bearer token in place of the exchange: what it would be without the trait."""
        from rolecall.specification.traits import HeaderToken

        fixed = HeaderToken(header="Authorization", argument="api_token", prefix="Bearer ")
        shim = replace(PROVIDER, authentication=(fixed,))
        person = practitioner(tanzu, shim)
        result = person.data("tanzu_org_members")
        assert "does not accept our credentials" in errors(result)[0]

    def test_an_expired_api_token_is_said_where_it_is_given(self, tanzu: TanzuSandbox) -> None:
        tanzu.change("api_token.expire", api_token=tanzu.environment["TANZU_API_TOKEN"])
        engine = Engine(PROVIDER, environment=environment(tanzu))
        config = full(PROVIDER.schema, {})
        (found,) = engine.configure(config, terraform_version="1.11.4", deferral_allowed=False)
        assert (found.severity, found.path) == ("error", ("api_token",))
        assert "invalid or expired" in found.detail
        assert tanzu.log.count("POST", "authorize") == 1

    def test_one_that_expires_during_a_run_is_said_and_not_tried_again(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        tanzu.change("api_token.expire", api_token=tanzu.environment["TANZU_API_TOKEN"])
        tanzu.change("access_token.end")
        for _ in range(3):
            result = person.apply("tanzu_org_member.ada", **ADA)
            assert "`api_token` was not exchanged" in errors(result)[0]
            assert "invalid or expired" in errors(result)[0]
            assert "TANZU_API_TOKEN" in errors(result)[0]
            assert tanzu.environment["TANZU_API_TOKEN"] not in errors(result)[0]
        assert tanzu.log.count("POST", "authorize") == 2

    def test_an_organization_that_does_not_answer_leaves_the_clusters_reachable(self, tanzu: TanzuSandbox) -> None:
        away = {**environment(tanzu), "TANZU_CSP_URL": "http://127.0.0.1:9", "TANZU_MAX_RETRIES": "0"}
        Practitioner(PROVIDER, away).done("tanzu_cluster_role_binding.editors", **EDITORS)

    def test_both_systems_state_the_same_exchange(self) -> None:
        (own,) = PROVIDER.authentication
        assert isinstance(own, TokenExchange)
        assert PROVIDER.at("mission_control").authentication == (own,)


class TestSeveralSystems:
    def test_a_cluster_that_cannot_be_reached_disturbs_nobody(self, tanzu: TanzuSandbox) -> None:
        away = {**environment(tanzu), "TANZU_KUBERNETES_HOST": "http://127.0.0.1:9", "TANZU_MAX_RETRIES": "0"}
        person = Practitioner(PROVIDER, away)
        person.done("tanzu_org_member.ada", **ADA)
        result = person.apply("tanzu_cluster_role_binding.editors", **EDITORS)
        assert "cannot be reached" in errors(result)[0]
        person.done("tanzu_role_binding.view", **VIEW)

    def test_what_is_not_set_is_asked_for_when_it_is_needed(self, tanzu: TanzuSandbox) -> None:
        only = {name: value for name, value in tanzu.environment.items() if name != "TANZU_TMC_URL"}
        person = Practitioner(PROVIDER, only)
        person.done("tanzu_org_member.ada", **ADA)
        assert (
            "Set `tmc_url` (in the environment TANZU_TMC_URL)"
            in errors(person.apply("tanzu_role_binding.b", **VIEW))[0]
        )
        assert "`kubernetes.config_path`" in errors(person.apply("tanzu_cluster_role_binding.b", **EDITORS))[0]

    @pytest.mark.parametrize(
        ("arguments", "path"),
        [
            ({"org_id": "my organization"}, ("org_id",)),
            ({"tmc_url": "tanzu.example.com"}, ("tmc_url",)),
            ({"csp_url": "https://console.example.com/csp/gateway/am/api"}, ("csp_url",)),
            ({"csp_url": "https://console.cloud.vmware.com"}, ("csp_url",)),
            ({"csp_url": "https://Console.Cloud.VMware.com:443/"}, ("csp_url",)),
            ({"kubernetes": {"host": "alpha.example.com"}}, ("kubernetes", "host")),
            ({"kubernetes": {"config_path": "/nowhere/config"}}, ("kubernetes", "config_path")),
        ],
    )
    def test_a_bad_argument_is_named(self, arguments: dict[str, Any], path: tuple[str, ...]) -> None:
        from rolecall.runtime.engine import Engine

        engine = Engine(PROVIDER, environment={})
        config = full(PROVIDER.schema, arguments)
        found = [
            *engine.validate_provider(config),
            *engine.configure(config, terraform_version="1.11.4", deferral_allowed=False),
        ]
        assert {item.path for item in found if item.severity == "error"} == {path}

    @pytest.mark.parametrize("given", [{"csp_url": "https://console.cloud.vmware.com/"}, {}])
    def test_the_old_host_is_refused_with_the_new_one_named(self, given: dict[str, Any]) -> None:
        from rolecall.runtime.engine import Engine

        environment = {} if given else {"TANZU_CSP_URL": "https://console.cloud.vmware.com"}
        engine, config = Engine(PROVIDER, environment=environment), full(PROVIDER.schema, given)
        found = engine.configure(config, terraform_version="1.11.4", deferral_allowed=False)
        [problem] = engine.validate_provider(config) if given else found
        assert problem.path == ("csp_url",)
        assert "https://console.tanzu.broadcom.com" in problem.detail and "former_urls" in problem.detail
        moved = {"csp_url": "https://console.tanzu.broadcom.com", "former_urls": ["https://console.cloud.vmware.com"]}
        assert not Engine(PROVIDER, environment={}).validate_provider(full(PROVIDER.schema, moved)).has_error


class TestPages:
    @pytest.mark.caveat("Pagination", option="tanzu.largest_page")
    def test_the_default_page_is_never_the_whole_listing(self, tanzu: TanzuSandbox) -> None:
        tanzu.store.cloud.seed(45)
        tanzu.store.mission.seed(130)
        tanzu.store.cluster("alpha").seed(30)
        person = Practitioner(PROVIDER, {**environment(tanzu), "TANZU_PAGE_SIZE": "20"})
        assert len(read_all(person, "tanzu_org_members", "members")) == 46
        assert len(read_all(person, "tanzu_role_bindings", "role_bindings")) == 130
        assert len(read_all(person, "tanzu_cluster_role_bindings", "cluster_role_bindings")) == 31

    @pytest.mark.parametrize("collection", ["members", "role_bindings"])
    def test_without_the_trait_whoever_comes_after_twenty_is_missed(self, tanzu: TanzuSandbox, collection: str) -> None:
        tanzu.store.cloud.seed(45)
        tanzu.store.mission.seed(45)
        person = practitioner(tanzu, with_collection(PROVIDER, collection, pagination=None))
        source = {"members": "tanzu_org_members", "role_bindings": "tanzu_role_bindings"}[collection]
        assert len(read_all(person, source, collection)) == 20

    @pytest.mark.parametrize("form", ["url", "path", "token"])
    def test_the_next_page_is_found_however_it_is_named(self, tanzu: TanzuSandbox, form: str) -> None:
        tanzu.options.next_page = form
        tanzu.store.cloud.seed(250)
        assert len(read_all(practitioner(tanzu), "tanzu_org_members", "members")) == 251

    def test_a_listing_that_lapses_begins_anew(self, tanzu: TanzuSandbox) -> None:
        tanzu.store.cluster("alpha").seed(30)
        lapse = tanzu.faults.add(Fault("status", path="clusterrolebindings", status=410, after=1, times=1))
        person = Practitioner(PROVIDER, {**environment(tanzu), "TANZU_PAGE_SIZE": "10"})
        assert len(read_all(person, "tanzu_cluster_role_bindings", "cluster_role_bindings")) == 31
        assert lapse.fired == 1
