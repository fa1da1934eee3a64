"""Listings by cursors (RFC 9865), and what goes wrong between their pages: never does a row seem to be gone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.errors import EndlessListing, Rejected, TornListing, VendorError
from rolecall.runtime.http.client import Client
from rolecall.specification.schema import Operation
from rolecall.specification.traits import Pagination
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import THINGS, Reply, Request

PAGES = Pagination(
    style="cursor", size="count", default=10, maximum=10, cursor="cursor", next="next", start="start", first=1
)
CURSORS = dataclasses.replace(THINGS, pagination=PAGES)
INSIDE = dataclasses.replace(
    CURSORS, list=Operation(method="GET", path="/holders/{holder}/things"), get=None, parents=("holder",)
)
TOTAL = 25


def page(request: Request, *, total: int | None = TOTAL, **more: Any) -> Reply:
    """A page of 10 of the 25 rows, with the cursor of the next."""
    start = int(request.query.get("cursor") or 0)
    rows = [{"id": number} for number in range(TOTAL)][start : start + 10]
    said = {"data": rows} | ({} if total is None else {"total": total})
    return Reply.json(said | ({"next": str(start + 10)} if start + 10 < TOTAL else {}) | more)


def ids(client: Client, *, exhaustive: bool = True) -> list[int]:
    return [row["id"] for each in pages(client, CURSORS, exhaustive=exhaustive) for row in each.rows]


def once(wrong: Callable[[Request], Reply | None]) -> Callable[[Request], Reply]:
    """Pages, the first of which that `wrong` answers is answered so."""
    left = [1]

    def script(request: Request) -> Reply:
        reply = wrong(request) if left[0] else None
        left[0] -= reply is not None
        return page(request) if reply is None else reply

    return script


def later(reply: Reply) -> Callable[[Request], Reply | None]:
    return lambda request: reply if request.query.get("cursor") == "10" else None


LAPSED = {
    "404": Reply.json({}, 404),
    "410": Reply.json({}, 410),
    "expired": Reply.json({"message": "expiredCursor"}, 400),
}
WRONG: dict[str, Callable[[Request], Reply | None]] = {
    **{name: later(reply) for name, reply in LAPSED.items()},
    "another total": lambda request: page(request, total=24) if request.query.get("cursor") == "20" else None,
    "no way to the next": lambda request: page(request, next=None) if request.query.get("cursor") == "10" else None,
    "a short page that is the last": lambda request: (
        Reply.json({"data": [{"id": 10}], "total": TOTAL}) if request.query.get("cursor") == "10" else None
    ),
    "the page before": lambda request: (
        page(dataclasses.replace(request, target=request.target.replace("cursor=10", "cursor=")))
        if request.query.get("cursor") == "10"
        else None
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_listing_that_broke_off_once_is_read_again(vendor: Start, connect: Connect, wrong: str) -> None:
    assert ids(connect(vendor(once(WRONG[wrong])).url)) == list(range(TOTAL))


@pytest.mark.parametrize("wrong", WRONG)
def test_one_that_always_does_is_an_error(vendor: Start, connect: Connect, wrong: str) -> None:
    server = vendor(lambda request: WRONG[wrong](request) or page(request))
    with pytest.raises((TornListing, EndlessListing)):
        ids(connect(server.url))


@pytest.mark.parametrize("reply", LAPSED.values(), ids=LAPSED)
def test_inside_of_another_object_it_is_not_gone(vendor: Start, connect: Connect, reply: Reply) -> None:
    server = vendor(lambda request: later(reply)(request) or page(request))
    with pytest.raises(TornListing):
        Rows(connect(server.url), INSIDE, {"holder": "1"}).every()


def test_a_cursor_that_leads_to_itself_is_an_error(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda request: page(request, next="10"))
    with pytest.raises(VendorError) as raised:
        ids(connect(server.url))
    assert isinstance(raised.value, TornListing | EndlessListing)
    with pytest.raises(EndlessListing):
        ids(connect(server.url), exhaustive=False)


def test_a_cursor_that_is_refused_otherwise_is_that_error(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda request: later(Reply.json({"message": "invalidCursor"}, 400))(request) or page(request))
    with pytest.raises(Rejected, match="invalidCursor"):
        ids(connect(server.url))


def test_a_page_that_moved_inside_of_another_object_is_not_gone(vendor: Start, connect: Connect) -> None:
    """By index: the page after the first is not found, though its first row was there."""
    inside = dataclasses.replace(INSIDE, pagination=THINGS.pagination)

    def script(request: Request) -> Reply:
        if request.query["offset"] != "0":
            return Reply.json({}, 404)
        return Reply.json({"data": [{"id": number} for number in range(10)], "total": TOTAL})

    with pytest.raises(TornListing):
        Rows(connect(vendor(script).url), inside, {"holder": "1"}).every()


@pytest.mark.parametrize("count", [20, 25, 100])
def test_a_total_that_counts_the_page_is_not_believed(vendor: Start, connect: Connect, count: int) -> None:
    """A server of 130 rows that gives `count` at most, and calls so many all."""

    def script(request: Request) -> Reply:
        start = int(request.query["offset"])
        rows = [{"id": number} for number in range(130)][start : start + min(count, int(request.query["limit"]))]
        return Reply.json({"data": rows, "total": len(rows)})

    trait = dataclasses.replace(THINGS.pagination or PAGES, maximum=500, default=500)
    collection = dataclasses.replace(THINGS, pagination=trait)
    with pytest.raises(TornListing):
        list(pages(connect(vendor(script).url), collection, exhaustive=True))


@pytest.mark.parametrize("ignores", [False, True])
def test_a_full_first_page_may_be_all(vendor: Start, connect: Connect, *, ignores: bool) -> None:
    def script(request: Request) -> Reply:
        start = 0 if ignores else int(request.query["offset"])
        rows = [{"id": number} for number in range(100)][start : start + int(request.query["limit"])]
        return Reply.json({"data": rows, "total": 100})

    trait = dataclasses.replace(THINGS.pagination or PAGES, maximum=500, default=500)
    collection = dataclasses.replace(THINGS, pagination=trait)
    server = vendor(script)
    found = list(pages(connect(server.url), collection, exhaustive=True))
    assert sum(len(each.rows) for each in found) == 100
    assert server.count() == 2
