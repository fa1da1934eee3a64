from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.collections.envelope import item_of, rows_of, total_of, without
from rolecall.runtime.errors import NotTheApi
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Envelope


@pytest.mark.parametrize(
    ("data", "path", "found"),
    [
        ({"a": {"b": 1}}, "a.b", 1),
        ({"a": {"b": None}}, "a.b", None),
        ({"a": {}}, "a.b", MISSING),
        ({"a": None}, "a.b", MISSING),
        ({"a": [{"b": 1}, {"b": 2}]}, "a.1.b", 2),
        ({"a": [1]}, "a.1", MISSING),
        ({"a": [1]}, "a.-1", MISSING),
        ({"a": [1]}, "a.x", MISSING),
        ({"a": {"0": 1}}, "a.0", 1),
        ({"kvstore_create.deny_list": ["x"]}, "kvstore_create.deny_list", ["x"]),
        ({"a": {"b.c": 1}}, "a.b.c", 1),
        ({"eai:acl": 1}, "eai:acl", 1),
        ("text", "a", MISSING),
        ({"a": False}, "a", False),
    ],
)
def test_dig(data: Any, path: str, found: Any) -> None:
    assert dig(data, path) is found or dig(data, path) == found


def test_the_empty_path_is_the_answer_itself() -> None:
    data = {"a": 1}
    assert dig(data, "") is data


def test_missing_cannot_be_mistaken_for_a_value() -> None:
    with pytest.raises(TypeError):
        bool(MISSING)
    assert repr(MISSING) == "MISSING"
    assert type(MISSING)() is MISSING


ENTRY = {"name": "jdoe", "content": {"email": "j@x.io", "name": "inner"}}


def test_items_are_found_and_merged() -> None:
    envelope = Envelope(item="entry.0", items="entry", merge=("content",))
    assert item_of(envelope, {"entry": [ENTRY]}) == {**ENTRY, "name": "inner", "email": "j@x.io"}
    assert item_of(envelope, {"entry": []}) is None
    assert item_of(envelope, None) is None
    assert item_of(Envelope(item="data"), {"data": [1]}) is None
    assert rows_of(envelope, {"entry": [ENTRY]}) == [{**ENTRY, "name": "inner", "email": "j@x.io"}]


def test_a_null_is_an_empty_listing_only_where_the_answer_says_that_there_are_no_rows() -> None:
    envelope = Envelope(items="data", total="total")
    assert rows_of(envelope, {"data": None, "total": 0}) == []
    for data in ({"data": None, "total": 1}, {"data": None}):
        with pytest.raises(NotTheApi, match="null, which says nothing"):
            rows_of(envelope, data)


@pytest.mark.parametrize("data", [{}, {"data": None}, {"data": {}}, {"data": "x"}, None, [], {"data": [1]}])
def test_what_is_no_listing_is_not_an_empty_one(data: Any) -> None:
    with pytest.raises(NotTheApi):
        rows_of(Envelope(items="data"), data)


def test_a_listing_without_envelope() -> None:
    assert rows_of(Envelope(), [{"a": 1}]) == [{"a": 1}]
    with pytest.raises(NotTheApi):
        rows_of(Envelope(), None)


@pytest.mark.parametrize(
    ("stated", "total"), [(7, 7), ("7", 7), (0, 0), (True, None), (-1, None), ("many", None), (None, None)]
)
def test_totals(stated: Any, total: int | None) -> None:
    assert total_of(Envelope(total="paging.total"), {"paging": {"total": stated}}) == total


def test_no_total() -> None:
    assert total_of(Envelope(), {"total": 7}) is None


def test_masked_members_are_dropped_and_the_row_is_left_alone() -> None:
    row = {"password": "***", "content": {"password": "***", "email": "e"}, "pin": "1234"}
    clean = without(row, ["password", "content.password", "pin", "absent"], ["***"])
    assert clean == {"content": {"email": "e"}, "pin": "1234"}
    assert row["content"] == {"password": "***", "email": "e"}
