"""Objects found by name: filters, listings and scopes."""

from __future__ import annotations

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.errors import TornListing
from rolecall.specification.schema import NaturalKey
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.listings import FILTERED, SOFT, UNCOUNTED, Make, counts, until
from tests.runtime.http.vendor import THINGS, Reply, Request

NAMED = dataclasses.replace(UNCOUNTED, natural_key=NaturalKey(attribute="label", field="name"))


def test_all_is_always_fresh(setup: Make) -> None:
    box = setup(12)
    assert len(box.listings.all(UNCOUNTED)) == 12
    del box.store.rows["3"]
    assert len(box.listings.all(UNCOUNTED)) == 11


def test_all_refuses_a_torn_listing(setup: Make) -> None:
    box = setup(30)

    def move(request: Request) -> None:
        if request.query.get("offset") != "0":
            key = next(iter(box.store.rows))
            box.store.rows[key] = box.store.rows.pop(key)

    box.store.before = move
    with pytest.raises(TornListing):
        box.listings.all(UNCOUNTED)


def test_whoever_asks_for_everything_while_it_is_read_shares_the_next_reading(setup: Make) -> None:
    box = setup(8)
    collection = dataclasses.replace(THINGS, get=None)
    asked, proceed = threading.Event(), threading.Event()

    def hold(_: Request) -> None:
        asked.set()
        assert proceed.wait(10)

    box.store.before = hold
    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(box.listings.all, collection)
        assert asked.wait(10)
        box.store.rows["8"] = {"id": 8, "name": "late", "roles": []}
        late = [pool.submit(box.listings.fresh, collection, "8") for _ in range(8)]
        shared = box.listings._table(collection)[1].listing
        until(lambda: len(shared._next._ended._cond._waiters) == 7)  # type: ignore[attr-defined]  # how many wait for the eighth is private
        proceed.set()
        first.result(10)
    assert [one.result() for one in late] == [{"id": 8, "name": "late", "roles": []}] * 8
    assert box.server.count() == 2


def test_find_by_a_filter_is_one_request(setup: Make) -> None:
    box = setup(200)
    assert box.listings.find(FILTERED, {"label": "thing 123"})[0]["id"] == 123
    assert box.listings.find(FILTERED, {"name": "thing 7"})[0]["id"] == 7
    assert box.listings.find(FILTERED, {"name": "THING 7"}) == []
    assert counts(box.server) == (3, 0)


@pytest.mark.parametrize("filters", ["contains", "none"])
def test_a_filter_that_gives_too_much_is_not_trusted(setup: Make, filters: str) -> None:
    box = setup(40, filters=filters)
    assert [row["id"] for row in box.listings.find(FILTERED, {"name": "thing 3"})] == [3]
    assert box.listings.find(FILTERED, {"name": "hing"}) == []


def test_find_without_a_filter_reads_the_listing(setup: Make) -> None:
    box = setup(40)
    assert [row["id"] for row in box.listings.find(NAMED, {"label": "thing 33"})] == [33]
    assert counts(box.server)[1] == 0


def test_find_is_never_from_memory(setup: Make) -> None:
    box = setup(10, "list")
    assert box.get(3) is not None
    box.store.rows["3"]["name"] = "renamed"
    assert [row["id"] for row in box.listings.find(NAMED, {"name": "renamed"})] == [3]


def test_find_by_a_name_that_is_the_key_is_a_single_read(setup: Make) -> None:
    by_key = dataclasses.replace(UNCOUNTED, natural_key=NaturalKey(attribute="name", field="id"))
    box = setup([{"id": "jdoe", "name": "J"}])
    assert box.listings.find(by_key, {"name": "jdoe"}) == [{"id": "jdoe", "name": "J"}]
    assert box.listings.find(by_key, {"name": "other"}) == []
    assert counts(box.server) == (0, 2)


def test_find_within_a_scope(setup: Make) -> None:
    rows = [{"id": number, "name": "ci", "owner": {"id": number % 2}} for number in range(4)]
    box = setup(rows)
    assert [row["id"] for row in box.listings.find(FILTERED, {"label": "ci", "owner_id": "1"})] == [1, 3]
    assert [row["id"] for row in box.listings.find(FILTERED, {"name": "ci", "owner.id": 0})] == [0, 2]
    assert len(box.listings.find(FILTERED, {"name": "ci", "owner_id": None})) == 4


def test_find_reads_singly_what_the_listing_leaves_out(setup: Make) -> None:
    rows = [{"id": number, "name": "ci" if number < 2 else "other", "owner": {"id": number}} for number in range(6)]
    box = setup(rows, summary=("owner",))
    assert [row["id"] for row in box.listings.find(FILTERED, {"name": "ci", "owner_id": 1})] == [1]
    assert counts(box.server)[1] == 2


def test_find_tells_live_from_deleted(setup: Make) -> None:
    rows = [{"id": number, "name": "jdoe", "gone": number != 1} for number in range(3)]
    box = setup(rows)
    assert [row["id"] for row in box.listings.find(SOFT, {"name": "jdoe"})] == [1]
    assert [row["id"] for row in box.listings.search(SOFT, {"name": "jdoe"})[1]] == [0, 2]


def test_a_page_of_nothing_but_deleted_rows_does_not_hide_the_live_one(vendor: Start, connect: Connect) -> None:
    """A server with pages of one row, the first of them deleted."""

    def script(request: Request) -> Reply:
        rows = [{"id": 1, "name": "jdoe", "gone": True}, {"id": 2, "name": "jdoe", "gone": False}]
        offset = int(request.query["offset"])
        return Reply.json({"data": rows[offset : offset + 1]})

    listings = Listings(connect(vendor(script).url))
    assert [row["id"] for row in listings.find(SOFT, {"name": "jdoe"})] == [2]
