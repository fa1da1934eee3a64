"""Every trap of the Tanzu guide: what its trait does, and what happens when the trait is switched off."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.engine import Engine
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import NaturalKey, Provider
from rolecall.specification.traits import Deprovision, TokenExchange
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle

ADA = {"email": "ada@example.com"}
WAITING = {**ADA, "wait_for": "active", "timeouts": {"create": "1s"}}
USER = {"kind": "USER", "name": "user00001@example.com"}
ALPHA = {"cluster": {"name": "alpha"}}
VIEW = {"role": "cluster.view", "subject": USER, "scope": ALPHA}
EDITORS: dict[str, Any] = {
    "name": "editors",
    "role_ref": {"kind": "ClusterRole", "name": "app-editor"},
    "subjects": [{"kind": "User", "name": "ada@example.com"}],
}


def environment(box: TanzuSandbox, cluster: str = "alpha") -> dict[str, str]:
    access = box.cluster(cluster)
    return {**box.environment, "TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}


def practitioner(box: TanzuSandbox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, environment(box))


def read_all(person: Practitioner, source: str, into: str, **config: Any) -> list[Any]:
    schema = person.engine.data_source_schemas()[source]
    result = person.engine.read_data_source(source, full(schema, config), deferral_allowed=False)
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
        schema = person.engine.data_source_schemas()["tanzu_org_members"]
        result = person.engine.read_data_source("tanzu_org_members", full(schema, {}), deferral_allowed=False)
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


class TestPages:
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


class TestKubernetesRoleBindings:
    def record(self, box: TanzuSandbox) -> Any:
        return box.store.cluster("alpha").get(CLUSTER_ROLE_BINDING, "editors").object

    def test_labels_and_annotations_of_others_survive(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "a", "tier": "1"})
        mark = {"labels": {"kapp.k14s.io/app": "1"}, "annotations": {"note": "by hand"}}
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", **mark)
        person.restart()
        person.refresh("tanzu_cluster_role_binding.e")
        same = person.plan("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "a", "tier": "1"})
        assert same.planned == person.resources["tanzu_cluster_role_binding.e"].state
        state = person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "b"})
        assert state["labels"] == {"team": "b"}
        metadata = self.record(tanzu)["metadata"]
        assert metadata["labels"] == {"kapp.k14s.io/app": "1", "team": "b"}
        assert metadata["annotations"] == {"note": "by hand"}

    def test_without_the_trait_labels_of_others_are_taken_away(self, tanzu: TanzuSandbox) -> None:
        shim = with_attribute(PROVIDER, "tanzu_cluster_role_binding", "labels", shared=False)
        person = practitioner(tanzu, shim)
        person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "a"})
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", labels={"kapp.k14s.io/app": "1"})
        person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "b"})
        assert self.record(tanzu)["metadata"]["labels"] == {"team": "b"}

    def test_without_full_replace_annotations_of_others_are_lost(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_cluster_role_binding", full_replace=None))
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", annotations={"note": "by hand"})
        result = person.apply("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "b"})
        assert errors(result) or "annotations" not in self.record(tanzu)["metadata"]

    def test_a_conflict_is_written_again_from_a_fresh_read(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        tanzu.options.interfere = 2
        changed = {**EDITORS, "subjects": [{"kind": "Group", "name": "editors"}]}
        person.done("tanzu_cluster_role_binding.e", **changed)
        assert [subject["name"] for subject in self.record(tanzu)["subjects"]] == ["editors"]
        assert "sandbox.example.com/interfered" in self.record(tanzu)["metadata"]["annotations"]
        assert tanzu.log.count("PUT", "clusterrolebindings/editors") == 3

    def test_subjects_are_a_set_whose_groups_are_the_clusters_affair(self, tanzu: TanzuSandbox) -> None:
        subjects = [
            {"kind": "User", "name": "ada@example.com"},
            {"kind": "Group", "name": "editors"},
            {"kind": "ServiceAccount", "name": "robot", "namespace": "apps"},
        ]
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": subjects})
        person.restart()
        person.refresh("tanzu_cluster_role_binding.e")
        plan = person.plan("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": subjects[::-1]})
        assert plan.planned == person.resources["tanzu_cluster_role_binding.e"].state

    def test_nobody_is_a_set_too(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        state = person.done("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": []})
        assert state["subjects"] == []
        tanzu.change(
            "cluster_role_binding.update", cluster="alpha", name="editors", subjects=[{"kind": "User", "name": "eve"}]
        )
        refreshed = person.refresh("tanzu_cluster_role_binding.e").state
        assert refreshed is not None
        assert [subject["name"] for subject in refreshed["subjects"]] == ["eve"]
        person.done("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": []})
        assert "subjects" not in self.record(tanzu)

    def test_without_the_trait_an_empty_set_is_never_read(self, tanzu: TanzuSandbox) -> None:
        shim = with_attribute(PROVIDER, "tanzu_cluster_role_binding", "subjects", absent="unsaid")
        person = practitioner(tanzu, shim)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", subjects=[])
        person.restart()
        refreshed = person.refresh("tanzu_cluster_role_binding.e").state
        assert refreshed is not None
        assert refreshed["subjects"] != []  # everybody lost the role, and nobody sees it

    def test_the_role_is_replaced(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        other = {**EDITORS, "role_ref": {"kind": "ClusterRole", "name": "view"}}
        assert person.plan("tanzu_cluster_role_binding.e", **other).requires_replace == [("role_ref",)]

    def test_without_replacement_the_cluster_refuses(self, tanzu: TanzuSandbox) -> None:
        shim = with_attribute(PROVIDER, "tanzu_cluster_role_binding", "role_ref", replace=False)
        person = practitioner(tanzu, shim)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        result = person.apply(
            "tanzu_cluster_role_binding.e", **{**EDITORS, "role_ref": {"kind": "ClusterRole", "name": "view"}}
        )
        assert "cannot change roleRef" in errors(result)[0]

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"subjects": [{"kind": "Robot", "name": "x"}]}, ("subjects",)),
            ({"role_ref": {"kind": "Role", "name": "x"}}, ("role_ref", "kind")),
            ({"name": "a/b"}, ("name",)),
        ],
    )
    def test_bad_values_fail_in_the_plan(self, tanzu: TanzuSandbox, change: Any, path: tuple[str, ...]) -> None:
        found = practitioner(tanzu).plan("tanzu_cluster_role_binding.e", **{**EDITORS, **change}).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [path]
        assert tanzu.log.count(path="rbac") == 0

    def test_a_binding_of_a_namespace_is_found_by_both_names(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        state = person.done("tanzu_namespace_role_binding.e", **EDITORS, namespace="apps")
        person.done("tanzu_namespace_role_binding.f", **EDITORS, namespace="default")
        assert state["id"] == "apps/editors"
        person.restart()
        imported = person.import_("tanzu_namespace_role_binding.again", "default/editors").state
        assert imported is not None
        assert imported["namespace"] == "default"
        assert person.destroy("tanzu_namespace_role_binding.e").state is None
        assert person.refresh("tanzu_namespace_role_binding.f").state is not None


class TestRoleBindings:
    def names(self, box: TanzuSandbox) -> list[str]:
        return list(box.store.mission.bindings)

    def test_any_change_replaces_and_the_binding_overlaps(self, tanzu: TanzuSandbox) -> None:
        from rolecall.bindings.tanzu import RoleBinding

        assert RoleBinding.CREATE_BEFORE_DESTROY
        person = practitioner(tanzu)
        person.done("tanzu_role_binding.b", **VIEW)
        for change in ({"role": "cluster.edit"}, {"scope": {"cluster": {"name": "beta"}}}):
            assert person.plan("tanzu_role_binding.b", **{**VIEW, **change}).requires_replace
        assert person.plan("tanzu_role_binding.b", **VIEW, timeouts={"create": "5m"}).requires_replace == []

    def test_a_lost_answer_is_found_again_by_role_subject_and_scope(self, tanzu: TanzuSandbox) -> None:
        tanzu.change("role_binding.create", role="cluster.view", subject=USER, scope={"cluster": "beta"})
        tanzu.faults.add(Fault("drop_after", method="POST", path="rolebindings", times=1))
        person = practitioner(tanzu)
        state = person.done("tanzu_role_binding.b", **VIEW)
        assert state["id"] == self.names(tanzu)[-1]
        assert len(self.names(tanzu)) == 2

    def test_without_narrowing_the_lost_one_cannot_be_told_from_others(self, tanzu: TanzuSandbox) -> None:
        natural = PROVIDER.collection("role_bindings").natural_key
        assert isinstance(natural, NaturalKey)
        shim = with_collection(PROVIDER, "role_bindings", natural_key=replace(natural, within=(), scope=()))
        person = practitioner(tanzu, shim)
        fault = Fault("drop_after", method="POST", path="rolebindings", times=1)
        tanzu.faults.add(fault)

        original = tanzu.store.mission.add_binding

        def crowd(role: str, *rest: Any) -> Any:
            made = original(role, *rest)
            if fault.fired == 0 and len(tanzu.store.mission.bindings) == 1:
                tanzu.change("role_binding.create", role=role, subject="eve@example.com", scope={"cluster": "beta"})
            return made

        tanzu.store.mission.add_binding = crowd  # type: ignore[assignment,method-assign]  # somebody binds at the same moment
        assert "appeared at once" in errors(person.apply("tanzu_role_binding.b", **VIEW))[0]

    def test_one_that_grants_the_same_is_told_of(self, tanzu: TanzuSandbox) -> None:
        tanzu.change("role_binding.create", role="cluster.view", subject=USER, scope={"cluster": "alpha"})
        (before,) = self.names(tanzu)
        result = practitioner(tanzu).apply("tanzu_role_binding.b", **VIEW)
        assert result.state is not None
        assert result.state["id"] != before
        assert before in warnings(result)[0]

    def test_somebody_who_has_not_accepted_fails_in_the_plan(self, tanzu: TanzuSandbox) -> None:
        tanzu.change("invitation.send", email="ada@example.com")
        person = practitioner(tanzu)
        invited = {**VIEW, "subject": {"kind": "USER", "name": "ada@example.com"}}
        (problem,) = person.plan("tanzu_role_binding.b", **invited).diagnostics
        assert problem.path == ("subject", "name")
        assert "first accept the invitation" in problem.detail
        stranger = {**VIEW, "subject": {"kind": "USER", "name": "eve@example.com"}}
        (problem,) = person.plan("tanzu_role_binding.b", **stranger).diagnostics
        assert "is no member" in problem.summary
        assert tanzu.log.count("POST", "rolebindings") == 0

    def test_without_the_trait_a_binding_dangles(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.inactive_subjects = "dangle"
        tanzu.change("invitation.send", email="ada@example.com")
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_role_binding", prerequisites=()))
        person.done("tanzu_role_binding.b", **{**VIEW, "subject": {"kind": "USER", "name": "ada@example.com"}})
        (binding,) = tanzu.store.mission.bindings.values()
        assert not tanzu.store.mission.grants(binding)

    def test_it_waits_for_whom_the_same_run_invites(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        bound = {**VIEW, "subject": {"kind": "USER", "name": "ada@example.com"}, "timeouts": {"create": "20s"}}
        later = threading.Timer(0.7, lambda: tanzu.change("invitation.accept", email="ada@example.com"))
        later.start()
        person.done("tanzu_role_binding.b", **bound)
        later.join()
        (binding,) = tanzu.store.mission.bindings.values()
        assert tanzu.store.mission.grants(binding)

    @pytest.mark.parametrize("given", ["Tanzu-Cluster-Admins", "tanzu-cluster-admin"])
    def test_a_group_that_is_nearly_another_is_warned_of(self, tanzu: TanzuSandbox, given: str) -> None:
        group = {"kind": "GROUP", "name": "tanzu-cluster-admins"}
        tanzu.change("role_binding.create", role="cluster.view", subject=group, scope={"cluster": "beta"})
        found = practitioner(tanzu).plan(
            "tanzu_role_binding.b", **{**VIEW, "subject": {"kind": "GROUP", "name": given}}
        )
        (warning,) = found.diagnostics
        assert (warning.severity, warning.path) == ("warning", ("subject", "name"))
        assert "'tanzu-cluster-admins'" in warning.summary
        shim = with_lifecycle(PROVIDER, "tanzu_role_binding", unchecked_names=())
        silent = practitioner(tanzu, shim).plan(
            "tanzu_role_binding.b", **{**VIEW, "subject": {"kind": "GROUP", "name": given}}
        )
        assert list(silent.diagnostics) == []

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"subject": {"kind": "ROBOT", "name": "x"}}, ("subject", "kind")),
            ({"scope": {"cluster": {"name": "a"}, "organization": {"name": "b"}}}, ("scope",)),
            ({"scope": {}}, ("scope",)),
            ({"timeouts": {"create": "soon"}}, ("timeouts", "create")),
        ],
    )
    def test_bad_values_fail_in_the_plan(self, tanzu: TanzuSandbox, change: Any, path: tuple[str, ...]) -> None:
        found = practitioner(tanzu).plan("tanzu_role_binding.b", **{**VIEW, **change}).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [path]

    def test_an_import_is_held_to_the_scope_that_the_configuration_says(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        made = person.done("tanzu_role_binding.b", **VIEW)
        person.import_("tanzu_role_binding.again", made["id"])
        elsewhere = person.plan("tanzu_role_binding.again", **{**VIEW, "scope": {"cluster": {"name": "beta"}}})
        assert [item.path for item in elsewhere.diagnostics] == [("scope",)]
        assert person.done("tanzu_role_binding.again", **VIEW)["scope"]["cluster"] == {"name": "alpha"}


class TestOrgMembers:
    def test_an_invitation_is_in_state_and_nobody_is_invited_twice(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        result = person.apply("tanzu_org_member.ada", **WAITING)
        assert errors(result) == []
        assert "ada@example.com has not accepted" in warnings(result)[0]
        assert result.state is not None
        assert result.state["status"] == "INVITED"
        person.restart()
        person.refresh("tanzu_org_member.ada")
        plan = person.plan("tanzu_org_member.ada", **WAITING)
        assert plan.planned is not None
        assert plan.planned["status"] is UNKNOWN
        still = person.apply("tanzu_org_member.ada", **WAITING)
        assert "has not accepted" in errors(still)[0]
        tanzu.change("invitation.accept", email="ada@example.com")
        assert person.done("tanzu_org_member.ada", **WAITING)["status"] == "ACTIVE"
        assert tanzu.store.cloud.mails["ada@example.com"] == 1

    def test_an_invitation_whose_state_was_lost_is_taken_up(self, tanzu: TanzuSandbox) -> None:
        tanzu.change("invitation.send", email="ada@example.com")
        state = practitioner(tanzu).done("tanzu_org_member.ada", **ADA)
        assert state["status"] == "INVITED"
        assert tanzu.store.cloud.mails["ada@example.com"] == 1

    def test_without_the_trait_there_is_no_waiting_and_no_taking_up(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_collection(PROVIDER, "members", invitation=None))
        result = person.apply("tanzu_org_member.ada", **WAITING)
        assert list(result.diagnostics) == []
        person.restart()
        assert "already exists" in errors(person.apply("tanzu_org_member.again", **ADA))[0]

    def test_an_active_member_is_only_imported(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        result = person.apply("tanzu_org_member.one", email="user00001@example.com")
        assert "terraform import tanzu_org_member" in errors(result)[0]
        imported = person.import_("tanzu_org_member.one", "name=user00001@example.com").state
        assert imported is not None
        plan = person.plan("tanzu_org_member.one", email="user00001@example.com")
        assert plan.planned == imported

    def test_the_role_changes_in_place(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change("invitation.accept", email="ada@example.com")
        person.refresh("tanzu_org_member.ada")
        person.done("tanzu_org_member.ada", **ADA, role="developer")
        assert tanzu.store.cloud.find("ada@example.com").roles == ["developer"]  # type: ignore[union-attr]  # there

    def test_without_swapping_the_vendor_does_not_understand(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_attribute(PROVIDER, "tanzu_org_member", "role", add_remove_lists=None))
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change("invitation.accept", email="ada@example.com")
        person.refresh("tanzu_org_member.ada")
        assert errors(person.apply("tanzu_org_member.ada", **ADA, role="developer"))

    @pytest.mark.parametrize("end", ["invitation.expire", "invitation.revoke", "member.remove"])
    def test_what_came_to_an_end_is_drift(self, tanzu: TanzuSandbox, end: str) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change(end, email="ada@example.com")
        person.restart()
        assert person.refresh("tanzu_org_member.ada").state is None
        assert person.done("tanzu_org_member.ada", **ADA)["status"] == "INVITED"
        assert tanzu.store.cloud.mails["ada@example.com"] == 2

    def test_without_the_trait_a_removed_member_is_still_there(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_collection(PROVIDER, "members", absent_rows=None))
        person.done("tanzu_org_member.ada", **ADA)
        tanzu.change("member.remove", email="ada@example.com")
        person.restart()
        assert person.refresh("tanzu_org_member.ada").state is not None

    def test_an_invitation_that_ends_while_waiting_is_an_error(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        later = threading.Timer(0.4, lambda: tanzu.change("invitation.revoke", email="ada@example.com"))
        later.start()
        result = person.apply("tanzu_org_member.ada", **{**WAITING, "timeouts": {"create": "30s"}})
        later.join()
        assert "came to an end" in errors(result)[0]
        assert result.state is None

    def test_stopping_ends_the_wait_and_keeps_the_state(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        threading.Timer(0.4, person.engine.stop).start()
        result = person.apply("tanzu_org_member.ada", **{**WAITING, "timeouts": {"create": "8h"}})
        assert result.state is not None
        assert result.state["status"] == "INVITED"

    def test_people_who_have_no_id_yet_are_known_by_address(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.invited_have_id = False
        person = practitioner(tanzu)
        assert person.done("tanzu_org_member.ada", **ADA)["id"] == "ada@example.com"
        tanzu.change("invitation.accept", email="ada@example.com")
        person.restart()
        refreshed = person.refresh("tanzu_org_member.ada").state
        assert refreshed is not None
        assert refreshed["id"] == tanzu.store.cloud.find("ada@example.com").user_id  # type: ignore[union-attr]  # there

    @pytest.mark.parametrize("have_id", [True, False])
    def test_an_invitation_is_taken_back(self, tanzu: TanzuSandbox, have_id: bool) -> None:
        tanzu.options.invited_have_id = have_id
        person = practitioner(tanzu)
        person.done("tanzu_org_member.ada", **ADA)
        person.restart()
        result = person.destroy("tanzu_org_member.ada")
        assert errors(result) == []
        assert tanzu.store.cloud.pending("ada@example.com") is None

    def test_without_withdrawing_an_invitation_without_id_stays(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.invited_have_id = False
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_org_member", withdraw=None))
        person.done("tanzu_org_member.ada", **ADA)
        person.restart()
        result = person.destroy("tanzu_org_member.ada")
        assert result.state is not None or tanzu.store.cloud.pending("ada@example.com") is not None

    def test_the_account_we_run_as_is_never_removed(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.import_("tanzu_org_member.us", f"name={tanzu.store.cloud.administrator.email}")
        assert "The account we run as is never destroyed" in errors(person.plan_destroy("tanzu_org_member.us"))[0]
        open_to_harm = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_org_member", protect_self=False))
        open_to_harm.import_("tanzu_org_member.us", f"name={tanzu.store.cloud.administrator.email}")
        assert errors(open_to_harm.plan_destroy("tanzu_org_member.us")) == []

    def test_without_a_provisional_key_they_are_nobody(self, tanzu: TanzuSandbox) -> None:
        tanzu.options.invited_have_id = False
        person = practitioner(tanzu, with_collection(PROVIDER, "members", provisional_key=None))
        assert "has no 'userId'" in errors(person.apply("tanzu_org_member.ada", **ADA))[0]

    @pytest.mark.parametrize(
        ("values", "path"),
        [
            ({"email": "ada"}, ("email",)),
            ({**ADA, "role": "emperor"}, ("role",)),
            ({**ADA, "wait_for": "x"}, ("wait_for",)),
        ],
    )
    def test_bad_values_fail_in_the_plan(self, tanzu: TanzuSandbox, values: Any, path: tuple[str, ...]) -> None:
        found = practitioner(tanzu).plan("tanzu_org_member.ada", **values).diagnostics
        assert [item.path for item in found] == [path]


class TestLeaving:
    def settle(self, box: TanzuSandbox, person: Practitioner) -> None:
        """A member with a role binding in each system."""
        person.done("tanzu_org_member.ada", **ADA)
        box.change("invitation.accept", email="ada@example.com")
        subject = {"kind": "USER", "name": "ada@example.com"}
        user = {"kind": "User", "name": "ada@example.com"}
        box.change("role_binding.create", role="cluster.edit", subject=subject, scope={"cluster": "alpha"})
        box.change("role_binding.create", role="cluster.edit", subject=USER, scope={"cluster": "alpha"})
        box.change("cluster_role_binding.create", cluster="alpha", name="hers", role="view", subjects=[user])
        both = [user, {"kind": "User", "name": "eve"}]
        box.change("cluster_role_binding.create", cluster="alpha", name="theirs", role="view", subjects=both)
        box.change(
            "namespace_role_binding.create",
            cluster="alpha",
            namespace="apps",
            name="hers",
            role="view",
            subjects=[user],
        )
        person.restart()

    def test_bindings_go_first_and_what_is_left_is_told(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        self.settle(tanzu, person)
        tanzu.log.clear()
        result = person.destroy("tanzu_org_member.ada")
        assert errors(result) == []
        assert result.state is None
        assert "'theirs'" in warnings(result)[0]
        deleted = [event.path for event in tanzu.log if event.method == "DELETE"]
        systems = ["k8s" if "/k8s/" in path else "csp" if "/csp/" in path else "tmc" for path in deleted]
        assert systems == ["k8s", "k8s", "tmc", "csp"]
        assert [binding.subjects[0].name for binding in tanzu.store.mission.bindings.values()] == [USER["name"]]
        assert not tanzu.store.cloud.is_active("ada@example.com")

    @pytest.mark.parametrize("asked", [False, True])
    def test_without_the_trait_or_when_not_asked_bindings_outlive_the_member(
        self, tanzu: TanzuSandbox, asked: bool
    ) -> None:
        shim = with_lifecycle(PROVIDER, "tanzu_org_member", deprovision=None) if asked else PROVIDER
        person = practitioner(tanzu, shim)
        self.settle(tanzu, person)
        person.refresh("tanzu_org_member.ada")
        person.done("tanzu_org_member.ada", **ADA, remove_role_bindings_on_destroy=asked)
        person.destroy("tanzu_org_member.ada")
        assert len(tanzu.store.mission.bindings) == 2

    def test_a_cluster_is_cleaned_of_somebody_who_has_no_object_there(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        self.settle(tanzu, person)
        tanzu.log.clear()
        person.done("tanzu_cluster_user.ada", name="ada@example.com")
        person.restart()
        person.refresh("tanzu_cluster_user.ada")
        assert person.plan("tanzu_cluster_user.ada", name="ada@example.com").requires_replace == []
        assert tanzu.log.count() == tanzu.log.count("POST", "authorize")
        result = person.destroy("tanzu_cluster_user.ada")
        assert (errors(result), result.state) == ([], None)
        (left,) = warnings(result)
        assert (
            f"'theirs' in cluster_role_bindings of {tanzu.cluster('alpha').host} still names 'ada@example.com'" in left
        )
        assert [event.path.rpartition("/")[2] for event in tanzu.log if event.method == "DELETE"] == ["hers", "hers"]
        # Nothing but this cluster is touched.
        assert tanzu.store.cloud.is_active("ada@example.com")
        assert len(tanzu.store.mission.bindings) == 2

    def test_without_the_trait_what_others_bound_in_a_cluster_outlives_the_leaver(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_cluster_user", deprovision=Deprovision()))
        self.settle(tanzu, person)
        person.done("tanzu_cluster_user.ada", name="ada@example.com")
        person.destroy("tanzu_cluster_user.ada")
        assert any(
            row.object["metadata"]["name"] == "hers"
            for row in tanzu.store.cluster("alpha").records(CLUSTER_ROLE_BINDING)
        )

    def test_cleaning_a_cluster_that_is_away_or_not_configured_is_an_error(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_user.ada", name="ada@example.com")
        person.environment = {**environment(tanzu), "TANZU_KUBERNETES_HOST": "http://127.0.0.1:9"}
        person.environment["TANZU_MAX_RETRIES"] = "0"
        person.environment["TANZU_FORMER_URLS"] = environment(tanzu)["TANZU_KUBERNETES_HOST"]
        person.restart()
        result = person.destroy("tanzu_cluster_user.ada")
        assert "cannot be reached" in errors(result)[0]
        assert result.state is not None
        person.environment = tanzu.environment
        person.restart()
        result = person.destroy("tanzu_cluster_user.ada")
        assert "kubernetes" in errors(result)[0]
        assert result.state is not None

    def test_what_the_cluster_itself_binds_is_never_cleaned_away(self, tanzu: TanzuSandbox) -> None:
        found = practitioner(tanzu).plan("tanzu_cluster_user.k", name="system:kube-scheduler").diagnostics
        assert [item.path for item in found] == [("name",)]

    def test_a_principal_is_imported_by_name_and_listed_nowhere(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        imported = person.import_("tanzu_cluster_user.ada", "ada@example.com").state
        assert imported == {
            "id": "ada@example.com",
            "name": "ada@example.com",
            "remove_role_bindings_on_destroy": True,
        }
        assert person.plan("tanzu_cluster_user.ada", name="ada@example.com").planned == imported
        assert "tanzu_cluster_user" not in person.engine.list_schemas()

    def test_a_cluster_that_is_away_leaves_everything_and_says_so(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        self.settle(tanzu, person)
        person.environment = {
            **environment(tanzu),
            "TANZU_KUBERNETES_HOST": "http://127.0.0.1:9",
            "TANZU_MAX_RETRIES": "0",
        }
        person.restart()
        result = person.destroy("tanzu_org_member.ada")
        assert "cannot be reached" in errors(result)[0]
        assert result.state is not None
        assert tanzu.store.cloud.is_active("ada@example.com")
