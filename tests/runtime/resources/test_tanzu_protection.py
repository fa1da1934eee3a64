"""What Kubernetes binds for itself is neither made nor changed nor deleted, by whatever way."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.resources.guards.guard import protecting
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import ObjectLifecycle, Operation
from rolecall.specification.traits import Guard
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanzu_people import ADA, EDITORS, practitioner

KIND = "tanzu_cluster_role_binding"
OURS = "tanzu_cluster_role_binding.k"
SCHEDULER: dict[str, Any] = {
    "name": "system:kube-scheduler",
    "role_ref": {"kind": "ClusterRole", "name": "view"},
    "subjects": [{"kind": "User", "name": "system:kube-scheduler"}],
}
OPEN = with_lifecycle(PROVIDER, KIND, guards=())


def bind(box: TanzuSandbox, name: str, who: str) -> None:
    subjects = [{"kind": "User", "name": who}]
    box.change("cluster_role_binding.create", cluster="alpha", name=name, role="view", subjects=subjects)


def names(box: TanzuSandbox) -> set[str]:
    return {row.object["metadata"]["name"] for row in box.store.cluster("alpha").records(CLUSTER_ROLE_BINDING)}


def lifecycle_with(trait: Guard) -> ObjectLifecycle:
    return ObjectLifecycle(collection="things", create=Operation(method="POST", path="/things"), guards=(trait,))


@pytest.mark.parametrize(
    ("value", "is_meant"),
    [("system:node", True), ("system:", True), ("cluster-admin", True), ("system", False), ("my-system:x", False)],
)
def test_a_star_is_any_text_and_nothing_else_is(value: str, is_meant: bool) -> None:
    trait = Guard(events=("delete",), attribute="name", values=("cluster-admin", "system:*"), reason="Its own.")
    found = list(protecting(lifecycle_with(trait), {"name": value}))
    assert found == ([trait] if is_meant else [])
    literal = Guard(events=("delete",), attribute="name", values=("a.c", "[ab]?"), reason="Its own.")
    assert not list(protecting(lifecycle_with(literal), {"name": "abc"}))


def test_it_is_imported_and_then_neither_changed_nor_deleted(tanzu: TanzuSandbox) -> None:
    bind(tanzu, SCHEDULER["name"], SCHEDULER["name"])
    person = practitioner(tanzu)
    imported = person.import_(OURS, SCHEDULER["name"]).state
    assert imported is not None
    assert person.plan(OURS, **SCHEDULER).planned == imported
    (found,) = person.plan(OURS, **{**SCHEDULER, "subjects": []}).diagnostics
    assert (found.severity, found.path) == ("error", ("name",))
    assert "is never changed" in found.summary
    assert "'system:kube-scheduler' is never deleted" in errors(person.plan_destroy(OURS))[0]
    assert "is never deleted" in errors(person.destroy(OURS))[0]
    assert SCHEDULER["name"] in names(tanzu)
    # A binding of its own name is anybody's.
    person.done("tanzu_cluster_role_binding.e", **EDITORS)
    assert errors(person.destroy("tanzu_cluster_role_binding.e")) == []


def test_without_the_trait_it_is_deleted(tanzu: TanzuSandbox) -> None:
    bind(tanzu, SCHEDULER["name"], SCHEDULER["name"])
    person = practitioner(tanzu, OPEN)
    person.import_(OURS, SCHEDULER["name"])
    assert list(person.plan(OURS, **{**SCHEDULER, "subjects": []}).diagnostics) == []
    assert errors(person.destroy(OURS)) == []
    assert SCHEDULER["name"] not in names(tanzu)


@pytest.mark.caveat("Guard", rule="The provider refuses before a server is asked.")
def test_it_is_not_made_either(tanzu: TanzuSandbox) -> None:
    (found,) = practitioner(tanzu).plan(OURS, **SCHEDULER).diagnostics
    assert (found.severity, found.path) == ("error", ("name",))
    assert "is never made here" in found.summary
    namespaced = practitioner(tanzu).plan("tanzu_namespace_role_binding.k", **SCHEDULER, namespace="apps")
    assert [item.path for item in namespaced.diagnostics] == [("name",)]
    assert list(practitioner(tanzu, OPEN).plan(OURS, **SCHEDULER).diagnostics) == []


@pytest.mark.parametrize("is_protected", [True, False])
def test_a_leaver_who_was_put_into_it_alone_is_reported(tanzu: TanzuSandbox, is_protected: bool) -> None:
    person = practitioner(tanzu, PROVIDER if is_protected else OPEN)
    person.done("tanzu_org_member.ada", **ADA)
    bind(tanzu, "hers", ADA["email"])
    bind(tanzu, "system:basic-user", ADA["email"])
    person.restart()
    result = person.destroy("tanzu_org_member.ada")
    assert (errors(result), result.state) == ([], None)
    assert "hers" not in names(tanzu)
    if is_protected:
        (left,) = warnings(result)
        assert "'system:basic-user' in cluster_role_bindings" in left
        assert "names 'ada@example.com'" in left
        assert "system:basic-user" in names(tanzu)
    else:
        assert warnings(result) == []
        assert "system:basic-user" not in names(tanzu)
