"""Mission Control's policies: a role binding is an element of the document of its scope."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.mission_control.store import Scope, Subject
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies.bindings import JANE, binding, bound

pytestmark = pytest.mark.real_time
SCOPES: dict[str, dict[str, Any]] = {
    "organization": {"name": ""},
    "cluster_group": {"name": "platform"},
    "cluster": {"name": "alpha"},
    "namespace": {"name": "web", "cluster": "alpha"},
    "workspace": {"name": "default"},
}


@pytest.mark.parametrize("kind", SCOPES)
def test_a_role_is_given_and_taken_at_every_scope(box: TanzuSandbox, team: Practitioner, kind: str) -> None:
    names = {**SCOPES[kind], **({"name": box.environment["TANZU_ORG_ID"]} if kind == "organization" else {})}
    role = {"cluster_group": "clustergroup"}.get(kind, kind) + ".view"
    where: dict[str, Any] = {kind: names}
    label, wanted = "tanzu_role_binding.jane", binding(role=role, **where)
    state = team.done(label, **wanted)
    [held] = list(box.store.mission.bindings.values())
    assert (held.role, held.subjects, held.scope.name) == (role, (Subject("USER", JANE),), names["name"])
    team.restart()
    read = team.refresh(label)
    assert read.state == state and not read.diagnostics.items
    assert team.plan(label, **wanted).planned == state
    assert team.destroy(label).state is None
    assert not box.store.mission.bindings


@pytest.mark.parametrize("kind", SCOPES)
def test_nothing_is_gone_where_the_document_of_what_is_there_is_not_found(
    box: TanzuSandbox, team: Practitioner, kind: str
) -> None:
    names = {**SCOPES[kind], **({"name": box.environment["TANZU_ORG_ID"]} if kind == "organization" else {})}
    role = {"cluster_group": "clustergroup"}.get(kind, kind) + ".view"
    where: dict[str, Any] = {kind: names}
    team.done("tanzu_role_binding.jane", **binding(role=role, **where))
    box.faults.add(Fault("not_found", method="GET", path=kind.replace("_", "") + "s?:iam"))
    team.restart()
    found = team.refresh("tanzu_role_binding.jane")
    assert errors(found)[0].startswith("Whether it is gone cannot be told")
    assert found.state is not None


def test_the_id_says_everything_and_imports(box: TanzuSandbox, team: Practitioner) -> None:
    state = team.done("tanzu_role_binding.crew", **binding("crew/night", kind="GROUP"))
    assert state["id"] == "cluster/attached/attached/alpha/cluster.view/GROUP/crew/night"
    other = Practitioner(PROVIDER, box.environment)
    imported = other.import_("tanzu_role_binding.crew", state["id"])
    assert imported.state == {**state, "timeouts": None}
    assert other.plan("tanzu_role_binding.crew", **binding("crew/night", kind="GROUP")).planned == imported.state


def test_clusters_of_one_name_are_told_apart(box: TanzuSandbox, team: Practitioner) -> None:
    box.change("cluster.add", name="alpha", management_cluster="aws", provisioner="prod")
    elsewhere = {"name": "alpha", "management_cluster": "aws", "provisioner": "prod"}
    state = team.done("tanzu_role_binding.jane", **binding(cluster=elsewhere))
    assert state["id"].startswith("cluster/aws/prod/alpha/")
    assert bound(box) == []
    assert bound(box, Scope("cluster", "alpha", "aws", "prod")) == [("cluster.view", JANE)]
    team.done("tanzu_role_binding.here", **binding())
    assert bound(box) == [("cluster.view", JANE)]


def test_a_cluster_that_is_gone_took_its_bindings_along(box: TanzuSandbox, team: Practitioner) -> None:
    team.done("tanzu_role_binding.jane", **binding())
    box.change("cluster.remove", name="alpha")
    team.restart()
    assert team.destroy("tanzu_role_binding.jane").state is None
    team.restart()
    found = team.apply("tanzu_role_binding.jane", **binding())
    assert "cluster/attached/attached/alpha" in errors(found)[0]


def test_an_api_that_is_not_there_is_no_cluster_that_is_gone(box: TanzuSandbox, team: Practitioner) -> None:
    team.done("tanzu_role_binding.jane", **binding())
    team.restart()
    box.faults.add(Fault("status", method="GET", path=":iam", status=404))
    assert team.refresh("tanzu_role_binding.jane").state is not None
    assert errors(team.destroy("tanzu_role_binding.jane"))


def test_an_id_of_the_other_dialect_is_no_binding_that_is_gone(box: TanzuSandbox, team: Practitioner) -> None:
    team.hold("tanzu_role_binding.old", id="rb-0123456789ab")
    found = team.refresh("tanzu_role_binding.old")
    assert found.state is not None and "another one" in errors(found)[0]
