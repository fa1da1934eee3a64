"""Without a trait, access is lost on the sandbox that is generated for the vendor; with it, nothing is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rolecall.sandbox import Fault
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider
from rolecall.testing.provider import CallFailed
from rolecall.testing.stage import Stage
from tests.contract.generated.test_wild_vendors import wild

PERSON = {"nimbus_person": {"ada": {"email": "ada@example.com", "name": "Ada"}}}


def changed(provider: Provider, type_name: str, **members: Any) -> Provider:
    """`provider` with another lifecycle of one resource type."""

    def one(resource: Any) -> Any:
        same = resource.name != type_name
        return resource if same else replace(resource, lifecycle=replace(resource.lifecycle, **members))

    return replace(provider, resources=tuple(one(each) for each in provider.resources))


def collected(provider: Provider, name: str, **members: Any) -> Provider:
    """`provider` with other rules of one collection."""

    def one(collection: Collection) -> Collection:
        return replace(collection, **members) if collection.name == name else collection

    return replace(provider, collections=tuple(one(each) for each in provider.collections))


def apply(stage: Stage, resources: Any) -> dict[str, str]:
    stage.commands.configure(resources, {})
    return stage.commands.apply()


def sailor(**more: Any) -> dict[str, Any]:
    return {"harbor_sailor": {"ada": {"login": "ada", "rank": "mate", **more}}}


def log(stage: Stage, method: str, path: str) -> list[str]:
    return [event.path for event in stage.box.log.matching(method, path)]


def test_a_create_that_goes_on_is_waited_for() -> None:
    with wild("nimbus").stage({"pending_polls": 4}) as stage:
        assert apply(stage, PERSON) == {"nimbus_person.ada": "create"}
        assert len(log(stage, "GET", "/tasks/")) == 5
    without = changed(wild("nimbus").provider, "nimbus_person", job=None)
    with (
        pytest.raises(CallFailed, match="did not confirm the create"),
        wild("nimbus").stage({"pending_polls": 4}, without) as stage,
    ):
        apply(stage, PERSON)


def test_a_create_that_fails_later_says_why_and_leaves_nothing_in_state() -> None:
    with wild("nimbus").stage({"work_fails": "the contract has no seat left"}) as stage:
        with pytest.raises(CallFailed, match=r"ended as FAILED: the contract has no seat left") as caught:
            apply(stage, PERSON)
        assert "GET /api/v3/tasks/job1" in str(caught.value)
        assert stage.commands.state() == {}


def test_a_create_that_does_not_end_is_looked_for_by_its_name() -> None:
    with wild("nimbus").stage({"pending_polls": 10_000}) as stage:
        with pytest.raises(CallFailed, match="Job job1 was not done after 6"):
            apply(stage, PERSON)
        assert stage.commands.state() == {}
        stage.box.options.pending_polls = 0
        stage.box.change("row.add", collection="people", email="ada@example.com")
        with pytest.raises(CallFailed, match="import"):
            apply(stage, PERSON)


@pytest.mark.caveat("AbsentRows", option="generic.soft_delete")
def test_what_was_deleted_by_a_status_is_gone() -> None:
    with wild("nimbus").stage() as stage:
        apply(stage, PERSON)
        key = stage.commands.state()["nimbus_person.ada"]["id"]
        stage.box.change("row.delete", collection="people", key=key)
        assert stage.commands.plan() == {"nimbus_person.ada": "create"}


@pytest.mark.caveat("FullReplace", option="generic.put_replaces")
def test_a_put_carries_what_is_not_managed() -> None:
    with wild("harbor").stage() as stage:
        apply(stage, {"harbor_crew": {"north": {"title": "North"}}})
        key = stage.commands.state()["harbor_crew.north"]["id"]
        stage.box.change("row.update", collection="crews", key=key, ship="Argo")
        assert apply(stage, {"harbor_crew": {"north": {"title": "South"}}}) == {"harbor_crew.north": "update"}
        assert stage.box.store.find("crews", {"number": key})["ship"] == "Argo"


def test_a_set_of_its_own_is_added_to_before_anything_leaves_it() -> None:
    with wild("harbor").stage() as stage:
        apply(stage, sailor(roles=["name-1", "name-2"]))
        stage.box.log.clear()
        apply(stage, sailor(roles=["name-2", "name-3"]))
        calls = [
            (event.method, event.path) for event in stage.box.log if event.method != "GET" and "/roles/" in event.path
        ]
        assert calls == [("PUT", "/v1/sailors/ada/roles/name-3"), ("DELETE", "/v1/sailors/ada/roles/name-1")]
        assert log(stage, "PUT", "/sailors/ada$") == []


def test_an_authoritative_set_takes_out_what_somebody_else_gave() -> None:
    with wild("harbor").stage() as stage:
        apply(stage, sailor(roles=["name-1"]))
        stage.box.change("element.add", collection="sailors", key="ada", member="roles", element="name-4")
        assert apply(stage, sailor(roles=["name-1"])) == {"harbor_sailor.ada": "update"}
        assert stage.box.store.find("sailors", {"login": "ada"})["roles"] == ["name-1"]


def test_a_listing_that_is_not_there_is_no_empty_set() -> None:
    with wild("harbor").stage() as stage:
        apply(stage, sailor(roles=["name-1"]))
        fault = stage.box.faults.add(Fault("not_found", method="GET", path="/sailors/ada/roles$"))
        with pytest.raises(CallFailed, match="is there, and its roles are not found"):
            stage.commands.plan()
        stage.box.faults.remove(fault)
        assert stage.commands.plan() == {}


def test_a_set_that_is_unmanaged_costs_no_call_in_a_plan() -> None:
    with wild("harbor").stage() as stage:
        apply(stage, sailor(roles=["name-1"]))
        before = len(log(stage, "GET", "/roles$"))
        stage.commands.plan()
        assert len(log(stage, "GET", "/sailors/ada/roles$")) > 0
        assert len(log(stage, "GET", "/roles$")) > before


def test_an_answer_that_was_lost_adds_nothing_twice() -> None:
    with wild("harbor").stage() as stage:
        apply(stage, sailor(roles=["name-1"]))
        stage.box.faults.add(Fault("drop_after", method="PUT", path="/roles/name-2$", times=1))
        apply(stage, sailor(roles=["name-1", "name-2"]))
        assert stage.box.store.find("sailors", {"login": "ada"})["roles"] == ["name-1", "name-2"]
        stage.box.faults.add(Fault("drop_after", method="DELETE", path="/roles/name-2$", times=1))
        apply(stage, sailor(roles=["name-1"]))
        assert stage.box.store.find("sailors", {"login": "ada"})["roles"] == ["name-1"]


def test_a_token_of_a_users_own_endpoint_is_shown_once_and_ends_with_them() -> None:
    both = PERSON | {"nimbus_key": {"backup": {"person_id": "${nimbus_person.ada.id}", "label": "backup"}}}
    with wild("nimbus").stage() as stage:
        apply(stage, both)
        state = stage.commands.state()
        person, token = state["nimbus_person.ada"]["id"], state["nimbus_key.backup"]["token"]
        assert token.startswith("tok_")
        (row,) = stage.box.store.snapshot()["keys"].values()
        assert "secret" not in row
        assert stage.commands.plan() == {}
        stage.box.change("row.delete", collection="people", key=person)
        assert stage.commands.plan() == {"nimbus_person.ada": "create", "nimbus_key.backup": "create"}


def test_a_status_is_brought_about_by_calls() -> None:
    account = {"quarry_account": {"ada": {"handle": "ada", "state": "LOCKED"}}}
    with wild("quarry").stage() as stage:
        apply(stage, account)
        assert len(log(stage, "POST", "/lock$")) == 1
        (key,) = stage.box.store.snapshot()["accounts"].keys() - {"acc101", "acc102", "acc103"}
        stage.box.change("row.update", collection="accounts", key=key, state="OPEN")
        assert apply(stage, account) == {"quarry_account.ada": "update"}
        assert len(log(stage, "POST", "/lock$")) == 2


def test_every_lifecycle_of_the_three_is_an_object_or_a_binding() -> None:
    lifecycles = [each.lifecycle for name in ("harbor", "nimbus", "quarry") for each in wild(name).provider.resources]
    assert sum(isinstance(each, ObjectLifecycle) for each in lifecycles) == 6
