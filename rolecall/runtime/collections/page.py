"""A page of a listing, and what ends a walk over the pages: too many of them, or rows that move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rolecall.runtime.collections.fetch import Row
from rolecall.runtime.errors import VendorError

TRIES: Final = 4
"""How often a listing is read from the start when rows move, before it is given up."""

LIMITS: Final = frozenset((20, 25, 50, 100, 200, 250, 256, 500, 512, 1000, 1024, 2000, 5000, 10_000))
"""So many rows of a listing, or elements of a set, servers give at most; some do not say that there are more."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits beyond which a listing counts as endless: so many pages or rows, or far more rows than its own total."""

    pages: int = 100_000
    rows: int = 250_000

    def exceeded(self, pages: int, rows: int, first_total: int | None, size: int) -> bool:
        """True if a listing that has given so many pages and rows cannot be honest."""
        if pages >= self.pages or rows >= self.rows:
            return True
        return first_total is not None and rows > 2 * first_total + 10 * size


BOUNDS: Final = Bounds()


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a listing that no earlier page had.

    `last` says that there are no more; `short` that there are fewer rows than asked for, which may mean the same.
    """

    rows: list[Row]
    last: bool
    short: bool


class Torn(Exception):
    """Rows moved between pages, and the listing must be read again; `error` is for when that does not help."""

    def __init__(self, error: VendorError) -> None:
        super().__init__(error.message)
        self.error = error
