"""Listings beside writes, failures and a stop."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.errors import Denied, Stopped, Unavailable
from tests.runtime.http.conftest import Connect
from tests.runtime.http.listings import LISTED, UNCOUNTED, Make, counts, until
from tests.runtime.http.vendor import Reply, Request


def test_what_was_written_is_read_anew_and_the_rest_stays(setup: Make) -> None:
    box = setup(10, "list")
    assert all(box.get(number) for number in range(10))
    box.store.rows["3"] = {"id": 3, "name": "renamed", "roles": []}
    box.listings.changed("things", "3")
    row = box.get(3)
    assert row is not None and row["name"] == "renamed"
    assert all(box.get(number) for number in range(10))
    assert counts(box.server) == (1, 2)
    box.store.rows["3"]["name"] = "again"
    assert (box.get(3) or {})["name"] == "again"


def test_a_write_without_single_reads_is_followed_by_a_new_listing(setup: Make) -> None:
    box = setup(5)
    assert box.get(3, collection=LISTED) is not None
    del box.store.rows["3"]
    box.listings.changed("things", "3")
    assert box.get(3, collection=LISTED) is None
    assert box.get(4, collection=LISTED) is not None


def test_a_write_of_an_unknown_key_forgets_everything(setup: Make) -> None:
    box = setup(5, "list")
    assert box.get(3) is not None
    box.store.rows["3"]["name"] = "renamed"
    box.listings.changed("things", None)
    assert (box.get(3) or {})["name"] == "renamed"


def test_a_page_on_its_way_during_a_write_is_not_believed(setup: Make) -> None:
    box = setup(5, "list")
    asked, proceed = threading.Event(), threading.Event()
    stale = Reply.json({"data": list(box.store.rows.values())})

    def hold(request: Request) -> Reply | None:
        if request.path != "/api/things":
            return None
        asked.set()
        assert proceed.wait(10)
        return stale

    box.store.before = hold
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(box.get, 3)
        assert asked.wait(10)
        box.store.rows["3"] = {"id": 3, "name": "written", "roles": []}
        box.listings.changed("things", "3")
        proceed.set()
        assert (reading.result(10) or {})["name"] == "written"


@pytest.mark.parametrize("status", [403, 500])
def test_where_listing_fails_reads_go_on_one_by_one(setup: Make, status: int) -> None:
    box = setup(20)
    box.store.before = lambda request: Reply.json({}, status) if request.path == "/api/things" else None
    with ThreadPoolExecutor(5) as pool:
        assert all(pool.map(box.get, range(20)))
    assert counts(box.server) == (1 if status == 403 else 3, 20)


@pytest.mark.parametrize("status", [403, 500])
def test_where_there_is_nothing_but_the_listing_its_failure_is_everybodys(setup: Make, status: int) -> None:
    box = setup(20)
    asked = threading.Event()
    proceed = threading.Event()

    def fail(_: Request) -> Reply:
        asked.set()
        assert proceed.wait(10)
        return Reply.json({}, status)

    box.store.before = fail
    with ThreadPoolExecutor(5) as pool:
        reading = [pool.submit(box.get, number, collection=LISTED) for number in range(5)]
        assert asked.wait(10)
        until(lambda: box.listings._table(LISTED)[1]._reads == 5)
        proceed.set()
        assert {type(one.exception(10)) for one in reading} == {Denied if status == 403 else Unavailable}
    assert box.server.count() == (1 if status == 403 else 3)
    box.store.before = lambda _: None
    assert box.get(3, collection=LISTED) is not None


def test_stop_ends_every_wait(setup: Make, connect: Connect) -> None:
    box = setup(100)
    client = connect(box.server.url)
    listings = Listings(client)
    asked, proceed = threading.Event(), threading.Event()

    def hold(request: Request) -> None:
        if request.path == "/api/things":
            asked.set()
            assert proceed.wait(10)

    box.store.before = hold
    with ThreadPoolExecutor(5) as pool:
        reading = [pool.submit(listings.get, UNCOUNTED, str(number)) for number in range(95, 100)]
        assert asked.wait(10)
        client.stop()
        proceed.set()
        failures = [one.exception(10) for one in reading]
    assert {type(failure) for failure in failures} <= {Stopped, type(None)}
    assert Stopped in {type(failure) for failure in failures}
    assert counts(box.server)[0] == 1
