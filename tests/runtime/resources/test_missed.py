"""Objects that are missed for a moment, bindings of theirs, and a tenant that has nothing of the state."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from rolecall.runtime import shims
from rolecall.runtime.application import PlanResult
from rolecall.runtime.collections.absence import FEW
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import Fault, Sandbox, start
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full, warnings

USERS = {
    "tanium": ("tanium_user", "name", {}),
    "okta": ("okta_user", "login", {"first_name": "A", "last_name": "B"}),
    "scim": ("scim_user", "user_name", {}),
}
MEMBER = "scim_group_member.one"


@contextmanager
def users(vendor: str, count: int) -> Iterator[tuple[Sandbox[Any, Any], Practitioner, list[str]]]:
    """A vendor with users that an earlier run made."""
    kind, name, further = USERS[vendor]
    shim = shims.load(vendor)
    assert shim is not None
    with start(vendor, seed=3) as box:
        tenant = box.faults.add(Fault("other_tenant", times=0))
        person = Practitioner(shim, box.environment)
        labels = [f"{kind}.u{number}" for number in range(count)]
        for number, label in enumerate(labels):
            mail = f"u{number}@example.com"
            values = {name: mail, **further, **({"email": mail} if vendor != "scim" else {})}
            person.done(label, **values)
        person.restart()
        box.log.clear()
        tenant.after = 0
        yield box, person, labels


def moment(box: Sandbox[Any, Any], key: str, times: int | None = 1) -> list[Fault]:
    """The server answers 404 for one object and leaves its row out of lists."""
    return [
        box.faults.add(Fault("not_found", method="GET", path=f"/{key}$", times=times)),
        box.faults.add(Fault("row_missing", method="GET", path=r"(?i)/users$", words=key, times=times)),
    ]


def elsewhere(box: Sandbox[Any, Any]) -> None:
    """From now on another tenant answers."""
    (fault,) = (each for each in box.faults if each.kind == "other_tenant")
    fault.times = None


class TestMoment:
    @pytest.mark.parametrize("vendor", ["okta", "scim"])
    @pytest.mark.parametrize("refresh", ["auto", "list", "get"])
    def test_an_object_that_is_missed_for_a_moment_stays_in_state(self, vendor: str, refresh: str) -> None:
        with users(vendor, 1) as (box, person, (label,)):
            person.restart(refresh=refresh)
            moment(box, str(person.resources[label].state["id"]))
            result = person.refresh(label)
            assert result.state is not None and not warnings(result) and not errors(result)

    def test_many_that_are_gone_share_one_pause_and_one_listing(self) -> None:
        with users("scim", 60) as (box, person, labels):
            kept, *gone = labels
            for label in gone:
                box.store.delete(box.store.resource(person.resources[label].state["id"]))
            person.restart(refresh="list")
            person.refresh(kept)
            began = time.monotonic()
            with ThreadPoolExecutor(10) as pool:
                found = list(pool.map(person.refresh, gone))
            assert [each.state for each in found] == [None] * len(gone)
            assert time.monotonic() - began < 5  # a pause for each would be six with ten at once
            assert sum(event.path.endswith("/Users") for event in box.log) <= 3 + FEW
            assert len(box.log) <= len(gone) + 3 + 10 + 6 + FEW


class TestTold:
    def test_each_that_leaves_the_state_is_told_of_in_words_that_terraform_joins(self) -> None:
        with users("scim", 3) as (box, person, (kept, *gone)):
            person.refresh(kept)
            said = []
            for label in gone:
                box.store.delete(box.store.resource(person.resources[label].state["id"]))
                (warning,) = [each for each in person.refresh(label).diagnostics if each.severity == "warning"]
                said.append(warning)
            assert {each.summary for each in said} == {"A resource of the type scim_user is gone"}
            assert "'u1@example.com' (id " in said[0].detail and "'u2@example.com' (id " in said[1].detail
            assert "is planned anew" in said[0].detail and "-refresh=false" in said[0].detail


class TestOrphans:
    """A user is not found, and her group still has her: what replaces her membership would be refused."""

    def test_the_plan_is_refused_where_the_user_is_there_after_all(self) -> None:
        with member() as (box, person, user, _group):
            faults = moment(box, user, times=None)
            assert person.refresh("scim_user.u0").state is None
            assert person.refresh(MEMBER).state is not None
            for fault in faults:
                box.faults.remove(fault)
            found = replaced(person)
            assert f"'{user}' was taken for gone, and is there" in errors(found.diagnostics)[0]
            assert [item.path for item in found.diagnostics if item.severity == "error"] == [("user_id",)]

    def test_nothing_is_taken_away_where_the_user_is_there_in_the_apply(self) -> None:
        with member() as (box, person, user, group):
            faults = moment(box, user, times=None)
            person.refresh("scim_user.u0")
            person.refresh(MEMBER)
            plan = replaced(person)
            assert not errors(plan.diagnostics)
            for fault in faults:
                box.faults.remove(fault)
            result = ended(person, plan)
            assert "was taken for gone, and is there" in errors(result)[0] and result.state is not None
            assert members(box, group) == {user}

    def test_nothing_is_taken_away_for_a_404_alone(self) -> None:
        with member() as (box, person, user, group):
            moment(box, user, times=None)
            person.refresh("scim_user.u0")
            person.refresh(MEMBER)
            plan = replaced(person)
            result = ended(person, plan)
            assert not errors(result) and result.state is None
            assert "nothing was taken away" in warnings(result)[0]
            assert members(box, group) == {user}

    def test_a_binding_of_somebody_else_is_replaced_as_ever(self) -> None:
        with member() as (box, person, user, group):
            person.refresh("scim_user.u0")
            person.refresh(MEMBER)
            plan = replaced(person)
            assert not errors(plan.diagnostics)
            assert not errors(ended(person, plan))
            assert user not in members(box, group)


@contextmanager
def member() -> Iterator[tuple[Sandbox[Any, Any], Practitioner, str, str]]:
    """Somebody in a group, both made by an earlier run; her id, and the group's."""
    with users("scim", 1) as (box, person, (label,)):
        user = str(person.resources[label].state["id"])
        group = str(person.done("scim_group.g", display_name="Engineering")["id"])
        person.done(MEMBER, group_id=group, user_id=user)
        person.restart()
        person.refresh("scim_group.g")
        yield box, person, user, group


def replaced(person: Practitioner) -> PlanResult:
    """Both plans of a membership whose user is to be made anew."""
    held, schema = person.resources[MEMBER], person.engine.resource_schemas()["scim_group_member"]
    wanted = {**full(schema, {}), "group_id": held.state["group_id"], "user_id": UNKNOWN}
    arguments: dict[str, Any] = {"identity": None, "deferral_allowed": False}
    first = person.engine.plan("scim_group_member", held.state, wanted, wanted, held.private, **arguments)
    if first.diagnostics.has_error:
        return first
    assert first.requires_replace == [("user_id",)]
    return person.engine.plan("scim_group_member", None, wanted, wanted, first.private, **arguments)


def ended(person: Practitioner, plan: PlanResult) -> Any:
    """The destroy of a replacement, in the process of the apply."""
    person.restart()
    held = person.resources[MEMBER]
    person.resources[MEMBER] = Resource(held.state, plan.private)
    return person.destroy(MEMBER)


def members(box: Sandbox[Any, Any], group: str) -> set[str]:
    box.faults.clear()
    return set(box.store.resource(group).members)


class TestElsewhere:
    @pytest.mark.parametrize("vendor", ["tanium", "okta", "scim"])
    def test_credentials_of_another_tenant_take_nothing_out_of_the_state(self, vendor: str) -> None:
        with users(vendor, 5) as (box, person, labels):
            elsewhere(box)
            kept = {label: person.resources[label].state for label in labels}
            with ThreadPoolExecutor(5) as pool:
                found = list(pool.map(person.refresh, labels))
            said = [text for each in found for text in errors(each)]
            assert said and all("nothing of this state is there" in text for text in said)
            assert "another tenant" in said[0] and box.url.split("//")[1].split("/")[0] in said[0]
            assert "terraform state rm" in said[0]
            lost = set(labels) - set(person.resources)
            assert len(lost) <= 3  # before there was more than a few; the plan fails all the same
            assert all(person.resources[label].state == kept[label] for label in person.resources)

    def test_the_second_type_that_is_gone_is_enough(self) -> None:
        with users("scim", 1) as (box, person, (label,)):
            person.done("scim_group.g", display_name="Engineering")
            person.restart()
            elsewhere(box)
            assert not errors(person.refresh(label))
            assert "1 of scim_group and 1 of scim_user" in errors(person.refresh("scim_group.g"))[0]
            assert "scim_group.g" in person.resources

    def test_a_single_user_who_is_deleted_by_hand_is_gone_with_what_names_her(self) -> None:
        with member() as (box, person, user, group):
            del person.resources["scim_group.g"]
            person.restart()
            box.store.delete(box.store.resource(user))
            box.store.delete(box.store.resource(group))
            assert not errors(person.refresh("scim_user.u0"))
            assert not errors(person.refresh(MEMBER))
            assert not person.resources

    def test_a_user_and_her_token_are_no_two_types(self) -> None:
        with users("tanium", 1) as (box, person, (label,)):
            user = str(person.resources[label].state["id"])
            person.done("tanium_api_token.t", name="t", expire_in_days=30, user_id=user)
            person.restart()
            elsewhere(box)
            assert not errors(person.refresh("tanium_api_token.t"))
            assert not errors(person.refresh(label))

    def test_whatever_is_found_while_others_wait_is_enough(self) -> None:
        with users("scim", 5) as (box, person, (kept, *gone)):
            for label in gone:
                box.store.delete(box.store.resource(person.resources[label].state["id"]))
            slow = box.faults.add(
                Fault("slow", method="GET", path=str(person.resources[kept].state["id"]), seconds=3.0)
            )
            person.restart(refresh="get")
            with ThreadPoolExecutor(5) as pool:
                found = list(pool.map(person.refresh, [kept, *gone]))
            assert slow.fired and not [text for each in found for text in errors(each)]
            assert [each.state is None for each in found] == [False, True, True, True, True]

    def test_what_is_taken_out_of_the_state_is_made_anew(self) -> None:
        """The way out, where everything was deleted."""
        with users("scim", 5) as (box, person, labels):
            for label in labels:
                box.store.delete(box.store.resource(person.resources[label].state["id"]))
            assert [text for label in labels for text in errors(person.refresh(label))]
            person.resources.clear()
            person.restart()
            assert person.done(labels[0], user_name="u0@example.com")["id"]
