"""The official Kubernetes client against the stand-in clusters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from kubernetes import client, config
from kubernetes.client.exceptions import ApiException
from kubernetes.dynamic import DynamicClient

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

RBAC = "rbac.authorization.k8s.io"


@pytest.fixture
def kube(tanzu: TanzuSandbox) -> Iterator[client.ApiClient]:
    with config.new_client_from_config_dict(yaml.safe_load(tanzu.kubeconfig()), context="alpha") as made:
        yield made


@pytest.fixture
def rbac(kube: client.ApiClient) -> client.RbacAuthorizationV1Api:
    return client.RbacAuthorizationV1Api(kube)


def subject(name: str = "dev@example.com") -> client.RbacV1Subject:
    return client.RbacV1Subject(kind="User", name=name)


def binding(name: str = "dev", role: str = "app-editor") -> client.V1ClusterRoleBinding:
    return client.V1ClusterRoleBinding(
        metadata=client.V1ObjectMeta(name=name, labels={"team": "a"}),
        subjects=[subject()],
        role_ref=client.V1RoleRef(api_group=RBAC, kind="ClusterRole", name=role),
    )


def role_binding(name: str = "dev") -> client.V1RoleBinding:
    return client.V1RoleBinding(
        metadata=client.V1ObjectMeta(name=name),
        subjects=[subject()],
        role_ref=client.V1RoleRef(api_group=RBAC, kind="ClusterRole", name="edit"),
    )


def names(rbac: client.RbacAuthorizationV1Api) -> list[str]:
    return [item.metadata.name for item in rbac.list_cluster_role_binding().items]


def test_the_life_of_a_cluster_role_binding(rbac: client.RbacAuthorizationV1Api) -> None:
    made = rbac.create_cluster_role_binding(binding())
    assert made.subjects[0].api_group == RBAC
    read = rbac.read_cluster_role_binding("dev")
    assert read == made
    read.subjects.append(subject("other@example.com"))
    replaced = rbac.replace_cluster_role_binding("dev", read)
    assert [one.name for one in replaced.subjects] == ["dev@example.com", "other@example.com"]
    with pytest.raises(ApiException) as stale:
        rbac.replace_cluster_role_binding("dev", made)
    assert (stale.value.status, stale.value.reason) == (409, "Conflict")
    patched = rbac.patch_cluster_role_binding("dev", {"metadata": {"labels": {"tier": "x"}}})
    assert patched.metadata.labels == {"team": "a", "tier": "x"}
    steps = [{"op": "remove", "path": "/subjects/0"}]
    patched = rbac.patch_cluster_role_binding("dev", steps)
    assert [one.name for one in patched.subjects] == ["other@example.com"]
    assert rbac.delete_cluster_role_binding("dev")["status"] == "Success"
    with pytest.raises(ApiException) as gone:
        rbac.read_cluster_role_binding("dev")
    assert gone.value.status == 404


def test_server_side_dry_runs(rbac: client.RbacAuthorizationV1Api) -> None:
    assert rbac.create_cluster_role_binding(binding(), dry_run="All").metadata.uid
    assert names(rbac) == ["cluster-admin"]
    made = rbac.create_cluster_role_binding(binding())
    changed = binding()
    changed.subjects = None
    assert not rbac.replace_cluster_role_binding("dev", changed, dry_run="All").subjects
    assert not rbac.patch_cluster_role_binding("dev", {"subjects": None}, dry_run="All").subjects
    rbac.delete_cluster_role_binding("dev", dry_run="All")
    rbac.delete_cluster_role_binding("dev", body=client.V1DeleteOptions(dry_run=["All"]))
    assert rbac.read_cluster_role_binding("dev") == made
    with pytest.raises(ApiException) as refused:
        rbac.replace_cluster_role_binding("dev", binding(role="app-viewer"), dry_run="All")
    assert refused.value.status == 422
    with pytest.raises(ApiException) as taken:
        rbac.create_cluster_role_binding(binding(), dry_run="All")
    assert taken.value.status == 409


def test_server_side_apply(rbac: client.RbacAuthorizationV1Api) -> None:
    body = {
        "apiVersion": f"{RBAC}/v1",
        "kind": "ClusterRoleBinding",
        "metadata": {"name": "dev"},
        "subjects": [{"kind": "User", "name": "a", "apiGroup": RBAC}],
        "roleRef": {"kind": "ClusterRole", "name": "edit", "apiGroup": RBAC},
    }
    kind = "application/apply-patch+yaml"
    rbac.patch_cluster_role_binding("dev", body, field_manager="rolecall", _content_type=kind)
    body["subjects"] = []
    with pytest.raises(ApiException) as conflict:
        rbac.patch_cluster_role_binding("dev", body, field_manager="other", _content_type=kind)
    assert conflict.value.status == 409
    forced = rbac.patch_cluster_role_binding("dev", body, field_manager="other", force=True, _content_type=kind)
    assert not forced.subjects


def test_pages_and_selectors(rbac: client.RbacAuthorizationV1Api, tanzu: TanzuSandbox) -> None:
    tanzu.store.cluster("alpha").seed(7)
    rbac.create_cluster_role_binding(binding())
    first = rbac.list_cluster_role_binding(limit=5)
    assert first.metadata.remaining_item_count == 4
    second = rbac.list_cluster_role_binding(limit=5, _continue=first.metadata._continue)
    assert len(first.items) + len(second.items) == 9
    assert not second.metadata._continue
    labelled = rbac.list_cluster_role_binding(label_selector="team=a")
    assert [item.metadata.name for item in labelled.items] == ["dev"]
    by_name = rbac.list_cluster_role_binding(field_selector="metadata.name=dev")
    assert [item.metadata.name for item in by_name.items] == ["dev"]
    tanzu.change("clock.advance", seconds=400)
    with pytest.raises(ApiException) as expired:
        rbac.list_cluster_role_binding(limit=5, _continue=first.metadata._continue)
    assert expired.value.status == 410
    rbac.delete_collection_cluster_role_binding(label_selector="team=a")
    assert "dev" not in names(rbac)


def test_role_bindings_in_namespaces(rbac: client.RbacAuthorizationV1Api) -> None:
    rbac.create_namespaced_role_binding("apps", role_binding(), dry_run="All")
    rbac.create_namespaced_role_binding("apps", role_binding())
    rbac.create_namespaced_role_binding("default", role_binding())
    everywhere = rbac.list_role_binding_for_all_namespaces().items
    assert [item.metadata.namespace for item in everywhere] == ["apps", "default"]
    assert len(rbac.list_namespaced_role_binding("apps").items) == 1
    patched = rbac.patch_namespaced_role_binding("dev", "apps", {"subjects": []})
    assert not patched.subjects
    rbac.replace_namespaced_role_binding("dev", "apps", role_binding())
    assert rbac.read_namespaced_role_binding("dev", "apps").subjects[0].name == "dev@example.com"
    rbac.delete_namespaced_role_binding("dev", "apps")
    assert rbac.list_namespaced_role_binding("apps").items == []


def test_roles(rbac: client.RbacAuthorizationV1Api) -> None:
    assert "app-editor" in [item.metadata.name for item in rbac.list_cluster_role().items]
    assert rbac.read_cluster_role("cluster-admin").rules[0].verbs == ["*"]
    rule = client.V1PolicyRule(api_groups=[""], resources=["pods"], verbs=["get"])
    role = client.V1Role(metadata=client.V1ObjectMeta(name="reader"), rules=[rule])
    rbac.create_namespaced_role("apps", role)
    assert rbac.read_namespaced_role("reader", "apps").rules == [rule]
    assert [item.metadata.name for item in rbac.list_role_for_all_namespaces().items] == ["reader"]


def test_namespaces_version_and_discovery(kube: client.ApiClient, tmp_path: Path) -> None:
    core = client.CoreV1Api(kube)
    assert [item.metadata.name for item in core.list_namespace().items] == ["apps", "default", "kube-system"]
    assert core.read_namespace("apps").status.phase == "Active"
    assert client.VersionApi(kube).get_code().major == "1"
    assert [group.name for group in client.ApisApi(kube).get_api_versions().groups] == [RBAC]
    resources = client.RbacAuthorizationV1Api(kube).get_api_resources().resources
    assert {row.kind for row in resources} == {"ClusterRole", "Role", "ClusterRoleBinding", "RoleBinding"}
    dynamic = DynamicClient(kube, cache_file=str(tmp_path / "discovery.json"))
    bindings = dynamic.resources.get(api_version=f"{RBAC}/v1", kind="ClusterRoleBinding")
    assert [item.metadata.name for item in bindings.get().items] == ["cluster-admin"]


def test_each_context_is_a_cluster(tanzu: TanzuSandbox, tmp_path: Path) -> None:
    file = tmp_path / "config"
    file.write_text(tanzu.kubeconfig(current="beta"))
    contexts, current = config.list_kube_config_contexts(str(file))
    assert ([context["name"] for context in contexts], current["name"]) == (["alpha", "beta"], "beta")
    with config.new_client_from_config(str(file)) as beta:
        client.RbacAuthorizationV1Api(beta).create_cluster_role_binding(binding())
    assert tanzu.store.cluster("beta").dump()["clusterrolebindings"][1]["metadata"]["name"] == "dev"
    with pytest.raises(config.ConfigException):
        config.new_client_from_config(str(file), context="gamma")


def test_host_and_token_alone_are_enough(tanzu: TanzuSandbox) -> None:
    values = tanzu.environment
    settings = client.Configuration(host=values["TANZU_KUBERNETES_BETA_HOST"])
    settings.api_key = {"authorization": f"Bearer {values['TANZU_KUBERNETES_BETA_TOKEN']}"}
    with client.ApiClient(settings) as beta:
        assert client.RbacAuthorizationV1Api(beta).list_cluster_role_binding().items
