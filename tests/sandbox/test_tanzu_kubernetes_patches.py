"""Kubernetes: the four kinds of patches."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

RBAC = "rbac.authorization.k8s.io"
PATH = "/clusterrolebindings/dev"
EDITOR = {"apiGroup": RBAC, "kind": "ClusterRole", "name": "app-editor"}


def user(name: str) -> dict[str, str]:
    return {"kind": "User", "apiGroup": RBAC, "name": name}


@pytest.fixture(autouse=True)
def dev(tanzu: TanzuSandbox) -> None:
    subject = {"kind": "User", "name": "a"}
    tanzu.store.cluster("alpha").add_cluster_role_binding("dev", "app-editor", subject, labels={"keep": "yes"})


def patch(alpha: httpx.Client, kind: str, body: Any, **query: Any) -> httpx.Response:
    kind = f"application/{kind}"
    return alpha.patch(PATH, json=body, params=query, headers={"Content-Type": kind, "User-Agent": "kubectl/v1"})


def apply(alpha: httpx.Client, manager: str = "rolecall", force: bool = False, **body: Any) -> httpx.Response:
    full = {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "dev"}, **body}
    return patch(alpha, "apply-patch+yaml", full, fieldManager=manager, force=force)


def got(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


@pytest.mark.parametrize("kind", ["merge-patch+json", "strategic-merge-patch+json"])
def test_a_merge_keeps_what_it_does_not_name_and_replaces_lists(alpha: httpx.Client, kind: str) -> None:
    merged = got(patch(alpha, kind, {"metadata": {"labels": {"a": "b"}}, "subjects": [{"kind": "User", "name": "b"}]}))
    assert merged["metadata"]["labels"] == {"keep": "yes", "a": "b"}
    assert merged["subjects"] == [user("b")]
    assert merged["roleRef"] == EDITOR
    cleared = got(patch(alpha, kind, {"metadata": {"labels": {"keep": None}}, "subjects": None}))
    assert cleared["metadata"]["labels"] == {"a": "b"}
    assert "subjects" not in cleared


def test_a_merge_that_names_a_version_needs_the_present_one(alpha: httpx.Client) -> None:
    version = alpha.get(PATH).json()["metadata"]["resourceVersion"]
    body = {"metadata": {"resourceVersion": version}, "subjects": []}
    got(patch(alpha, "merge-patch+json", body))
    assert patch(alpha, "merge-patch+json", body).json()["reason"] == "Conflict"


def test_json_patches(alpha: httpx.Client) -> None:
    steps = [
        {"op": "test", "path": "/subjects/0/name", "value": "a"},
        {"op": "add", "path": "/subjects/-", "value": {"kind": "User", "name": "b"}},
        {"op": "add", "path": "/subjects/0", "value": {"kind": "User", "name": "c"}},
        {"op": "replace", "path": "/subjects/1/name", "value": "A"},
        {"op": "copy", "from": "/subjects/2", "path": "/subjects/3"},
        {"op": "move", "from": "/metadata/labels/keep", "path": "/metadata/labels/a~1b"},
        {"op": "remove", "path": "/subjects/0"},
    ]
    patched = got(patch(alpha, "json-patch+json", steps))
    assert [subject["name"] for subject in patched["subjects"]] == ["A", "b", "b"]
    assert patched["metadata"]["labels"] == {"a/b": "yes"}


@pytest.mark.parametrize(
    "step",
    [
        {"op": "test", "path": "/subjects/0/name", "value": "z"},
        {"op": "remove", "path": "/subjects/7"},
        {"op": "replace", "path": "/metadata/annotations/x", "value": "y"},
        {"op": "add", "path": "/metadata/annotations/x", "value": "y"},
        {"op": "add", "path": "subjects", "value": []},
        {"op": "jump", "path": "/subjects"},
        {"op": "add", "path": "/subjects/9", "value": {}},
        {"op": "remove", "path": ""},
    ],
)
def test_a_json_patch_that_does_not_fit_changes_nothing(alpha: httpx.Client, step: dict[str, Any]) -> None:
    before = alpha.get(PATH).json()
    answer = patch(alpha, "json-patch+json", [{"op": "remove", "path": "/metadata/labels"}, step])
    assert (answer.status_code, answer.json()["reason"]) == (422, "Invalid")
    assert alpha.get(PATH).json() == before


def test_nothing_can_be_added_to_subjects_that_are_absent(alpha: httpx.Client) -> None:
    got(patch(alpha, "merge-patch+json", {"subjects": None}))
    steps = [{"op": "add", "path": "/subjects/-", "value": {"kind": "User", "name": "b"}}]
    assert patch(alpha, "json-patch+json", steps).status_code == 422


def test_what_is_no_patch_is_refused(alpha: httpx.Client) -> None:
    assert patch(alpha, "json", {}).status_code == 415
    assert patch(alpha, "json-patch+json", {}).status_code == 400
    assert patch(alpha, "json-patch+json", [{"op": "replace", "path": "", "value": 1}]).status_code == 400
    assert patch(alpha, "merge-patch+json", {"metadata": {"name": "other"}}).status_code == 400
    missing = alpha.patch(
        "/clusterrolebindings/none", json={}, headers={"Content-Type": "application/merge-patch+json"}
    )
    assert missing.status_code == 404


def test_applying_creates_what_is_not_there(alpha: httpx.Client) -> None:
    alpha.delete(PATH)
    answer = apply(alpha, roleRef=EDITOR, subjects=[user("a")])
    assert answer.status_code == 201
    assert answer.json()["subjects"] == [user("a")]
    assert apply(alpha, roleRef=EDITOR, subjects=[user("b")]).json()["subjects"] == [user("b")]


def test_applying_takes_away_what_the_same_manager_applied_before_and_nothing_else(alpha: httpx.Client) -> None:
    got(apply(alpha, metadata={"name": "dev", "labels": {"mine": "1", "ours": "1"}}))
    got(apply(alpha, "other", metadata={"name": "dev", "labels": {"ours": "1"}, "annotations": {"n": "1"}}))
    applied = got(apply(alpha, metadata={"name": "dev", "labels": {"next": "1"}}))
    assert applied["metadata"]["labels"] == {"keep": "yes", "ours": "1", "next": "1"}
    assert applied["metadata"]["annotations"] == {"n": "1"}
    assert applied["subjects"] == [user("a")]


def test_applying_over_others_is_a_conflict_unless_forced(alpha: httpx.Client) -> None:
    got(apply(alpha, "first", subjects=[user("a")]))
    answer = apply(alpha, "second", subjects=[user("b")])
    status = answer.json()
    assert (answer.status_code, status["reason"]) == (409, "Conflict")
    assert status["details"]["causes"] == [
        {"reason": "FieldManagerConflict", "message": 'conflict with "first"', "field": ".subjects"}
    ]
    assert got(apply(alpha, "second", force=True, subjects=[user("b")]))["subjects"] == [user("b")]
    assert apply(alpha, "first", subjects=[user("a")]).status_code == 409


def test_any_other_write_takes_what_it_changes(alpha: httpx.Client) -> None:
    got(apply(alpha, subjects=[user("a")]))
    got(patch(alpha, "merge-patch+json", {"subjects": [user("b")]}))
    status = apply(alpha, subjects=[user("a")]).json()
    assert status["details"]["causes"][0]["message"] == 'conflict with "kubectl"'
    got(patch(alpha, "merge-patch+json", {"subjects": [user("a")]}))
    assert apply(alpha, subjects=[user("a")]).status_code == 200  # nothing would change


def test_what_cannot_be_applied_is_refused(alpha: httpx.Client) -> None:
    full = {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "dev"}}
    assert patch(alpha, "apply-patch+yaml", full).status_code == 400  # no manager
    assert patch(alpha, "apply-patch+yaml", {"metadata": {}}, fieldManager="x").status_code == 400
    assert apply(alpha, metadata={"name": "other"}).status_code == 400
    assert apply(alpha, roleRef=EDITOR | {"name": "app-viewer"}).status_code == 422
    assert apply(alpha, metadata={"name": "dev", "resourceVersion": "1"}, subjects=[]).status_code == 409


def test_applying_in_a_dry_run_stores_nothing(alpha: httpx.Client) -> None:
    full = {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "dev"}, "subjects": []}
    before = alpha.get(PATH).json()
    tried = got(patch(alpha, "apply-patch+yaml", full, fieldManager="x", dryRun="All"))
    assert "subjects" not in tried
    assert alpha.get(PATH).json() == before
