"""Updates and replacements that take away what the same run gives elsewhere, and plans that come too late to wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from rolecall.runtime.application import PlanResult, StateResult
from rolecall.runtime.concurrency import transfers
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import Fault, Sandbox
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full, warnings
from tests.runtime.resources.scim_people import box_of
from tests.runtime.resources.takeovers import BINDING, bound, writes

RED, BLUE = "scim_group.red", "scim_group.blue"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(transfers, "PATIENCE_SECONDS", 0.6)
    yield


class Apply:
    """The apply of plans that one process made, in another one: each plan once more, as Terraform 1.15 does it."""

    def __init__(self, person: Practitioner) -> None:
        self.person = person
        self.plans: dict[str, tuple[PlanResult, dict[str, Any]]] = {}
        self.results: dict[str, StateResult] = {}
        self._threads: list[threading.Thread] = []

    def plan(self, label: str, **config: Any) -> PlanResult:
        plan = self.person.plan_after(b"", label, **config)
        assert not errors(plan.diagnostics), errors(plan.diagnostics)
        self.plans[label] = plan, config
        return plan

    def start(self, *labels: str) -> None:
        """Apply these at the same moment."""
        for label in labels:
            thread = threading.Thread(target=self._apply, args=(label,))
            thread.start()
            self._threads.append(thread)

    def finish(self) -> dict[str, list[str]]:
        """The errors of each when all are done."""
        for thread in self._threads:
            thread.join()
        return {label: errors(result) for label, result in self.results.items()}

    def _apply(self, label: str) -> None:
        (first, config), kind, held = self.plans[label], label.split(".")[0], self.person.resources.get(label)
        wanted = full(self.person.engine.resource_schemas()[kind], config)
        plan = self.person.plan_after(first.private, label, **config)
        assert not errors(plan.diagnostics), errors(plan.diagnostics)
        prior = None if held is None else held.state
        result = self.person.engine.apply(kind, prior, plan.planned, wanted, plan.private, identity=None)
        self.results[label] = result
        if result.state is not None:
            self.person.resources[label] = Resource(result.state, result.private)


class TestUpdates:
    @pytest.fixture
    def box(self) -> Iterator[Sandbox[Any, Any]]:
        with box_of() as box:
            yield box

    @pytest.fixture
    def person(self, box: Sandbox[Any, Any]) -> Practitioner:
        return Practitioner(SCIM, box.environment)

    def groups(self, person: Practitioner, red: list[str], blue: list[str]) -> dict[str, str]:
        """Two groups with members; gives the people's ids."""
        ids = {name: person.done(f"scim_user.{name}", user_name=f"{name}@example.com")["id"] for name in ("ada", "bob")}
        for label, members in ((RED, red), (BLUE, blue)):
            person.done(label, display_name=label, members=sorted(ids[each] for each in members))
        person.restart()
        return ids

    def change(self, person: Practitioner, red: list[str], blue: list[str]) -> Apply:
        """Plan that both groups have these members, and begin the apply."""
        apply = Apply(person)
        made = {
            label: threading.Thread(target=apply.plan, args=(label,), kwargs={"display_name": label, "members": who})
            for label, who in ((RED, red), (BLUE, blue))
        }
        for thread in made.values():
            thread.start()
        for thread in made.values():
            thread.join()
        person.restart()
        return apply

    def members(self, box: Sandbox[Any, Any], person: Practitioner, label: str) -> list[str]:
        fresh = Practitioner(SCIM, box.environment)
        fresh.import_(label, person.resources[label].state["id"])
        state = fresh.refresh(label).state
        assert state is not None
        return list(state["members"])

    def test_a_member_leaves_one_group_once_the_other_one_has_them(
        self, box: Sandbox[Any, Any], person: Practitioner
    ) -> None:
        ada = self.groups(person, ["ada"], [])["ada"]
        apply = self.change(person, [], [ada])
        box.log.clear()
        apply.start(RED)
        apply.start(BLUE)
        assert apply.finish() == {RED: [], BLUE: []}
        changed = [each.path for each in box.log if each.method in ("PUT", "PATCH")]
        assert [path.rpartition("/")[2] for path in changed] == [
            person.resources[BLUE].state["id"],
            person.resources[RED].state["id"],
        ]

    def test_they_stay_where_the_other_one_refuses_them(self, box: Sandbox[Any, Any], person: Practitioner) -> None:
        ada = self.groups(person, ["ada"], [])["ada"]
        apply = self.change(person, [], [ada])
        box.faults.add(Fault("status", method="PATCH", path=person.resources[BLUE].state["id"], status=403, times=9))
        apply.start(BLUE, RED)
        said = apply.finish()
        assert said[BLUE] and "not taken away before" in said[RED][0]
        assert self.members(box, person, RED) == [ada] == person.resources[RED].state["members"]

    def test_two_who_change_places_are_in_both_groups_first(self, box: Sandbox[Any, Any], person: Practitioner) -> None:
        ids = self.groups(person, ["ada"], ["bob"])
        apply = self.change(person, [ids["bob"]], [ids["ada"]])
        apply.start(RED, BLUE)
        assert apply.finish() == {RED: [], BLUE: []}
        assert self.members(box, person, RED) == [ids["bob"]]
        assert self.members(box, person, BLUE) == [ids["ada"]]

    def test_neither_loses_anything_where_one_half_fails(self, box: Sandbox[Any, Any], person: Practitioner) -> None:
        ids = self.groups(person, ["ada"], ["bob"])
        apply = self.change(person, [ids["bob"]], [ids["ada"]])
        box.faults.add(Fault("status", method="PATCH", path=person.resources[BLUE].state["id"], status=403, times=9))
        apply.start(RED, BLUE)
        said = apply.finish()
        assert said[BLUE] and said[RED]
        assert self.members(box, person, RED) == sorted(ids.values()) == person.resources[RED].state["members"]
        assert self.members(box, person, BLUE) == [ids["bob"]]

    def test_what_nobody_gives_elsewhere_is_one_write(self, box: Sandbox[Any, Any], person: Practitioner) -> None:
        ids = self.groups(person, ["ada"], [])
        apply = self.change(person, [ids["bob"]], [])
        box.log.clear()
        apply.start(RED)
        assert apply.finish() == {RED: []}
        assert len([each for each in box.log if each.method in ("PUT", "PATCH")]) == 1


class TestReplacements:
    def test_what_is_replaced_goes_once_what_takes_its_place_is_there(self, okta: OktaBox) -> None:
        person, app = Practitioner(OKTA, okta.environment), okta.store.app("Tessian").id
        one, two = (okta.store.user(f"user0000{number}@example.com").id for number in (1, 2))
        okta.change("group.join", group="Engineering", user="user00001@example.com")
        label, shared = "okta_app_user_assignment.one", {"app_id": app, "group_id": okta.store.group("Engineering").id}
        person.done(label, app_id=app, user_id=one)
        person.restart()
        person.plan("okta_app_group_assignment.all", **shared)
        first = person.plan(label, app_id=app, user_id=two)
        assert first.requires_replace == [("user_id",)]
        second = person.plan_anew(label, first.private, app_id=app, user_id=two)
        person.restart()
        person.resources[label].private = second.private
        assert "not taken away before" in errors(person.destroy(label))[0]
        assert okta.log.count("DELETE") == 0
        person.resources[label].private = second.private
        person.restart()
        person.done("okta_app_group_assignment.all", **shared)
        held = person.resources[label]
        ended = person.engine.apply("okta_app_user_assignment", held.state, None, None, second.private, identity=None)
        assert not errors(ended) and okta.log.count("DELETE") == 1

    def test_what_another_address_makes_is_not_taken_away(self, tanium: TaniumBox) -> None:
        """As where a list that `count` goes through becomes shorter."""
        person, config = bound(tanium)
        other, label = {**config, "role": "Operator"}, "tanium_role_binding.other"
        person.import_(label, f"{config['user_id']}/Operator")
        person.refresh(label)
        person.restart()
        person.refresh(BINDING)
        person.refresh(label)
        first = person.plan(BINDING, **other)
        assert first.requires_replace
        ending = person.planned_destroy(label)
        assert Private.from_bytes(ending.private).stays
        person.restart()
        person.refresh(BINDING)
        person.refresh(label)
        swapped = person.plan(label, **config)
        assert not Private.from_bytes(swapped.private).stays
        kept = person.plan(BINDING, **other)
        assert Private.from_bytes(kept.private).stays
        second = person.plan_anew(BINDING, kept.private, **other)
        assert Private.from_bytes(second.private).stays
        person.restart()
        person.resources[BINDING].private = second.private
        assert not errors(person.destroy(BINDING))
        assert writes(tanium) == 0


class TestPlannedTooLate:
    def test_an_equal_binding_at_a_new_address_is_refused(self, tanium: TaniumBox) -> None:
        """As where `count` becomes `for_each`, with one resource planned at a time."""
        person, config = bound(tanium)
        ending = person.planned_destroy(BINDING)
        assert not Private.from_bytes(ending.private).stays
        (said,) = errors(person.plan_after(b"", "tanium_role_binding.new", **config).diagnostics)
        assert "moved {" in said and "-parallelism" in said

    def test_a_member_of_another_group_is_told(self) -> None:
        with box_of() as box:
            person = Practitioner(SCIM, box.environment)
            ada = person.done("scim_user.ada", user_name="ada@example.com")["id"]
            person.done(RED, display_name="Red", members=[ada])
            person.done(BLUE, display_name="Blue", members=[])
            person.restart()
            assert not errors(person.plan_after(b"", RED, display_name="Red", members=[]).diagnostics)
            found = person.plan_after(b"", BLUE, display_name="Blue", members=[ada]).diagnostics
            assert not errors(found)
            assert "perhaps the same access ends in this run" in warnings(found)[0]


class TestNeither:
    """A replacement ends what it was before it makes what it becomes."""

    def test_another_role_of_the_same_person_is_told(self, tanium: TaniumBox) -> None:
        person, config = bound(tanium)
        (said,) = warnings(person.plan(BINDING, **{**config, "role": "Read Only User"}).diagnostics)
        assert "role Analyst to user" in said and "create_before_destroy" in said

    def test_another_person_is_what_the_plan_says(self, tanium: TaniumBox) -> None:
        person, config = bound(tanium)
        bob = str(tanium.store.add_user("bob", roles=[]).id)
        plan = person.plan(BINDING, **{**config, "user_id": bob})
        assert plan.requires_replace and not warnings(plan.diagnostics)
