"""Role bindings of a cluster that name roles which are not there: Kubernetes takes any name."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanzu_people import EDITORS, practitioner

CLUSTER, NAMESPACE = "tanzu_cluster_role_binding.b", "tanzu_namespace_role_binding.b"


def bound(role: str) -> dict[str, Any]:
    return {**EDITORS, "role_ref": {"kind": "ClusterRole", "name": role}}


@pytest.mark.parametrize(("given", "advice"), [("veiw", "Is 'view' meant?"), ("zzz", "Check the name.")])
@pytest.mark.caveat("UncheckedName", rule="The vendor takes any name of a role.")
def test_a_role_that_is_not_there_is_warned_of(tanzu: TanzuSandbox, given: str, advice: str) -> None:
    found = practitioner(tanzu).plan(CLUSTER, **bound(given)).diagnostics
    assert [(item.severity, item.path) for item in found] == [("warning", ("role_ref", "name"))]
    assert f"There is no cluster role {given!r}" in warnings(found)[0]
    assert advice in warnings(found)[0]
    shim = with_lifecycle(PROVIDER, "tanzu_cluster_role_binding", unchecked_names=())
    assert list(practitioner(tanzu, shim).plan(CLUSTER, **bound(given)).diagnostics) == []


def test_roles_that_are_there_cost_one_listing_for_all(tanzu: TanzuSandbox) -> None:
    person = practitioner(tanzu)
    for number, role in enumerate(("view", "edit", "admin")):
        planned = person.plan(f"{CLUSTER}{number}", **{**bound(role), "name": f"b{number}"})
        assert list(planned.diagnostics) == []
    assert tanzu.log.count("GET", "/clusterroles") == 1


def test_a_binding_in_a_namespace_is_warned_of_too(tanzu: TanzuSandbox) -> None:
    found = practitioner(tanzu).plan(NAMESPACE, **bound("veiw"), namespace="default").diagnostics
    assert "There is no cluster role 'veiw'" in warnings(found)[0]


def test_who_may_not_look_is_not_told(tanzu: TanzuSandbox) -> None:
    tanzu.faults.add(Fault("status", method="GET", path="/clusterroles$", status=403, times=None))
    result = practitioner(tanzu).apply(CLUSTER, **bound("veiw"))
    assert not errors(result)
    assert list(result.diagnostics) == []
