"""Mission Control's published API: one policy for each object, changed by deltas. Shapes as the contract has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.sandbox.test_tanzu_mission_control import refused

JANE = {"name": "user00001@example.com", "kind": "USER"}
PATHS = {
    "organization": "/organization:iam",
    "clusterGroup": "/clustergroups:iam/platform",
    "cluster": "/clusters:iam/alpha",
    "namespace": "/clusters/alpha/namespaces:iam/web",
    "workspace": "/workspaces:iam/default",
}
NAMES = {
    "organization": {},
    "clusterGroup": {"name": "platform"},
    "cluster": {"name": "alpha"},
    "namespace": {"name": "web", "clusterName": "alpha"},
    "workspace": {"name": "default"},
}
ROLES = {
    "organization": "organization.view",
    "clusterGroup": "clustergroup.view",
    "cluster": "cluster.view",
    "namespace": "namespace.view",
    "workspace": "workspace.view",
}


@pytest.fixture
def policies(tanzu: TanzuSandbox, tmc: httpx.Client) -> Iterator[httpx.Client]:
    tanzu.options.mission_control = "policy"
    yield tmc


def change(tmc: httpx.Client, place: str, op: str = "ADD", **said: Any) -> httpx.Response:
    delta = {"op": op, "role": ROLES[place], "subject": JANE, **said}
    return tmc.patch(PATHS[place], json={"fullName": NAMES[place], "bindingDeltaList": [delta]})


@pytest.mark.parametrize("place", PATHS)
def test_a_policy_is_read_and_changed_by_deltas(policies: httpx.Client, place: str) -> None:
    assert policies.get(PATHS[place]).json() == {"policyList": []}
    made = change(policies, place).json()["policy"]
    assert made["roleBindings"] == [{"role": ROLES[place], "subjects": [JANE]}]
    assert {"uid", "generation", "resourceVersion", "parentReferences"} <= set(made["meta"])
    assert policies.get(PATHS[place]).json() == {"policyList": [made]}
    other = {"name": "crew", "kind": "GROUP"}
    assert change(policies, place, subject=other).status_code == 200
    assert change(policies, place, op="DELETE").json()["policy"]["roleBindings"] == [
        {"role": ROLES[place], "subjects": [other]}
    ]


def test_a_delta_that_changes_nothing_is_accepted_or_refused(tanzu: TanzuSandbox, policies: httpx.Client) -> None:
    assert change(policies, "cluster", op="DELETE").status_code == 200
    assert [change(policies, "cluster").status_code for _ in range(2)] == [200, 200]
    tanzu.options.repeated_delta = "conflict"
    refused(change(policies, "cluster"), 409, 10, "cluster.view")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"role": "cluster.king"}, "does not exist"),
        ({"role": "r" * 127}, "does not exist"),
        ({"role": "organization.admin"}, "cannot be bound on a cluster"),
        ({"op": "PUT"}, "ADD, DELETE"),
        ({"subject": {"name": "x" * 321, "kind": "USER"}}, "320"),
        ({"subject": {"name": "x", "kind": "ROBOT"}}, "kind"),
        ({"subject": {"name": "bot", "kind": "K8S_SERVICEACCOUNT"}}, "namespace:account"),
        ({"scope": "here"}, "unknown field"),
    ],
)
def test_what_is_not_of_the_contract_is_refused(policies: httpx.Client, said: dict[str, Any], text: str) -> None:
    refused(change(policies, "cluster", **said), 400, 3, text)


def test_nobody_checks_that_a_subject_exists(policies: httpx.Client) -> None:
    assert change(policies, "cluster", subject={"name": "test-1", "kind": "USER"}).status_code == 200
    assert change(policies, "cluster", subject={"name": "ns:bot", "kind": "K8S_SERVICEACCOUNT"}).status_code == 200


def test_a_change_is_about_the_object_of_its_body(tanzu: TanzuSandbox, policies: httpx.Client) -> None:
    tanzu.change("cluster.add", name="alpha", management_cluster="aws", provisioner="prod")
    elsewhere = {"name": "alpha", "managementClusterName": "aws", "provisionerName": "prod"}
    delta = {"op": "ADD", "role": "cluster.edit", "subject": JANE}
    body = {"fullName": elsewhere, "bindingDeltaList": [delta]}
    assert policies.patch(PATHS["cluster"], json=body).status_code == 200
    query = {"fullName.managementClusterName": "aws", "fullName.provisionerName": "prod"}
    [policy] = policies.get(PATHS["cluster"], params=query).json()["policyList"]
    assert policy["roleBindings"][0]["role"] == "cluster.edit"
    assert policies.get(PATHS["cluster"]).json() == {"policyList": []}
    refused(policies.patch(PATHS["cluster"], json={**body, "fullName": {"name": "beta"}}), 400, 3, "path")
    refused(policies.get("/clusters:iam/gamma"), 404, 5, "not found")


def test_inherited_policies_are_told_apart_by_the_effective_ones(tanzu: TanzuSandbox, policies: httpx.Client) -> None:
    tanzu.options.inherited_policies = True
    for place in ("organization", "clusterGroup", "cluster"):
        assert change(policies, place).status_code == 200
    assert len(policies.get(PATHS["cluster"]).json()["policyList"]) == 3
    [alpha, _] = policies.get("/clusters", params={"searchScope.name": "*"}).json()["clusters"]
    found = policies.get("/iam/effective", params={"searchScope.targetResourceUid": alpha["meta"]["uid"]}).json()
    assert found["totalCount"] == "3"
    assert [each["spec"].get("inherited") for each in found["effective"]] == [True, True, None]
    assert found["effective"][-1]["spec"]["policySpec"]["roleBindings"][0]["role"] == "cluster.view"
    refused(policies.get("/iam/effective", params={"searchScope.targetResourceUid": "x"}), 400, 3, "targetResourceUid")


def test_objects_are_listed_with_a_total_that_is_a_text(tanzu: TanzuSandbox, policies: httpx.Client) -> None:
    query = {"searchScope.name": "*", "includeTotal": "true", "pagination.size": "1", "pagination.offset": "1"}
    page = policies.get("/clusters", params=query).json()
    assert page["totalCount"] == "2"
    assert page["clusters"][0]["fullName"] == {
        "orgId": tanzu.environment["TANZU_ORG_ID"],
        "managementClusterName": "attached",
        "provisionerName": "attached",
        "name": "beta",
    }
    assert "totalCount" not in policies.get("/workspaces").json()
    [web] = policies.get("/clusters/alpha/namespaces").json()["namespaces"]
    assert web["fullName"]["clusterName"] == "alpha"
    assert [row["fullName"]["name"] for row in policies.get("/clustergroups").json()["clusterGroups"]] == [
        "platform",
        "sandbox",
    ]


@pytest.mark.parametrize(("shape", "shown"), [("none", []), ("empty", [[]]), ("silent", [None])])
def test_what_is_bare_is_shown_in_three_ways(
    tanzu: TanzuSandbox, policies: httpx.Client, shape: str, shown: list[Any]
) -> None:
    tanzu.options.bare_policies = shape
    found = policies.get(PATHS["cluster"]).json()["policyList"]
    assert [policy.get("roleBindings") for policy in found] == shown


def test_surprises_of_a_change(tanzu: TanzuSandbox, policies: httpx.Client) -> None:
    tanzu.options.policy_conflicts = 1
    refused(change(policies, "cluster"), 409, 10, "someone else")
    tanzu.options.deltas = "ignore"
    assert change(policies, "cluster").status_code == 200
    assert policies.get(PATHS["cluster"]).json() == {"policyList": []}
    tanzu.options.deltas = "apply"
    assert change(policies, "cluster", subject={"name": "crew", "kind": "GROUP"}).status_code == 200
    tanzu.options.deltas, tanzu.options.policy_answer = "overwrite", "empty"
    assert change(policies, "cluster").json() == {}
    [policy] = policies.get(PATHS["cluster"]).json()["policyList"]
    assert policy["roleBindings"] == [{"role": "cluster.view", "subjects": [JANE]}]


def test_roles_are_listed_with_their_full_names(policies: httpx.Client) -> None:
    rows = policies.get("/iam/roles").json()["roles"]
    assert {"cluster.admin", "namespace.view", "workspace.edit"} <= {row["fullName"]["name"] for row in rows}


def test_role_bindings_of_their_own_are_not_there(policies: httpx.Client) -> None:
    assert policies.get("/iam/rolebindings").status_code == 404
    assert "cluster.admin" in [row["fullName"]["name"] for row in policies.get("/iam/roles").json()["roles"]]


def test_only_administrators_change_policies(tanzu: TanzuSandbox, policies: httpx.Client) -> None:
    tanzu.change("member.update", email=tanzu.store.cloud.administrator.email, role="org_member")
    assert change(policies, "cluster").status_code == 403
