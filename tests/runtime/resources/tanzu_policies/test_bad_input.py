"""Role bindings of policies that make no sense: refused or warned of in the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from providers.tanzu.dialects.policy import PROVIDER as POLICY
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.mission_control.store import Scope
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_attribute
from tests.runtime.resources.tanzu_policies.bindings import binding, give

pytestmark = pytest.mark.real_time


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"role": "cluster.viw"}, ("role",)),
        ({"kind": "ROBOT"}, ("subject", "kind")),
        ({"name": ""}, ("subject", "name")),
        ({"cluster": {"name": "alpha"}, "workspace": {"name": "default"}}, ("scope",)),
    ],
)
def test_bad_input_fails_in_the_plan(box: TanzuSandbox, team: Practitioner, said: dict[str, Any], path: Any) -> None:
    found = team.plan("tanzu_role_binding.jane", **binding(**said)).diagnostics
    assert path in [item.path for item in found if item.severity == "error"]
    assert not box.log.count(method="PATCH")


@pytest.mark.parametrize(
    "said",
    [
        {"cluster": {"name": "gamma"}},
        {"cluster": {"name": "alpha", "provisioner": "prod"}},
        {"namespace": {"cluster": "alpha", "name": "shop"}},
        {"workspace": {"name": "shop"}},
    ],
)
def test_a_scope_that_is_not_there_is_said_in_the_plan_and_changes_nothing(
    box: TanzuSandbox, team: Practitioner, said: dict[str, Any]
) -> None:
    role = "workspace.view" if "workspace" in said else "namespace.view" if "namespace" in said else "cluster.view"
    found = team.plan("tanzu_role_binding.jane", **binding(role=role, **said)).diagnostics
    assert [(item.severity, item.path) for item in found] == [("warning", ("scope", next(iter(said))))]
    assert errors(team.apply("tanzu_role_binding.jane", **binding(role=role, **said)))
    assert not box.log.count(method="PATCH")


def test_a_role_that_is_nearly_one_is_offered_the_other(team: Practitioner) -> None:
    [error] = errors(team.plan("tanzu_role_binding.jane", **binding(role="cluster.vieww")).diagnostics)
    assert "'cluster.view'" in error


def test_without_the_trait_a_role_that_cannot_be_looked_up_is_refused(box: TanzuSandbox) -> None:
    box.faults.add(Fault("status", method="GET", path="/iam/roles", status=403))
    reference = POLICY.resource("tanzu_role_binding").schema.attribute("role").reference
    assert reference is not None
    strict = with_attribute(POLICY, "tanzu_role_binding", "role", reference=replace(reference, unseen="refuse"))
    assert errors(Practitioner(strict, box.environment).plan("tanzu_role_binding.jane", **binding()).diagnostics)
    Practitioner(POLICY, box.environment).done("tanzu_role_binding.jane", **binding())


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"namespace": {"name": "web", "cluster": "alpha"}}, ("scope", "namespace")),
        ({"workspace": {"name": "default"}}, ("scope", "workspace")),
        ({"cluster": {"name": "alpha", "management_cluster": "aws"}}, ("scope", "cluster", "management_cluster")),
        ({"kind": "K8S_SERVICEACCOUNT", "name": "ns:bot"}, ("subject", "kind")),
    ],
)
def test_what_only_policies_have_is_refused_elsewhere(tanzu: TanzuSandbox, said: dict[str, Any], path: Any) -> None:
    team = Practitioner(PROVIDER, tanzu.environment)
    found = team.plan("tanzu_role_binding.jane", **binding(**said)).diagnostics
    assert path in [item.path for item in found if item.severity == "error"]


def test_identity_providers_are_refused_with_the_reason(team: Practitioner) -> None:
    found = team.data("tanzu_iam_providers")
    assert "console" in errors(found)[0]


def test_a_near_miss_of_a_group_is_warned_of_where_it_is_bound(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, "Crew", kind="GROUP", role="cluster.edit")
    give(box, "grew", kind="GROUP", at=Scope("cluster", "beta"))
    found = team.plan("tanzu_role_binding.crew", **binding("crew", kind="GROUP")).diagnostics
    assert [item.severity for item in found] == ["warning"] and "'Crew'" in found.items[0].summary
