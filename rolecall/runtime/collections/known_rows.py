"""The rows of a listing that was read page by page, and what they leave out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from rolecall.runtime.collections.empty_members import EmptyMembers
from rolecall.runtime.collections.page import Page
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.errors import NotFound
from rolecall.runtime.logging import Logger

log = Logger("listing")


class KnownRows:
    """`rows` by key as far as pages were `fetched`; `complete` once the last one was, which came at `completed`.

    One thread at a time asks for a page. Everything else is called with the lock of whoever shares it held.
    """

    def __init__(self, reader: Rows) -> None:
        self._reader = reader
        self._pages: Iterator[Page] | None = None
        self._omitted: frozenset[str] = frozenset()
        self._judged: set[tuple[str, int]] = set()
        self.rows: dict[str, Row] = {}
        self.fetched = 0
        self.complete = False
        self.completed = 0.0
        self.empty = EmptyMembers(reader)

    def next_page(self) -> tuple[dict[str, Row], bool]:
        """The rows of the next page by key, and whether it is the last; after an error, of the first one again.

        A listing inside of something that is not there shows nothing: whoever misses a row proves that what it was
        inside of is gone. Raises VendorError.
        """
        pages, self._pages = self._pages or self._reader.pages(exhaustive=False), None
        try:
            page = next(pages)
        except NotFound:
            if not self._reader.collection.parents or self.fetched:
                raise
            return {}, True
        rows = {key: row for row in self._reader.clean(page.rows, anew=False) for key in self._reader.keys(row)}
        self._pages = pages
        return rows, page.last

    def add(self, rows: Mapping[str, Row], last: bool, emptiable: Mapping[str, bool]) -> None:
        """Keep the rows of a page; what was known before is not older."""
        self.fetched += 1
        self.complete, self.completed = last, time.monotonic()
        self.rows = {**rows, **self.rows}
        self.empty.saw(rows.values(), emptiable)

    def omits(self) -> frozenset[str]:
        """The members for which listing is no use."""
        return self._omitted | self.empty.omitted

    def judge(self, lacking: frozenset[str]) -> bool:
        """Give up listing for members that most rows lack; True if it was given up for one."""
        before = self._omitted
        for path in lacking:
            if (path, self.fetched) in self._judged:
                continue
            self._judged.add((path, self.fetched))
            without = sum(bool(self._reader.lacking(row, (path,))) for row in self.rows.values())
            if 2 * without > len(self.rows):
                log.debug("rows of the listing lack a member; reading one by one", member=path)
                self._omitted |= {path}
        return self._omitted != before
