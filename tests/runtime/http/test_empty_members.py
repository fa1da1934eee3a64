"""Rows of a listing that lack members which a single read may lack because they are empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from rolecall.runtime.collections.empty_members import SAMPLES
from rolecall.runtime.collections.listings import Listings
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.listings import UNCOUNTED, Store, counts
from tests.runtime.http.vendor import Vendor

Setup = Callable[..., tuple[Listings, Vendor]]
TITLE = {"title": False}
KNOWN = {"title": True}


@pytest.fixture
def setup(vendor: Start, connect: Connect) -> Setup:
    def make(rows: Iterable[dict[str, Any]], summary: tuple[str, ...] = ()) -> tuple[Listings, Vendor]:
        server = vendor(Store(rows, summary=summary))
        return Listings(connect(server.url, refresh="list")), server

    return make


def people(count: int, titled: Callable[[int], bool]) -> list[dict[str, Any]]:
    return [{"id": number, **({"title": f"t{number}"} if titled(number) else {})} for number in range(count)]


def read(listings: Listings, number: int, emptiable: dict[str, bool]) -> Any:
    row = listings.get(UNCOUNTED, str(number), frozenset(), emptiable)
    assert row is not None
    return row.get("title")


def test_what_the_listing_leaves_out_and_a_single_read_shows_is_never_taken_as_empty(setup: Setup) -> None:
    listings, server = setup(people(12, lambda _: True), ("title",))
    assert [read(listings, number, TITLE) for number in range(12)] == [f"t{number}" for number in range(12)]
    assert counts(server)[1] == 12


def test_what_was_something_is_read_singly_before_it_counts_as_removed(setup: Setup) -> None:
    """The only one that has a title is found, however many others agreed that there is none."""
    listings, _ = setup(people(40, lambda number: number == 39), ("title",))
    for number in range(39):
        assert read(listings, number, TITLE) is None
    assert read(listings, 39, KNOWN) == "t39"


def test_a_listing_that_shows_a_member_is_believed_where_it_lacks_it(setup: Setup) -> None:
    listings, server = setup(people(10, lambda number: number == 3))
    assert [read(listings, number, TITLE) for number in range(10)].count(None) == 9
    assert counts(server)[1] == 0


def test_a_member_that_nobody_has_costs_a_few_single_reads(setup: Setup) -> None:
    listings, server = setup(people(200, lambda _: False))
    assert {read(listings, number, TITLE) for number in range(200)} == {None}
    assert counts(server)[1] == SAMPLES


def test_whole_listings_are_completed(setup: Setup) -> None:
    listings, _ = setup(people(12, lambda number: number % 2 == 0), ("title",))
    rows = listings.full(UNCOUNTED, frozenset(), frozenset({"title"}))
    assert [row.get("title") for row in rows] == [None if number % 2 else f"t{number}" for number in range(12)]
