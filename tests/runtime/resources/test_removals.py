"""Removals that run together share listings that began after the last of them asked."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from rolecall.runtime.collections.removals import Removals
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.tanzu_people import practitioner

PEOPLE = [f"user{number:05}@example.com" for number in range(1, 9)]


def seasoned() -> Removals:
    """Removals that know the listing to take a minute."""
    removals = Removals(iter([0.0, *[60.0] * 99]).__next__)
    removals.share("listing", lambda: None)
    return removals


def test_one_reads_for_all_who_wait() -> None:
    removals = seasoned()
    done: list[str] = []
    everybody = threading.Barrier(6)

    def work() -> str:
        done.append("rows")
        return "rows"

    def remove(_: int) -> str:
        with removals.taking_part():
            everybody.wait()
            return removals.share("listing", work)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(remove, range(6))) == ["rows"] * 6
    assert done == ["rows"]


def test_nobody_reads_for_the_first_time_beside_another() -> None:
    removals = Removals()
    begun, go = threading.Event(), threading.Event()
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        if number == 0:
            begun.set()
            assert go.wait(10)
        return number

    def remove(number: int) -> int:
        with removals.taking_part():
            if number:
                assert begun.wait(10)
            return removals.share("listing", lambda: work(number))

    with ThreadPoolExecutor(6) as pool:
        tasks = [pool.submit(remove, number) for number in range(6)]
        assert begun.wait(10)
        while removals.waiting < 5:
            time.sleep(0.001)
        go.set()
        outcomes = [task.result() for task in tasks]
    assert outcomes[0] == 0
    assert len(done) == 2
    assert set(outcomes[1:]) == {done[1]}


def test_whoever_is_alone_does_not_wait_and_errors_are_everybodys() -> None:
    removals = seasoned()

    def fail() -> str:
        raise VendorError("no")

    with removals.taking_part(), pytest.raises(VendorError, match="no"):
        removals.share("listing", fail)
    everybody = threading.Barrier(2)

    def remove(_: int) -> str:
        with removals.taking_part():
            everybody.wait()
            with pytest.raises(VendorError, match="no"):
                removals.share("listing", fail)
            return "told"

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(remove, range(2))) == ["told"] * 2


def test_nobody_waits_for_somebody_who_is_busy_elsewhere() -> None:
    removals, here, done = Removals(), threading.Event(), threading.Event()

    def busy() -> None:
        with removals.taking_part():
            here.set()
            done.wait()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(busy)
        here.wait()
        with removals.taking_part():
            assert [removals.share("listing", str) for _ in range(3)] == [""] * 3
        assert not other.done()
        done.set()


def test_a_leader_who_is_stopped_stops_nobody_else() -> None:
    removals, everybody, asked = seasoned(), threading.Barrier(2), threading.Lock()
    outcomes: list[str] = []

    def work() -> str:
        if asked.acquire(blocking=False):
            raise Stopped("stopped")
        return "rows"

    def remove(_: int) -> None:
        with removals.taking_part():
            everybody.wait()
            try:
                outcomes.append(removals.share("listing", work))
            except Stopped:
                outcomes.append("stopped")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(remove, range(2)))
    assert sorted(outcomes) == ["rows", "stopped"]


def test_leavers_who_leave_together_share_listings(tanzu: TanzuSandbox) -> None:
    tanzu.change("member.seed", count=len(PEOPLE))
    person = practitioner(tanzu)
    for email in PEOPLE:
        person.import_(f"tanzu_org_member.{email}", f"name={email}")
    person.restart()
    tanzu.log.clear()
    tanzu.latency = 0.1
    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        results = list(pool.map(lambda email: person.destroy(f"tanzu_org_member.{email}"), PEOPLE))
    assert [(errors(each), each.state) for each in results] == [([], None)] * len(PEOPLE)
    assert not any(tanzu.store.cloud.is_active(email) for email in PEOPLE)
    listings = [event for event in tanzu.log if event.method == "GET"]
    # Three collections to look in and one to make sure; one each if nobody falls out of step.
    assert len(listings) < len(PEOPLE) * 4 / 2
