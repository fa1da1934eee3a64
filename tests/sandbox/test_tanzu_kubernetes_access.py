"""Kubernetes: who is let in, what they may do by the bindings there are, and what they may give to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE, ROLE
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

RBAC = "rbac.authorization.k8s.io"
PATH = f"/apis/{RBAC}/v1/clusterrolebindings"
DEV = {"kind": "User", "name": "dev"}


def caller(box: TanzuSandbox, name: str = "dev", groups: Sequence[str] = ()) -> httpx.Client:
    token = box.store.cluster("alpha").add_user(name, groups)
    return httpx.Client(base_url=box.cluster("alpha").host, headers={"Authorization": f"Bearer {token}"})


def allow(box: TanzuSandbox, *verbs: str, resources: Sequence[str] = ("clusterrolebindings",)) -> None:
    """Let dev do this to RBAC objects."""
    cluster = box.store.cluster("alpha")
    name = f"may-{'-'.join(verbs)}-{len(list(cluster.records(CLUSTER_ROLE)))}"
    cluster.add(CLUSTER_ROLE, name, rules=[{"apiGroups": [RBAC], "resources": [*resources], "verbs": [*verbs]}])
    cluster.add_cluster_role_binding(name, name, DEV)


def binding(role: str, name: str = "made", subject: str = "friend") -> dict[str, Any]:
    subjects = [{"kind": "User", "name": subject}]
    return {"metadata": {"name": name}, "subjects": subjects, "roleRef": {"kind": "ClusterRole", "name": role}}


def forbidden(answer: httpx.Response, *texts: str) -> None:
    assert (answer.status_code, answer.json()["reason"]) == (403, "Forbidden")
    for text in texts:
        assert text in answer.json()["message"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic dXNlcjpwYXNz"}, 401),
        ({"Authorization": "Bearer TOKEN"}, 200),
    ],
)
def test_a_bearer_token_lets_in(tanzu: TanzuSandbox, headers: dict[str, str], status: int) -> None:
    access = tanzu.cluster("alpha")
    sent = {name: value.replace("TOKEN", access.token) for name, value in headers.items()}
    answer = httpx.get(access.host + PATH, headers=sent)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["kind"] == "Status"


def test_each_cluster_has_its_own_tokens_and_objects(tanzu: TanzuSandbox) -> None:
    alpha, beta = tanzu.cluster("alpha"), tanzu.cluster("beta")
    headers = {"Authorization": f"Bearer {alpha.token}"}
    assert httpx.get(beta.host + PATH, headers=headers).status_code == 401
    assert httpx.post(alpha.host + PATH, headers=headers, json=binding("edit")).status_code == 201
    assert tanzu.store.cluster("beta").dump()["clusterrolebindings"][0]["metadata"]["name"] == "cluster-admin"


def test_a_token_expires_on_the_sandbox_clock(tanzu: TanzuSandbox) -> None:
    cluster = tanzu.store.cluster("alpha")
    token = tanzu.change("cluster_token.create", cluster="alpha", user="x", groups=["system:masters"], seconds=60)
    headers = {"Authorization": f"Bearer {token['token']}"}
    url = tanzu.cluster("alpha").host + PATH
    assert httpx.get(url, headers=headers).status_code == 200
    tanzu.store.clock.advance(61)
    assert httpx.get(url, headers=headers).status_code == 401
    assert tanzu.change("cluster_token.expire", cluster="alpha", user="sandbox-admin") == {"expired": 1}
    assert httpx.get(url, headers={"Authorization": f"Bearer {cluster.token}"}).status_code == 401


def test_nobody_may_do_what_no_binding_allows(tanzu: TanzuSandbox) -> None:
    with caller(tanzu) as dev:
        forbidden(dev.get(PATH), 'User "dev" cannot list resource "clusterrolebindings"', "at the cluster scope")
        namespaced = f"/apis/{RBAC}/v1/namespaces/apps/rolebindings"
        forbidden(dev.get(namespaced), 'in the namespace "apps"')
        allow(tanzu, "list")
        assert dev.get(PATH).status_code == 200
        forbidden(dev.get(f"{PATH}/cluster-admin"), "cannot get")
        tanzu.store.cluster("alpha").add_role_binding("apps", "local", "admin", DEV)
        assert dev.get(namespaced).status_code == 200
        forbidden(dev.get(namespaced.replace("apps", "default")))
        forbidden(dev.get(f"/apis/{RBAC}/v1/rolebindings"), "at the cluster scope")


def test_groups_and_service_accounts_are_subjects_too(tanzu: TanzuSandbox) -> None:
    cluster = tanzu.store.cluster("alpha")
    rules = [{"apiGroups": [RBAC], "resources": ["*"], "verbs": ["list"]}]
    cluster.add(CLUSTER_ROLE, "lister", rules=rules)
    cluster.add_cluster_role_binding("g", "lister", {"kind": "Group", "name": "auditors"})
    account = {"kind": "ServiceAccount", "name": "builder", "namespace": "apps"}
    cluster.add_cluster_role_binding("s", "lister", account)
    for name, groups, status in (
        ("a", ["auditors"], 200),
        ("b", [], 403),
        ("system:serviceaccount:apps:builder", [], 200),
        ("system:serviceaccount:default:builder", [], 403),
    ):
        with caller(tanzu, name, groups) as client:
            assert client.get(PATH).status_code == status


def test_nobody_gives_what_they_do_not_have(tanzu: TanzuSandbox) -> None:
    allow(tanzu, "create", "update")
    with caller(tanzu) as dev:
        forbidden(dev.post(PATH, json=binding("app-editor")), "permissions not currently held", "carto.run")
        tanzu.store.cluster("alpha").add_cluster_role_binding("dev-editor", "app-editor", DEV)
        assert dev.post(PATH, json=binding("app-editor")).status_code == 201
        assert dev.post(PATH, json=binding("app-viewer", "viewer")).status_code == 201
        forbidden(dev.post(PATH, json=binding("app-operator", "operator")), "not currently held")
        forbidden(dev.post(PATH, json=binding("cluster-admin", "admin")), "not currently held")
        assert dev.post(PATH, json=binding("nothing", "none")).status_code == 404


def test_whoever_may_bind_a_role_needs_not_have_it(tanzu: TanzuSandbox) -> None:
    allow(tanzu, "create")
    allow(tanzu, "bind", resources=["clusterroles"])
    with caller(tanzu) as dev:
        assert dev.post(PATH, json=binding("cluster-admin")).status_code == 201
        assert dev.post(PATH, json=binding("nothing", "none")).status_code == 201


def test_a_change_of_labels_gives_nobody_anything(tanzu: TanzuSandbox) -> None:
    allow(tanzu, "patch", "get")
    tanzu.store.cluster("alpha").add_cluster_role_binding("made", "cluster-admin", {"kind": "User", "name": "x"})
    merge = {"Content-Type": "application/merge-patch+json"}
    with caller(tanzu) as dev:
        labels = {"metadata": {"labels": {"a": "b"}}}
        assert dev.patch(f"{PATH}/made", json=labels, headers=merge).status_code == 200
        subjects = {"subjects": [DEV]}
        forbidden(dev.patch(f"{PATH}/made", json=subjects, headers=merge), "not currently held")


def test_roles_do_not_grow_beyond_their_authors_either(tanzu: TanzuSandbox) -> None:
    allow(tanzu, "create", "update", resources=["clusterroles", "roles"])
    path = f"/apis/{RBAC}/v1/clusterroles"
    role = {"metadata": {"name": "r"}, "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}
    with caller(tanzu) as dev:
        forbidden(dev.post(path, json=role), "not currently held", "pods")
        allow(tanzu, "escalate", resources=["clusterroles"])
        assert dev.post(path, json=role).status_code == 201


def test_a_role_of_a_namespace_counts_there(tanzu: TanzuSandbox) -> None:
    cluster = tanzu.store.cluster("alpha")
    rules = [{"apiGroups": [RBAC], "resources": ["rolebindings"], "resourceNames": ["one"], "verbs": ["get"]}]
    cluster.add(ROLE, "local", "apps", rules=rules)
    cluster.add_role_binding("apps", "one", "local", DEV, role_kind="Role")
    cluster.add_role_binding("apps", "two", "local", role_kind="Role")
    path = f"/apis/{RBAC}/v1/namespaces/apps/rolebindings"
    with caller(tanzu) as dev:
        assert dev.get(f"{path}/one").status_code == 200
        forbidden(dev.get(f"{path}/two"), '"two"')


def test_who_may_only_patch_does_not_create_by_applying_or_replacing(tanzu: TanzuSandbox) -> None:
    allow(tanzu, "patch", "update")
    body = binding("edit") | {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRoleBinding"}
    headers = {"Content-Type": "application/apply-patch+yaml"}
    with caller(tanzu) as dev:
        applied = dev.patch(f"{PATH}/made", json=body, headers=headers, params={"fieldManager": "x"})
        forbidden(applied, "cannot create")
        forbidden(dev.put(f"{PATH}/made", json=body), "cannot create")


def test_discovery_is_for_those_let_in_and_the_version_for_all(tanzu: TanzuSandbox) -> None:
    host = tanzu.cluster("alpha").host
    assert httpx.get(f"{host}/version").json()["gitVersion"].startswith("v1.")
    assert httpx.get(f"{host}/apis").status_code == 403
    assert httpx.post(f"{host}/version").status_code == 405
    with caller(tanzu) as dev:
        assert [group["name"] for group in dev.get("/apis").json()["groups"]] == [RBAC]
        resources = dev.get(f"/apis/{RBAC}/v1").json()["resources"]
        assert {row["name"] for row in resources} == {"clusterroles", "roles", "clusterrolebindings", "rolebindings"}
        assert dev.get("/api").json()["versions"] == ["v1"]
        assert dev.get("/api/v1").json()["resources"][0]["verbs"] == ["get", "list"]
