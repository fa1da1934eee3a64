"""Answers that hold what they are about under a name of its own at times: what cannot be read is no empty listing."""

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
        ({"server": None}, []),
    ],
)
def test_rows_are_found_wrapped_or_not(data: Any, keys: list[int]) -> None:
    assert [row["id"] for row in rows_of(SOMETIMES, {"data": data})] == keys


@pytest.mark.parametrize("data", [{}, {"id": 1}, {"server": {}}, {"server": "a name"}, {"servers": []}, "none", 0])
def test_what_is_no_listing_is_not_taken_for_an_empty_one(data: Any) -> None:
    with pytest.raises(NotTheApi):
        rows_of(SOMETIMES, {"data": data})


@pytest.mark.parametrize("data", [{"id": 1}, {"server": {"id": 1}}, {"id": 1, "server": "a name"}])
def test_one_is_found_wrapped_or_not(data: Any) -> None:
    found = item_of(SOMETIMES, {"data": data})
    assert found is not None and found["id"] == 1
