from __future__ import annotations

import dataclasses
import math
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.errors import Denied, NotTheApi, Stopped, TornListing, Unavailable
from rolecall.specification.schema import Collection, Envelope, NaturalKey, Operation
from rolecall.specification.traits import AbsentRows, CanonicalForm, ListOmits, Masked
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import THINGS, Reply, Request, Vendor

UNCOUNTED = dataclasses.replace(THINGS, envelope=Envelope(item="data", items="data"))
NAMED = dataclasses.replace(UNCOUNTED, natural_key=NaturalKey(attribute="label", field="name"))
FILTERED = dataclasses.replace(
    UNCOUNTED, natural_key=NaturalKey(attribute="label", field="name", query="name", scope=(("owner_id", "owner.id"),))
)
SOFT = dataclasses.replace(FILTERED, absent_rows=AbsentRows(because="deleted", flag="gone"))
LISTED = dataclasses.replace(UNCOUNTED, get=None)
SINGLE = dataclasses.replace(UNCOUNTED, list=None)


class Store:
    """Things that can be listed (10 a page) and read one by one. `summary` are the members that listings leave out."""

    def __init__(
        self, rows: Iterable[dict[str, Any]], *, summary: tuple[str, ...] = (), filters: str = "exact"
    ) -> None:
        self.rows = {str(row["id"]): row for row in rows}
        self.summary = summary
        self.filters = filters
        self.before: Callable[[Request], Reply | None] = lambda _: None

    def __call__(self, request: Request) -> Reply:
        if (reply := self.before(request)) is not None:
            return reply
        if request.path != "/api/things":
            row = self.rows.get(request.path.rpartition("/")[2])
            return Reply.json({}, 404) if row is None or row.get("gone") else Reply.json({"data": row})
        rows = list(self.rows.values())
        name = request.query.get("name")
        if name is not None and self.filters == "exact":
            rows = [row for row in rows if row["name"] == name]
        elif name is not None and self.filters == "contains":
            rows = [row for row in rows if name in row["name"]]
        offset, limit = int(request.query["offset"]), int(request.query["limit"])
        page = [
            {member: value for member, value in row.items() if member not in self.summary}
            for row in rows[offset : offset + limit]
        ]
        return Reply.json({"data": page, "total": len(rows)})


def things(count: int) -> Iterator[dict[str, Any]]:
    return ({"id": number, "name": f"thing {number}", "roles": [number]} for number in range(count))


def counts(server: Vendor) -> tuple[int, int]:
    """(pages, single reads)"""
    listed = sum(request.path == "/api/things" for request in server.requests)
    return listed, server.count() - listed


def until(condition: Callable[[], bool]) -> None:
    """Wait for what other threads are about to do."""
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.005)
    raise AssertionError("it did not come about")


@dataclasses.dataclass
class Setup:
    store: Store
    server: Vendor
    listings: Listings

    def get(self, number: int, *needed: str, collection: Collection = UNCOUNTED) -> dict[str, Any] | None:
        return self.listings.get(collection, str(number), frozenset(needed))


@pytest.fixture
def setup(vendor: Start, connect: Connect) -> Callable[..., Setup]:
    def make(rows: Iterable[dict[str, Any]] | int, refresh: str = "auto", **how: Any) -> Setup:
        store = Store(things(rows) if isinstance(rows, int) else rows, **how)
        server = vendor(store)
        return Setup(store, server, Listings(connect(server.url, refresh=refresh)))

    return make


Make = Callable[..., Setup]


def test_one_read_is_one_single_request(setup: Make) -> None:
    box = setup(30)
    assert box.get(25) == {"id": 25, "name": "thing 25", "roles": [25]}
    assert counts(box.server) == (0, 1)


def test_the_second_read_fetches_a_page_that_serves_the_others(setup: Make) -> None:
    box = setup(10)
    for number in range(10):
        assert box.get(number) is not None
    assert counts(box.server) == (1, 1)


def test_pages_are_fetched_only_as_far_as_reads_need_them(setup: Make) -> None:
    box = setup(1000)
    for number in range(20):
        assert box.get(number) is not None
    assert counts(box.server) == (2, 1)


@pytest.mark.parametrize("order", ["up", "down", "shuffled"])
@pytest.mark.parametrize("collection", [THINGS, UNCOUNTED], ids=["counted", "uncounted"])
@pytest.mark.parametrize("count", [9, 100, 155])
def test_one_after_another_never_costs_twice_the_better_way(
    setup: Make, count: int, order: str, collection: Collection
) -> None:
    box = setup(count)
    keys = list(range(count))
    if order == "down":
        keys.reverse()
    elif order == "shuffled":
        random.Random(count).shuffle(keys)
    for done, key in enumerate(keys, start=1):
        row = box.get(key, collection=collection)
        assert row is not None and row["id"] == key
        assert box.server.count() <= 2 * min(done, math.ceil(count / 10)) + (done > 1)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("managed", [200, 100, 12, 3])
def test_ten_at_once_never_cost_twice_the_better_way(setup: Make, managed: int, seed: int) -> None:
    box = setup(200)
    keys = random.Random(seed).sample(range(200), managed)
    with ThreadPoolExecutor(10) as pool:
        rows = list(pool.map(box.get, keys))
    assert [row and row["id"] for row in rows] == keys
    assert box.server.count() <= (20 + 3 if managed == 200 else 2 * min(managed, 20) + 1)


def test_every_read_is_single_when_told_so(setup: Make) -> None:
    box = setup(20, refresh="get")
    assert all(box.get(number) for number in range(20))
    assert counts(box.server) == (0, 20)


def test_every_read_is_from_the_listing_when_told_so(setup: Make) -> None:
    box = setup(35, refresh="list")
    assert box.get(34) is not None
    assert all(box.get(number) for number in range(35))
    assert counts(box.server) == (4, 0)


@pytest.mark.parametrize("refresh", ["auto", "list"])
def test_a_row_that_the_listing_lacks_is_confirmed_gone(setup: Make, refresh: str) -> None:
    box = setup(15, refresh)
    assert box.get(99) is None
    assert [box.get(number) for number in (98, 97)] == [None, None]
    # Once a page and one of its rows to prove that both ways are there, and a second look where no listing was read.
    assert counts(box.server) == ((3, 5) if refresh == "auto" else (3, 4))


def test_a_row_that_the_listing_missed_is_not_gone(setup: Make) -> None:
    """Rows move between pages while they are read."""
    box = setup(20, "list")

    def move(request: Request) -> None:
        if request.query.get("offset") == "10":
            box.store.rows["0"] = box.store.rows.pop("0")

    box.store.before = move
    assert box.get(15) is not None
    assert box.get(10) is not None
    assert counts(box.server) == (3, 1)


def test_rows_are_private_to_their_reader(setup: Make) -> None:
    box = setup(10, "list")
    first = box.get(3)
    assert first is not None
    first["roles"].append("changed")
    assert box.get(3) == {"id": 3, "name": "thing 3", "roles": [3]}


def test_rows_without_what_is_needed_are_read_singly_and_soon_not_listed_at_all(setup: Make) -> None:
    box = setup(100, summary=("roles",))
    for number in range(30):
        row = box.get(number, "roles")
        assert row is not None and row["roles"] == [number]
    assert counts(box.server) == (1, 30)
    assert box.get(1, "name") is not None
    assert counts(box.server) == (1, 30)


def test_a_few_incomplete_rows_do_not_spoil_the_listing(setup: Make) -> None:
    rows = [row if row["id"] % 5 else {"id": row["id"], "name": row["name"]} for row in things(20)]
    box = setup(rows, "list")
    for number in range(20):
        assert box.get(number, "roles") == rows[number]
    assert counts(box.server) == (2, 4)


def test_null_is_an_answer_unless_the_listing_is_known_to_omit_it(setup: Make) -> None:
    rows = [{"id": number, "name": "x", "roles": None} for number in range(5)]
    box = setup(rows, "list")
    assert box.get(1, "roles") is not None
    assert counts(box.server) == (1, 0)
    omitting = dataclasses.replace(UNCOUNTED, name="omitting", list_omits=ListOmits(fields=("roles",)))
    assert box.get(1, "roles", collection=omitting) is not None
    assert counts(box.server)[1] == 1


def test_masked_secrets_are_no_part_of_a_row(setup: Make) -> None:
    collection = dataclasses.replace(UNCOUNTED, masked=Masked(fields=("password",), values=("********",)))
    box = setup([{"id": number, "name": "x", "password": "********"} for number in range(3)])
    for number in range(3):
        assert box.get(number, "password", collection=collection) == {"id": number, "name": "x"}
    assert counts(box.server) == (1, 1)
    assert box.listings.all(collection)[0] == {"id": 0, "name": "x"}


def test_soft_deleted_rows_are_gone(setup: Make) -> None:
    box = setup([{"id": number, "name": f"n{number}", "gone": number == 3} for number in range(9)], "list")
    assert box.get(3, collection=SOFT) is None
    assert counts(box.server) == (1, 1)
    assert box.get(4, collection=SOFT) is not None
    assert [row["id"] for row in box.listings.all(SOFT)] == [0, 1, 2, 4, 5, 6, 7, 8]


def test_a_row_shown_as_deleted_that_was_revived_meanwhile_is_there(setup: Make) -> None:
    box = setup([{"id": number, "name": f"n{number}", "gone": number == 3} for number in range(9)], "list")
    assert box.get(4, collection=SOFT) is not None
    box.store.rows["3"]["gone"] = False
    assert box.get(3, collection=SOFT) is not None


@pytest.mark.parametrize("flag", [True, 1, "1", "true"])
def test_a_single_read_of_a_soft_deleted_object_is_gone_too(vendor: Start, connect: Connect, flag: Any) -> None:
    server = vendor(lambda _: Reply.json({"data": {"id": 1, "gone": flag}}))
    assert Listings(connect(server.url)).fresh(SOFT, "1") is None


def test_keys_in_the_form_that_the_vendor_normalises_them_to(setup: Make) -> None:
    collection = dataclasses.replace(UNCOUNTED, key="name", canonical_key=CanonicalForm())
    box = setup([{"id": "jdoe", "name": "jdoe"}, {"id": "Other", "name": "Other"}], "list")
    for key in ("JDoe", "jdoe", "other", "OTHER"):
        row = box.listings.get(collection, key)
        assert row is not None and row["name"].lower() == key.lower()
    assert counts(box.server)[1] == 0


def test_the_case_of_keys_counts_where_nothing_is_said(setup: Make) -> None:
    collection = dataclasses.replace(UNCOUNTED, key="name")
    box = setup([{"id": "jdoe", "name": "jdoe"}], "list")
    assert box.listings.get(collection, "JDoe") is None


def test_a_collection_without_single_reads(setup: Make) -> None:
    box = setup(25)
    assert box.get(24, "absent", collection=LISTED) == {"id": 24, "name": "thing 24", "roles": [24]}
    assert counts(box.server) == (3, 0)
    for number in (98, 99):
        assert box.get(number, collection=LISTED) is None
    assert counts(box.server)[1] == 0
    assert counts(box.server)[0] <= 3 + 4  # one further complete listing confirms for all


def test_a_collection_without_listing(setup: Make) -> None:
    box = setup(25)
    assert all(box.get(number, collection=SINGLE) for number in range(25))
    assert counts(box.server) == (0, 25)


def test_a_collection_with_neither_is_a_mistake(setup: Make) -> None:
    with pytest.raises(ValueError, match="no listing"):
        setup(1).get(1, collection=dataclasses.replace(LISTED, list=None))


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


@pytest.mark.parametrize("data", [{}, {"data": []}, {"data": "x"}, [], None, "x"])
def test_an_odd_answer_is_never_taken_for_gone(vendor: Start, connect: Connect, data: Any) -> None:
    server = vendor(lambda _: Reply.json(data))
    with pytest.raises(NotTheApi) as raised:
        Listings(connect(server.url)).get(UNCOUNTED, "1")
    assert raised.value.path == "/api/things/1"


def test_an_explicitly_empty_answer_is_gone(vendor: Start, connect: Connect) -> None:
    entries = dataclasses.replace(UNCOUNTED, envelope=Envelope(item="entry.0", items="entry"))
    assert Listings(connect(vendor(lambda _: Reply.json({"entry": []})).url)).get(entries, "1") is None
    assert Listings(connect(vendor(lambda _: Reply.json({"data": None})).url)).get(UNCOUNTED, "1") is None


def test_a_key_fills_whatever_place_the_template_has(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda _: Reply.json({"data": {"id": "a/b"}}))
    odd = Operation(method="GET", path="/odd/{name}", query=(("ref", "{name}"),))
    Listings(connect(server.url)).fresh(dataclasses.replace(UNCOUNTED, get=odd), "a/b")
    assert server.requests[0].target == "/api/odd/a%2Fb?mode=json&ref=a%2Fb"


# Everything, and by name


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
    box = setup(9)
    collection = dataclasses.replace(THINGS, get=None)
    asked, proceed = threading.Event(), threading.Event()

    def hold(_: Request) -> None:
        asked.set()
        assert proceed.wait(10)

    box.store.before = hold
    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(box.listings.all, collection)
        assert asked.wait(10)
        box.store.rows["9"] = {"id": 9, "name": "late", "roles": []}
        late = [pool.submit(box.listings.fresh, collection, "9") for _ in range(8)]
        shared = box.listings._table(collection)[1].listing
        until(lambda: len(shared._next._ended._cond._waiters) == 7)  # type: ignore[attr-defined]  # how many wait for the eighth is private
        proceed.set()
        first.result(10)
    assert [one.result() for one in late] == [{"id": 9, "name": "late", "roles": []}] * 8
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
