"""One page of a list, and the faults that lists have."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rolecall.sandbox.core.message import Request

Row = TypeVar("Row")


@dataclass
class Page(Generic[Row]):
    """The rows of one page, and how many the whole list says it has."""

    rows: list[Row]
    total: int


def made_up(row: Any, number: int) -> Any:
    """The `number`-th row in the likeness of a real one: under another key, which is the first field of an object."""
    if isinstance(row, str):
        return f"{row}-{number}"
    if isinstance(row, int | float):
        return row + 100_000 + number
    if isinstance(row, dict):
        return {**row, "id": made_up(row["id"], number)} if "id" in row else row
    key = dataclasses.fields(row)[0].name
    return dataclasses.replace(row, **{key: made_up(getattr(row, key), number)})


def page_of(
    rows: Sequence[Row], offset: int, limit: int | None, request: Request, imitate: Callable[[Row, int], Row] = made_up
) -> Page[Row]:
    """The rows from `offset` on, at most `limit` of them (None: all).

    Honours the faults `repeat_page`, `torn`, `endless_pages` and `ends_early`; `imitate(row, n)` makes the n-th
    made-up row in the likeness of a real one.
    """
    total = len(rows)
    if offset and request.fault("repeat_page"):
        offset = 0
    if offset and request.fault("torn"):
        rows = [*rows[1:], *rows[:1]]
    page = list(rows[offset:] if limit is None else rows[offset : offset + limit])
    if rows and limit and request.fault("endless_pages"):
        start = offset + len(page)
        page.extend(imitate(rows[-1], number) for number in range(start, offset + limit))
        total = offset + limit + 1
    if limit and offset + len(page) < total and request.fault("ends_early"):
        total = offset + len(page)
    return Page(page, total)
