"""Role bindings of Mission Control, with their traits and without them."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import NaturalKey
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_collection, with_lifecycle
from tests.runtime.resources.tanzu_people import ADA, USER, VIEW, practitioner

pytestmark = pytest.mark.real_time


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

    @pytest.mark.caveat("Prerequisite", option="tanzu.inactive_subjects")
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
    @pytest.mark.caveat("UncheckedName", rule="The vendor takes any name of a group.")
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
        assert person.done("tanzu_role_binding.again", **VIEW)["scope"]["cluster"]["name"] == "alpha"
