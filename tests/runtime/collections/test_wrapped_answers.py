"""Answers that hold what they are about under a name of its own, or rows that are no objects, at times.

What cannot be read is no empty listing, and a row that may be an object is none that is left out.
"""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.collections.envelope import item_of, rows_of
from rolecall.runtime.errors import NotTheApi
from rolecall.specification.schema import Envelope

SOMETIMES = Envelope(item="data", items="data", may_wrap="server")


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ([{"id": 1}, {"id": 2}], [1, 2]),
        ({"server": [{"id": 1}]}, [1]),
        ({"server": {"id": 1}}, [1]),
        ([{"server": {"id": 1}}], [1]),
        ([{"id": 1, "server": "a name"}], [1]),
        ({"server": []}, []),
    ],
)
def test_rows_are_found_wrapped_or_not(data: Any, keys: list[int]) -> None:
    assert [row["id"] for row in rows_of(SOMETIMES, {"data": data})] == keys


@pytest.mark.parametrize(
    "data", [{}, {"id": 1}, {"server": {}}, {"server": None}, {"server": "a name"}, {"servers": []}, "none", 0]
)
def test_what_is_no_listing_is_not_taken_for_an_empty_one(data: Any) -> None:
    with pytest.raises(NotTheApi):
        rows_of(SOMETIMES, {"data": data})


@pytest.mark.parametrize("data", [{"id": 1}, {"server": {"id": 1}}, {"id": 1, "server": "a name"}])
def test_one_is_found_wrapped_or_not(data: Any) -> None:
    found = item_of(SOMETIMES, {"data": data})
    assert found is not None and found["id"] == 1


ASIDE = Envelope(items="data", aside="cache_info")


@pytest.mark.parametrize(
    ("data", "left"),
    [
        ([{"id": 1}, {"cache_info": {}}], [{"id": 1}]),
        ([{"cache_info": {"rows": 1}, "id": None, "name": None}], []),
        ([{"id": 1, "cache_info": {}}], [{"id": 1, "cache_info": {}}]),
        ([{"name": "ada", "cache_info": {}}], [{"name": "ada", "cache_info": {}}]),
        ([{"other_info": {}}], [{"other_info": {}}]),
        ([{"cache_info": None}], [{"cache_info": None}]),
        ([{}], [{}]),
    ],
)
def test_a_row_that_tells_of_the_listing_alone_is_no_object(data: Any, left: Any) -> None:
    assert rows_of(ASIDE, {"data": data}) == left
    assert rows_of(Envelope(items="data"), {"data": data}) == data
