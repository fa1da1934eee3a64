"""Kubernetes: what an API server takes as a binding, what it makes of it, and how it refuses the rest."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

RBAC = "rbac.authorization.k8s.io"
PATH = "/clusterrolebindings"
USER = {"kind": "User", "name": "dev@example.com"}
EDITOR = {"apiGroup": RBAC, "kind": "ClusterRole", "name": "app-editor"}


def binding(name: str = "dev", subjects: Any = (USER,), role: Any = None, **metadata: Any) -> dict[str, Any]:
    made = {"metadata": {"name": name, **metadata}, "roleRef": EDITOR if role is None else role}
    return made if subjects is None else made | {"subjects": list(subjects)}


def created(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def got(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def refused(answer: httpx.Response, status: int, reason: str, text: str = "") -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["kind"], body["status"]) == (status, "Status", "Failure")
    assert (body["code"], body["reason"]) == (status, reason)
    assert text in body["message"]
    details: dict[str, Any] = body.get("details", {})
    return details


def test_a_created_binding_has_defaults_and_server_fields(alpha: httpx.Client) -> None:
    account = {"kind": "ServiceAccount", "name": "builder", "namespace": "apps"}
    group = {"kind": "Group", "name": "developers", "apiGroup": RBAC}
    role = {"kind": "ClusterRole", "name": "app-editor"}
    made = created(alpha.post(PATH, json=binding(subjects=[USER, group, account], role=role, labels={"a": "b"})))
    metadata = made.pop("metadata")
    assert made == {
        "kind": "ClusterRoleBinding",
        "apiVersion": f"{RBAC}/v1",
        "subjects": [USER | {"apiGroup": RBAC}, group, account],
        "roleRef": EDITOR,
    }
    assert set(metadata) == {"name", "labels", "uid", "resourceVersion", "creationTimestamp"}
    assert got(alpha.get(f"{PATH}/dev"))["metadata"] == metadata


@pytest.mark.parametrize("subjects", [None, []])
def test_no_subjects_are_shown_as_none_at_all(alpha: httpx.Client, subjects: Any) -> None:
    assert "subjects" not in created(alpha.post(PATH, json=binding(subjects=subjects)))
    assert "subjects" not in got(alpha.get(f"{PATH}/dev"))


def test_a_name_is_taken_once_and_may_be_generated(alpha: httpx.Client) -> None:
    created(alpha.post(PATH, json=binding()))
    details = refused(alpha.post(PATH, json=binding()), 409, "AlreadyExists", "clusterrolebindings.rbac")
    assert details == {"name": "dev", "group": RBAC, "kind": "clusterrolebindings"}
    generated = binding()
    generated["metadata"] = {"generateName": "dev-"}
    assert created(alpha.post(PATH, json=generated))["metadata"]["name"].startswith("dev-")
    assert refused(alpha.get(f"{PATH}/none"), 404, "NotFound", '"none" not found')["name"] == "none"


def test_a_role_need_not_exist(alpha: httpx.Client) -> None:
    created(alpha.post(PATH, json=binding(role=EDITOR | {"name": "nothing"})))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (binding(role={"kind": "ClusterRole"}), "roleRef.name"),
        (binding(role={}), "roleRef.kind"),
        (binding(role=EDITOR | {"kind": "Role"}), "roleRef.kind"),
        (binding(role=EDITOR | {"apiGroup": "apps"}), "roleRef.apiGroup"),
        (binding(subjects=[{"kind": "Robot", "name": "x"}]), "subjects[0].kind"),
        (binding(subjects=[USER, {"kind": "User"}]), "subjects[1].name"),
        (binding(subjects=[USER | {"apiGroup": "apps"}]), "subjects[0].apiGroup"),
        (binding(subjects=[{"kind": "ServiceAccount", "name": "x"}]), "subjects[0].namespace"),
        (
            binding(subjects=[{"kind": "ServiceAccount", "name": "x", "namespace": "y", "apiGroup": RBAC}]),
            "subjects[0].apiGroup",
        ),
        (binding(name=""), "metadata.name"),
        (binding(name="a/b"), "metadata.name"),
        (binding(labels={"a": "b c"}), "metadata.labels"),
    ],
)
def test_an_invalid_binding_is_refused_with_the_field(alpha: httpx.Client, body: dict[str, Any], field: str) -> None:
    details = refused(alpha.post(PATH, json=body), 422, "Invalid", "is invalid")
    assert field in [cause["field"] for cause in details["causes"]]


@pytest.mark.parametrize(
    "body",
    [
        binding() | {"kind": "RoleBinding"},
        binding() | {"apiVersion": "v1"},
        binding() | {"subjects": {}},
        binding() | {"subjects": ["dev"]},
        binding(labels={"a": 1}),
        binding(resourceVersion="7"),
        [],
    ],
)
def test_what_is_no_binding_is_refused(alpha: httpx.Client, body: Any) -> None:
    refused(alpha.post(PATH, json=body), 400, "BadRequest")
    refused(alpha.post(PATH, content=b"{", headers={"Content-Type": "application/json"}), 400, "BadRequest")
    refused(
        alpha.post(PATH, content=b"a: b", headers={"Content-Type": "application/yaml"}), 415, "UnsupportedMediaType"
    )


def test_unknown_fields_are_dropped_with_a_warning_or_refused_when_asked(alpha: httpx.Client) -> None:
    body = binding(mood="good") | {"role": "x"}
    body["subjects"] = [USER | {"mail": "x"}]
    answer = alpha.post(PATH, json=body)
    assert set(created(answer)) == {"kind", "apiVersion", "metadata", "subjects", "roleRef"}
    for path in ("role", "metadata.mood", "subjects[0].mail"):
        assert f'unknown field "{path}"' in answer.headers["warning"]
    strict = alpha.put(f"{PATH}/dev", json=body, params={"fieldValidation": "Strict"})
    refused(strict, 400, "BadRequest", 'unknown field "role"')
    ignored = alpha.put(f"{PATH}/dev", json=body, params={"fieldValidation": "Ignore"})
    assert "warning" not in ignored.headers


def test_a_replacement_needs_the_present_version_if_it_names_one(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    made = created(alpha.post(PATH, json=binding()))
    version = made["metadata"]["resourceVersion"]
    made["subjects"] = [USER | {"name": "other@example.com"}]
    second = got(alpha.put(f"{PATH}/dev", json=made))
    assert second["metadata"]["resourceVersion"] > version
    assert second["metadata"]["uid"] == made["metadata"]["uid"]
    made["subjects"] = []
    refused(alpha.put(f"{PATH}/dev", json=made), 409, "Conflict", "the object has been modified")
    blind = got(alpha.put(f"{PATH}/dev", json=binding(subjects=None)))
    assert "subjects" not in blind
    refused(alpha.put(f"{PATH}/dev", json=binding(uid="other")), 409, "Conflict", "UID")
    same = got(alpha.put(f"{PATH}/dev", json=binding(subjects=None)))
    assert same["metadata"]["resourceVersion"] == blind["metadata"]["resourceVersion"]


def test_a_replacement_takes_away_what_it_leaves_out(alpha: httpx.Client) -> None:
    created(alpha.post(PATH, json=binding(labels={"team": "a"}, annotations={"note": "keep"})))
    replaced = got(alpha.put(f"{PATH}/dev", json=binding()))
    assert "labels" not in replaced["metadata"]
    assert "annotations" not in replaced["metadata"]


def test_replacing_what_is_not_there_creates_it(alpha: httpx.Client) -> None:
    created(alpha.put(f"{PATH}/dev", json=binding()))
    refused(alpha.put(f"{PATH}/gone", json=binding("gone", resourceVersion="7")), 409, "Conflict", "deleted")
    refused(alpha.put(f"{PATH}/dev", json=binding("other")), 400, "BadRequest", "name")


def test_a_role_reference_never_changes(alpha: httpx.Client) -> None:
    created(alpha.post(PATH, json=binding()))
    viewer = EDITOR | {"name": "app-viewer"}
    details = refused(alpha.put(f"{PATH}/dev", json=binding(role=viewer)), 422, "Invalid", "cannot change roleRef")
    assert [cause["field"] for cause in details["causes"]] == ["roleRef"]
    merge = {"Content-Type": "application/merge-patch+json"}
    patch = alpha.patch(f"{PATH}/dev", json={"roleRef": {"name": "app-viewer"}}, headers=merge)
    refused(patch, 422, "Invalid", "cannot change roleRef")


def test_someone_else_may_be_faster(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    made = created(alpha.post(PATH, json=binding()))
    tanzu.options.interfere = 1
    made["subjects"] = []
    refused(alpha.put(f"{PATH}/dev", json=made), 409, "Conflict", "modified")
    fresh = got(alpha.get(f"{PATH}/dev"))
    assert list(fresh["metadata"]["annotations"]) == ["sandbox.example.com/interfered"]
    fresh["subjects"] = []
    assert "subjects" not in got(alpha.put(f"{PATH}/dev", json=fresh))


def test_a_deletion_confirms_and_happens_once(alpha: httpx.Client) -> None:
    uid = created(alpha.post(PATH, json=binding()))["metadata"]["uid"]
    wrong = alpha.request("DELETE", f"{PATH}/dev", json={"preconditions": {"uid": "other"}})
    refused(wrong, 409, "Conflict", "Precondition failed")
    status = got(alpha.delete(f"{PATH}/dev"))
    assert (status["kind"], status["status"]) == ("Status", "Success")
    assert status["details"] == {"name": "dev", "group": RBAC, "kind": "clusterrolebindings", "uid": uid}
    refused(alpha.delete(f"{PATH}/dev"), 404, "NotFound")


def test_a_dry_run_checks_everything_and_stores_nothing(alpha: httpx.Client) -> None:
    dry = {"dryRun": "All"}
    tried = created(alpha.post(PATH, json=binding(), params=dry))
    assert "resourceVersion" not in tried["metadata"]
    refused(alpha.get(f"{PATH}/dev"), 404, "NotFound")
    refused(alpha.post(PATH, json=binding(role={}), params=dry), 422, "Invalid")
    made = created(alpha.post(PATH, json=binding()))
    refused(alpha.post(PATH, json=binding(), params=dry), 409, "AlreadyExists")
    replaced = got(alpha.put(f"{PATH}/dev", json=binding(subjects=None), params=dry))
    assert "subjects" not in replaced
    merge = {"Content-Type": "application/merge-patch+json"}
    got(alpha.patch(f"{PATH}/dev", json={"subjects": None}, params=dry, headers=merge))
    got(alpha.delete(f"{PATH}/dev", params=dry))
    got(alpha.request("DELETE", f"{PATH}/dev", json={"dryRun": ["All"]}))
    assert got(alpha.get(f"{PATH}/dev")) == made
    refused(alpha.post(PATH, json=binding("x"), params={"dryRun": "yes"}), 422, "Invalid", "dryRun")


def test_bindings_in_a_namespace(alpha: httpx.Client) -> None:
    role = {"kind": "Role", "name": "local"}
    account = {"kind": "ServiceAccount", "name": "builder"}
    made = created(alpha.post("/namespaces/apps/rolebindings", json=binding(role=role, subjects=[account])))
    assert made["metadata"]["namespace"] == "apps"
    assert (made["kind"], made["subjects"]) == ("RoleBinding", [account])
    created(alpha.post("/namespaces/default/rolebindings", json=binding()))
    every = got(alpha.get("/rolebindings"))["items"]
    assert [item["metadata"]["namespace"] for item in every] == ["apps", "default"]
    assert len(got(alpha.get("/namespaces/apps/rolebindings"))["items"]) == 1
    refused(alpha.post("/namespaces/none/rolebindings", json=binding()), 404, "NotFound", 'namespaces "none"')
    refused(alpha.post("/namespaces/apps/rolebindings", json=binding("x", namespace="default")), 400, "BadRequest")
    refused(alpha.post("/rolebindings", json=binding()), 405, "MethodNotAllowed")


def test_no_removal_reaches_further(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    created(alpha.post(PATH, json=binding()))
    assert alpha.delete("/clusterroles/app-editor").status_code == 200
    assert got(alpha.get(f"{PATH}/dev"))["roleRef"]["name"] == "app-editor"


def test_faults_and_wrong_paths_are_worded_as_statuses(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.faults.add(Fault("status", path=PATH, status=429, retry_after=2, times=1))
    assert refused(alpha.get(PATH), 429, "TooManyRequests") == {"retryAfterSeconds": 2}
    refused(alpha.get("/nothing"), 404, "NotFound", "could not find the requested resource")
    refused(alpha.request("PATCH", PATH), 405, "MethodNotAllowed")
    refused(httpx.get(f"{tanzu.url}/k8s/gamma/version"), 404, "NotFound", "gamma")


def test_objects_change_behind_the_api(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    cluster = {"cluster": "alpha", "name": "dev"}
    tanzu.change("cluster_role_binding.create", **cluster, role="app-editor", subjects=[USER])
    before = got(alpha.get(f"{PATH}/dev"))
    tanzu.change("cluster_role_binding.update", **cluster, subjects=[], labels={"a": "b"})
    after = got(alpha.get(f"{PATH}/dev"))
    assert (after["metadata"]["labels"], "subjects" in after) == ({"a": "b"}, False)
    assert after["metadata"]["resourceVersion"] > before["metadata"]["resourceVersion"]
    tanzu.change("cluster_role_binding.delete", **cluster)
    refused(alpha.get(f"{PATH}/dev"), 404, "NotFound")
    tanzu.change("namespace.create", cluster="alpha", name="team")
    tanzu.change("namespace_role_binding.create", **cluster, namespace="team", role="edit", subjects=[USER])
    assert len(got(alpha.get("/namespaces/team/rolebindings"))["items"]) == 1
    tanzu.change("namespace.delete", cluster="alpha", name="team")
    assert got(alpha.get("/rolebindings"))["items"] == []
    with pytest.raises(KeyError, match="no cluster 'gamma'"):
        tanzu.change("cluster_role_binding.seed", cluster="gamma", count=1)
