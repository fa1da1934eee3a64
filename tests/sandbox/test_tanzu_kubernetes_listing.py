"""Kubernetes: listings in pages, from a moment in time, and their selectors."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

PATH = "/clusterrolebindings"


def page(alpha: httpx.Client, **query: Any) -> dict[str, Any]:
    answer = alpha.get(PATH, params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def names(listing: dict[str, Any]) -> list[str]:
    return [item["metadata"]["name"] for item in listing["items"]]


def test_a_listing_is_sorted_and_its_rows_do_not_say_what_they_are(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cluster("alpha").seed(3)
    listing = page(alpha)
    assert names(listing) == ["binding00001", "binding00002", "binding00003", "cluster-admin"]
    assert listing["kind"] == "ClusterRoleBindingList"
    assert set(listing["items"][0]) == {"metadata", "subjects", "roleRef"}
    assert set(listing["metadata"]) == {"resourceVersion"}


def test_pages_show_the_moment_of_the_first(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    cluster = tanzu.store.cluster("alpha")
    cluster.seed(9)
    first = page(alpha, limit=4)
    assert first["metadata"]["remainingItemCount"] == 6
    tanzu.change("cluster_role_binding.delete", cluster="alpha", name="binding00006")
    tanzu.change("cluster_role_binding.create", cluster="alpha", name="binding00005a", role="edit")
    second = page(alpha, limit=4, **{"continue": first["metadata"]["continue"]})
    third = page(alpha, limit=4, **{"continue": second["metadata"]["continue"]})
    assert names(second) == [f"binding{number:05}" for number in range(5, 9)]
    assert names(third) == ["binding00009", "cluster-admin"]
    assert "continue" not in third["metadata"]
    assert second["metadata"]["resourceVersion"] == first["metadata"]["resourceVersion"]


def test_a_listing_that_took_too_long_goes_on_in_another_moment(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cluster("alpha").seed(9)
    first = page(alpha, limit=4)
    tanzu.change("cluster_role_binding.create", cluster="alpha", name="binding00005a", role="edit")
    tanzu.change("clock.advance", seconds=301)
    answer = alpha.get(PATH, params={"limit": 4, "continue": first["metadata"]["continue"]})
    status = answer.json()
    assert (answer.status_code, status["reason"], status["code"]) == (410, "Expired", 410)
    assert "too old" in status["message"]
    second = page(alpha, limit=4, **{"continue": status["metadata"]["continue"]})
    assert names(second) == ["binding00005", "binding00005a", "binding00006", "binding00007"]
    third = page(alpha, limit=4, **{"continue": second["metadata"]["continue"]})
    assert names(third) == ["binding00008", "binding00009", "cluster-admin"]


@pytest.mark.parametrize("query", [{"limit": "x"}, {"limit": "-1"}, {"continue": "x"}, {"watch": "true"}])
def test_a_wrong_question_is_refused(alpha: httpx.Client, query: dict[str, str]) -> None:
    assert alpha.get(PATH, params=query).json()["reason"] == "BadRequest"


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("team=a", "ac"),
        ("team==a", "ac"),
        ("team!=a", "bd"),
        ("team", "abc"),
        ("!team", "d"),
        ("team in (a, b)", "abc"),
        ("team notin (a)", "bd"),
        ("team=a,tier=x", "c"),
        ("team in (a,b),tier", "c"),
        ("example.com/team=a", ""),
    ],
)
def test_label_selectors(alpha: httpx.Client, tanzu: TanzuSandbox, selector: str, expected: str) -> None:
    cluster = tanzu.store.cluster("alpha")
    labelled = {"a": {"team": "a"}, "b": {"team": "b"}, "c": {"team": "a", "tier": "x"}, "d": {}}
    for name, labels in labelled.items():
        cluster.add_cluster_role_binding(name, "edit", labels=labels)
    found = names(page(alpha, labelSelector=selector))
    assert "".join(name for name in found if name != "cluster-admin") == expected


def test_field_selectors(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cluster("alpha").seed(3)
    assert names(page(alpha, fieldSelector="metadata.name=binding00002")) == ["binding00002"]
    assert len(names(page(alpha, fieldSelector="metadata.name!=binding00002"))) == 3
    limited = page(alpha, fieldSelector="metadata.name!=binding00002", limit=1)
    assert "remainingItemCount" not in limited["metadata"]
    for wrong in ("roleRef.name=edit", "metadata.name"):
        assert alpha.get(PATH, params={"fieldSelector": wrong}).status_code == 400
    assert alpha.get(PATH, params={"labelSelector": "a=b=c"}).status_code == 400


def test_selected_objects_are_deleted_together(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    cluster = tanzu.store.cluster("alpha")
    cluster.seed(3)
    cluster.add_cluster_role_binding("a", "edit", labels={"team": "a"})
    assert alpha.delete(PATH, params={"labelSelector": "team=a", "dryRun": "All"}).status_code == 200
    assert len(names(page(alpha))) == 5
    assert alpha.delete(PATH, params={"labelSelector": "team=a"}).json()["status"] == "Success"
    assert len(names(page(alpha))) == 4


def test_listings_have_the_usual_faults(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.cluster("alpha").seed(5)
    tanzu.faults.add(Fault("endless_pages", times=5))
    seen: list[str] = []
    token = ""
    for _ in range(5):
        listing = page(alpha, limit=4, **({"continue": token} if token else {}))
        seen += names(listing)
        token = listing["metadata"]["continue"]
    assert len(seen) == 20
    tanzu.faults.clear()
    tanzu.faults.add(Fault("repeat_page", times=1))
    first = page(alpha, limit=2)
    assert names(page(alpha, limit=2, **{"continue": first["metadata"]["continue"]})) == names(first)


def test_only_so_many_listings_can_be_under_way(alpha: httpx.Client, tanzu: TanzuSandbox) -> None:
    first = page(alpha, limit=1)
    assert first["metadata"] == {"resourceVersion": first["metadata"]["resourceVersion"]}
    tanzu.store.cluster("alpha").seed(1)
    first = page(alpha, limit=1)
    for _ in range(64):
        page(alpha, limit=1)
    assert alpha.get(PATH, params={"continue": first["metadata"]["continue"]}).status_code == 410
