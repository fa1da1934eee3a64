from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolecall.runtime.collections.page import Bounds
from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.errors import Denied, EndlessListing, NotFound, NotTheApi, TornListing
from rolecall.runtime.http.client import Client, Settings
from rolecall.specification.schema import Collection, Envelope
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import SHIM, THINGS, Reply, Request, Vendor, serving

UNCOUNTED = dataclasses.replace(THINGS, envelope=Envelope(item="data", items="data"))


@dataclasses.dataclass
class Shelf:
    """A listing of `rows` whose server gives at most `clamp` rows at once."""

    rows: list[int]
    clamp: int = 10
    before: Callable[[int], None] = lambda _: None
    served: int = 0

    def __call__(self, request: Request) -> Reply:
        self.before(self.served)
        self.served += 1
        offset, limit = int(request.query["offset"]), int(request.query["limit"])
        page = self.rows[offset : offset + min(limit, self.clamp)]
        return Reply.json({"data": [{"id": number} for number in page], "total": len(self.rows)})


def ids(client: Client, collection: Collection = THINGS, *, exhaustive: bool = True, **more: Any) -> list[int]:
    return [row["id"] for page in pages(client, collection, exhaustive=exhaustive, **more) for row in page.rows]


def offsets(server: Vendor) -> list[int]:
    return [int(request.query["offset"]) for request in server.requests]


class Wire:
    """One server and client for all of hypothesis' examples."""

    def __init__(self) -> None:
        self.manager = serving(Shelf([]))
        self.server = self.manager.__enter__()
        self.client = Client(SHIM, Settings(url=self.server.url, arguments={"token": "s3cr3t-token"}))

    def read(self, shelf: Shelf, **how: Any) -> tuple[list[int], int]:
        self.server.script = shelf
        return ids(self.client, **how), shelf.served


@pytest.fixture(scope="module")
def wire() -> Any:
    wire = Wire()
    yield wire
    wire.client.close()
    wire.manager.__exit__(None, None, None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(0, 45),
    clamp=st.integers(1, 12),
    size=st.none() | st.integers(1, 10),
    counted=st.booleans(),
    exhaustive=st.booleans(),
)
def test_every_row_comes_once_whatever_the_server_gives(
    wire: Wire, count: int, clamp: int, size: int | None, counted: bool, exhaustive: bool
) -> None:
    shelf = Shelf(list(range(count)), clamp)
    collection = THINGS if counted else UNCOUNTED
    read, requests = wire.read(shelf, collection=collection, size=size, exhaustive=exhaustive)
    assert read == list(range(count))
    given = min(clamp, size or 10)
    step = given - 1 if exhaustive and given > 1 else given
    assert requests <= -(-count // step) + 1


@pytest.mark.parametrize(
    ("count", "clamp", "collection", "expected"),
    [
        (25, 10, THINGS, [0, 10, 20]),
        (30, 10, THINGS, [0, 10, 20]),
        (25, 10, UNCOUNTED, [0, 10, 20]),
        (30, 10, UNCOUNTED, [0, 10, 20, 30]),
        (5, 10, THINGS, [0]),
        (5, 10, UNCOUNTED, [0, 5]),
        (0, 10, UNCOUNTED, [0]),
        (11, 4, UNCOUNTED, [0, 4, 8]),
    ],
)
def test_no_more_pages_than_needed(
    vendor: Start, connect: Connect, count: int, clamp: int, collection: Collection, expected: list[int]
) -> None:
    server = vendor(Shelf(list(range(count)), clamp))
    assert len(ids(connect(server.url), collection, exhaustive=False)) == count
    assert offsets(server) == expected


def test_pages_are_fetched_one_by_one(vendor: Start, connect: Connect) -> None:
    server = vendor(Shelf(list(range(30))))
    walk = pages(connect(server.url), THINGS, exhaustive=False)
    assert server.count() == 0
    first = next(walk)
    assert (len(first.rows), first.last, first.short, server.count()) == (10, False, False, 1)


def test_read_exhaustively_pages_overlap_by_one_row(vendor: Start, connect: Connect) -> None:
    server = vendor(Shelf(list(range(25))))
    assert ids(connect(server.url)) == list(range(25))
    assert offsets(server) == [0, 9, 18]


@pytest.mark.parametrize(("asked", "setting", "sent"), [(None, None, 10), (None, 7, 7), (3, 7, 3), (99, None, 10)])
def test_the_page_size(vendor: Start, connect: Connect, asked: int | None, setting: int | None, sent: int) -> None:
    server = vendor(Shelf([1]))
    ids(connect(server.url, page_size=setting), size=asked)
    assert server.requests[0].query["limit"] == str(sent)


def test_a_query_narrows_every_page(vendor: Start, connect: Connect) -> None:
    server = vendor(Shelf(list(range(15))))
    ids(connect(server.url), query={"name": "x"})
    assert {request.query["name"] for request in server.requests} == {"x"}


def test_a_listing_without_pages_is_one_request(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda _: Reply.json({"data": [{"id": 1}]}))
    assert ids(connect(server.url), dataclasses.replace(THINGS, pagination=None)) == [1]
    assert server.requests[0].query == {"mode": "json"}


@pytest.mark.parametrize("exhaustive", [False, True])
def test_a_server_that_ignores_the_offset_has_given_everything(
    vendor: Start, connect: Connect, exhaustive: bool
) -> None:
    server = vendor(lambda _: Reply.json({"data": [{"id": number} for number in range(10)]}))
    assert ids(connect(server.url), exhaustive=exhaustive) == list(range(10))
    assert server.count() == (4 if exhaustive else 3)


@pytest.mark.parametrize("exhaustive", [False, True])
def test_a_server_that_ignores_the_offset_alone_cannot_be_listed(
    vendor: Start, connect: Connect, exhaustive: bool
) -> None:
    def first_page(request: Request) -> Reply:
        size = min(int(request.query["limit"]), 20)
        return Reply.json({"data": [{"id": number} for number in range(size)]})

    with pytest.raises(EndlessListing, match="The same page comes again"):
        ids(connect(vendor(first_page).url), exhaustive=exhaustive)


def test_a_server_that_starts_pages_at_multiples_of_their_size(vendor: Start, connect: Connect) -> None:
    def script(request: Request) -> Reply:
        start = int(request.query["offset"]) // 10 * 10
        return Reply.json({"data": [{"id": number} for number in range(35)][start : start + 10]})

    server = vendor(script)
    assert ids(connect(server.url)) == list(range(35))
    assert offsets(server) == [0, 9, 10, 20, 30]


def test_a_start_behind_the_end_may_be_not_found(vendor: Start, connect: Connect) -> None:
    shelf = Shelf(list(range(20)))
    server = vendor(lambda request: shelf(request) if request.query["offset"] != "20" else Reply.json({}, 404))
    assert ids(connect(server.url), UNCOUNTED, exhaustive=False) == list(range(20))
    assert ids(connect(server.url), UNCOUNTED) == list(range(20))


def test_a_listing_that_is_not_there_is_no_empty_one(vendor: Start, connect: Connect) -> None:
    with pytest.raises(NotFound):
        ids(connect(vendor(lambda _: Reply.json({}, 404)).url))


def test_unless_it_says_that_there_is_more(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda _: Reply.json({"data": [{"id": number} for number in range(10)], "total": 99}))
    with pytest.raises(EndlessListing, match="same page"):
        ids(connect(server.url))


@pytest.mark.parametrize("exhaustive", [False, True])
@pytest.mark.parametrize("counted", [False, True])
def test_a_listing_that_never_ends(vendor: Start, connect: Connect, counted: bool, exhaustive: bool) -> None:
    def script(request: Request) -> Reply:
        offset = int(request.query["offset"])
        return Reply.json({"data": [{"id": number} for number in range(offset, offset + 10)], "total": offset + 11})

    server = vendor(script)
    with pytest.raises(EndlessListing) as raised:
        ids(
            connect(server.url),
            THINGS if counted else UNCOUNTED,
            exhaustive=exhaustive,
            bounds=Bounds(pages=1000, rows=200),
        )
    assert (raised.value.method, raised.value.path) == ("GET", "/api/things")
    assert 'refresh = "get"' in raised.value.diagnostic().detail
    assert server.count() <= 25


def test_rows_that_come_round_again(vendor: Start, connect: Connect) -> None:
    def script(request: Request) -> Reply:
        offset = int(request.query["offset"])
        return Reply.json({"data": [{"id": number % 25} for number in range(offset, offset + 10)]})

    client = connect(vendor(script).url)
    assert sorted(ids(client, exhaustive=False)) == list(range(25))
    with pytest.raises(EndlessListing):
        ids(client)


def moving(shelf: Shelf, change: Callable[[list[int]], object], times: int) -> None:
    """Change the rows before the second page of each of the first passes."""
    left = [times]

    def before(served: int) -> None:
        if shelf.served and left[0]:
            left[0] -= 1
            change(shelf.rows)

    shelf.before = before


CHANGES: dict[str, Callable[[list[int]], object]] = {
    "a row before goes": lambda rows: rows.pop(0),
    "a row is put before": lambda rows: rows.insert(0, 1000 + len(rows)),
    "a row goes to the end": lambda rows: rows.append(rows.pop(0)),
}


@pytest.mark.parametrize("collection", [THINGS, UNCOUNTED], ids=["counted", "uncounted"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_listing_that_moved_is_read_again(
    vendor: Start, connect: Connect, change: str, collection: Collection
) -> None:
    shelf = Shelf(list(range(35)))
    moving(shelf, CHANGES[change], times=1)
    read = ids(connect(vendor(shelf).url), collection)
    assert read == shelf.rows
    assert shelf.served > 4


def test_a_new_row_at_the_end_tears_nothing_without_a_total(vendor: Start, connect: Connect) -> None:
    shelf = Shelf(list(range(35)))
    moving(shelf, lambda rows: rows.append(99), times=1)
    assert ids(connect(vendor(shelf).url), UNCOUNTED) == [*range(35), 99]
    assert shelf.served == 4


@pytest.mark.parametrize("change", CHANGES)
def test_a_listing_that_never_keeps_still(vendor: Start, connect: Connect, change: str) -> None:
    shelf = Shelf(list(range(35)))
    moving(shelf, CHANGES[change], times=1000)
    with pytest.raises(TornListing):
        ids(connect(vendor(shelf).url))


def test_a_listing_that_gives_less_than_it_says(vendor: Start, connect: Connect) -> None:
    def script(request: Request) -> Reply:
        offset = int(request.query["offset"])
        return Reply.json({"data": [{"id": number} for number in range(15)][offset : offset + 10], "total": 20})

    with pytest.raises(TornListing, match="says it has 20 rows, and gave 15"):
        ids(connect(vendor(script).url))


@pytest.mark.parametrize("data", [{"rows": []}, {"data": {}}, {"data": [{"name": "x"}]}, {"data": [{"id": None}]}])
def test_what_is_no_listing(vendor: Start, connect: Connect, data: Any) -> None:
    with pytest.raises(NotTheApi) as raised:
        ids(connect(vendor(lambda _: Reply.json(data)).url))
    assert raised.value.path == "/api/things"


def test_an_error_on_a_later_page(vendor: Start, connect: Connect) -> None:
    shelf = Shelf(list(range(25)))
    server = vendor(lambda request: shelf(request) if request.query["offset"] == "0" else Reply.json({}, 403))
    with pytest.raises(Denied):
        ids(connect(server.url))


def test_a_collection_without_listing_is_a_mistake(connect: Connect) -> None:
    with pytest.raises(ValueError, match="no listing"):
        pages(connect("http://127.0.0.1:1"), dataclasses.replace(THINGS, list=None), exhaustive=False)
