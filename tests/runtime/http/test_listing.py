"""Reads that share the pages of one listing."""

from __future__ import annotations

import dataclasses
import math
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.errors import NotTheApi
from rolecall.specification.schema import Collection, Envelope, Operation
from rolecall.specification.traits import CanonicalForm, ListOmits, Masked
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.listings import LISTED, SOFT, UNCOUNTED, Make, counts, things
from tests.runtime.http.vendor import THINGS, Reply, Request

NULLS = [{"id": number, "name": "x", "roles": None} for number in range(5)]
OMITTING = dataclasses.replace(UNCOUNTED, name="omitting", list_omits=ListOmits(fields=("roles",)))
SINGLE = dataclasses.replace(UNCOUNTED, list=None)


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
    # Once a page and one of its rows to prove that both ways are there, and two looks at each after a pause.
    assert counts(box.server) == (3, 7)


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
    box = setup(NULLS, "list")
    assert box.get(1, "roles") is not None
    assert counts(box.server) == (1, 0)


@pytest.mark.caveat("ListOmits", rule="The rows are those of the test's own server.")
def test_a_null_of_what_listings_omit_is_read_singly(setup: Make) -> None:
    box = setup(NULLS, "list")
    assert box.get(1, "roles") is not None
    assert box.get(1, "roles", collection=OMITTING) is not None
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


@pytest.mark.parametrize("data", [{}, {"data": []}, {"data": "x"}, [], None, "x"])
def test_an_odd_answer_is_never_taken_for_gone(vendor: Start, connect: Connect, data: Any) -> None:
    server = vendor(lambda _: Reply.json(data))
    with pytest.raises(NotTheApi) as raised:
        Listings(connect(server.url)).get(UNCOUNTED, "1")
    assert raised.value.path == "/api/things/1"


def test_an_explicitly_empty_answer_is_gone(vendor: Start, connect: Connect) -> None:
    entries = dataclasses.replace(UNCOUNTED, envelope=Envelope(item="entry.0", items="entry"))
    assert Listings(connect(vendor(lambda _: Reply.json({"entry": []})).url)).get(entries, "1") is None

    def one_is_null(request: Request) -> Reply:
        return Reply.json({"data": None if request.path.endswith("/1") else []})

    assert Listings(connect(vendor(one_is_null).url)).get(UNCOUNTED, "1") is None


def test_a_listing_that_is_null_proves_nothing_gone(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda _: Reply.json({"data": None}))
    with pytest.raises(NotTheApi, match="null, which says nothing"):
        Listings(connect(server.url)).get(UNCOUNTED, "1")


def test_a_key_fills_whatever_place_the_template_has(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda _: Reply.json({"data": {"id": "a/b"}}))
    odd = Operation(method="GET", path="/odd/{name}", query=(("ref", "{name}"),))
    Listings(connect(server.url)).fresh(dataclasses.replace(UNCOUNTED, get=odd), "a/b")
    assert server.requests[0].target == "/api/odd/a%2Fb?mode=json&ref=a%2Fb"
