"""Many at once: how few requests it takes, and what is never left out for that."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections import listing_threshold, lookups
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full
from tests.runtime.resources.tanium_people import practitioner

WORKERS = 10
PEOPLE = [f"person{number}" for number in range(30)]
LISTING = 2
"""Requests of a whole listing of a few rows: the page, and the row behind it that is not there."""


def together(names: Iterable[str], work: Callable[[str], Any]) -> list[Any]:
    """`work` for each name, by as many workers as Terraform has, who begin at the same time."""
    names = list(names)
    begin = threading.Barrier(min(WORKERS, len(names)))
    first = iter(range(len(names)))
    guard = threading.Lock()

    def one(name: str) -> Any:
        with guard:
            number = next(first)
        if number < begin.parties:
            begin.wait()
        return work(name)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, names))


def label(name: str) -> str:
    return f"tanium_user.{name}"


def made(person: Practitioner, names: Iterable[str] = PEOPLE, **more: Any) -> list[StateResult]:
    """All of them planned, and then all applied, as Terraform does."""
    plans = dict(zip(names, together(names, lambda name: person.plan(label(name), name=name, **more)), strict=True))

    def apply(name: str) -> StateResult:
        held, plan = person.resources.get(label(name)), plans[name]
        assert not plan.diagnostics.has_error
        wanted = full(person.engine.resource_schemas()["tanium_user"], {"name": name, **more})
        state = held.state if held else None
        result = person.engine.apply("tanium_user", state, plan.planned, wanted, plan.private, identity=None)
        if result.state is not None:
            person.resources[label(name)] = Resource(result.state, result.private)
        return result

    return together(names, apply)


def shapes(box: TaniumBox) -> Counter[str]:
    return Counter(f"{event.method} {re.sub(r'[0-9]+', 'N', event.path)}" for event in box.log)


def refused(results: Iterable[StateResult]) -> list[str]:
    return [text for result in results for text in errors(result)]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers of a busy machine are waited for, so that counts do not hang on it."""
    monkeypatch.setattr(listing_threshold, "GRACE_SECONDS", 5.0)


class TestCreates:
    def test_look_ups_share_the_listing_of_the_plan(self, tanium: TaniumBox) -> None:
        assert not refused(made(practitioner(tanium), roles=["Analyst"]))
        found = shapes(tanium)
        assert found["POST /api/vN/users"] == found["GET /api/vN/users/N"] == len(PEOPLE)
        assert found["GET /api/vN/users"] == LISTING
        assert len(tanium.log) <= 2 * len(PEOPLE) + 10

    def test_one_alone_is_looked_for_alone_and_waits_for_nobody(
        self, tanium: TaniumBox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(listing_threshold, "GRACE_SECONDS", 600.0)
        assert not refused([practitioner(tanium).apply(label("jane"), name="jane")])
        assert all("name=jane" in event.query for event in tanium.log if event.path.endswith("/users") and event.query)

    def test_a_name_that_this_run_wrote_is_looked_for_again(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person)
        tanium.log.clear()
        twin = person.apply("tanium_user.twin", name="PERSON1".lower())
        assert "already exists" in errors(twin)[0]
        assert len(tanium.store.users) == 1 + len(PEOPLE)

    def test_a_name_that_somebody_else_took_since_is_not_taken_over(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person)
        person.plan(label("jane"), name="jane")
        stranger = tanium.store.add_user("jane")
        found = person.apply(label("jane"), name="jane")
        assert errors(found)
        assert found.state is None
        assert tanium.store.user("jane") is stranger

    @pytest.mark.parametrize("dropped", [[], ["email"]])
    def test_a_lost_answer_is_ours_only_where_it_is_as_it_was_sent(self, tanium: TaniumBox, dropped: list[str]) -> None:
        person = practitioner(tanium)
        made(person)
        tanium.options.dropped_on_create = dropped
        tanium.faults.add(Fault("drop_after", method="POST", path="/users"))
        found = person.apply(label("jane"), name="jane", email="jane@example.com")
        assert bool(errors(found)) is bool(dropped)
        assert (found.state is None) is bool(dropped)

    def test_a_listing_is_read_anew_once_it_is_old(self, tanium: TaniumBox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lookups, "LASTS_SECONDS", -1.0)
        person = practitioner(tanium)
        made(person)
        assert shapes(tanium)["GET /api/vN/users"] > LISTING


class TestAdditions:
    def test_each_is_read_twice_to_build_on_and_read_back(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person, roles=["Operator"])
        tanium.log.clear()
        assert not refused(made(person, roles=["Analyst", "Operator"]))
        found = shapes(tanium)
        assert found["PUT /api/vN/users/N"] == len(PEOPLE)
        assert found["GET /api/vN/users/N"] == 3 * len(PEOPLE)
        assert len(tanium.log) <= 4 * len(PEOPLE) + 10

    def test_what_is_taken_away_is_always_read_back(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person, roles=["Analyst", "Operator"])
        tanium.log.clear()
        assert not refused(made(person, roles=["Operator"]))
        assert shapes(tanium)["GET /api/vN/users/N"] == 3 * len(PEOPLE)

    @pytest.mark.parametrize("honest", [0, 1, 20])
    def test_answers_that_only_echo_prove_nothing_once_some_were_honest(self, tanium: TaniumBox, honest: int) -> None:
        person = practitioner(tanium)
        made(person, roles=["Operator"])
        tanium.options.answers_echo = True
        tanium.faults.add(Fault("drop_roles", method="PUT", after=honest))
        results = made(person, roles=["Analyst", "Operator"])
        assert len(refused(results)) == len(PEOPLE) - honest


class TestRemovals:
    def test_they_share_what_shows_them_disabled_and_gone(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person, roles=["Operator"])
        laptop = tanium.store.add_token(tanium.store.user("person1"), "laptop", 30)
        person.restart()
        tanium.log.clear()
        assert not refused(together(PEOPLE, lambda name: person.destroy(label(name))))
        assert laptop.id not in tanium.store.tokens
        assert not [name for name in PEOPLE if tanium.store.live_user(name)]
        found = shapes(tanium)
        assert found["PUT /api/vN/users/N"] == found["DELETE /api/vN/users/N"] == len(PEOPLE)
        assert len(tanium.log) <= 4.6 * len(PEOPLE)

    def test_a_listing_that_hides_who_is_disabled_proves_nothing(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person)
        tanium.options.hide_inactive = True
        tanium.log.clear()
        assert not refused(together(PEOPLE, lambda name: person.destroy(label(name))))
        after = Counter[str]()
        deleted: set[str] = set()
        for event in tanium.log:
            if event.method == "DELETE":
                deleted.add(event.path)
            after[event.path] += event.method == "GET" and event.path in deleted
        assert all(after[path] for path in deleted)

    def test_a_delete_that_does_nothing_is_noticed(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        made(person)
        tanium.options.deletes_nothing = True
        results = together(PEOPLE, lambda name: person.destroy(label(name)))
        assert sum("is still there" in text for text in refused(results)) == len(PEOPLE)
        assert all(result.state is not None for result in results)

    def test_one_alone_is_read_alone(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done(label("jane"), name="jane")
        tanium.log.clear()
        assert not errors(person.destroy(label("jane")))
        assert shapes(tanium)["GET /api/vN/users"] == 0
        assert shapes(tanium)["GET /api/vN/users/N"] == 3
