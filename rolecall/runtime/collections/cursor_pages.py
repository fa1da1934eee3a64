"""Listings whose answers name the next page: by a token, a link or a cursor (RFC 9865)."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.collections.cursors import next_page
from rolecall.runtime.collections.fetch import Fetch
from rolecall.runtime.collections.page import TRIES, Bounds, Page, Torn
from rolecall.runtime.errors import EndlessListing, Incomplete, NotFound, Rejected, TornListing, VendorError
from rolecall.specification.traits import Pagination


class CursorStyle:
    """Pages that name the next one (all styles but `offset`). Only an answer that names none is the last.

    A cursor that has lapsed starts the listing anew: rows that were given already are not given twice. In the style
    `cursor` the first page is asked for with an empty one, and a listing with fewer rows than it says, or that says
    another number on its last page than on its first, is torn.
    """

    def __init__(self, fetch: Fetch, trait: Pagination, bounds: Bounds, exhaustive: bool) -> None:
        self._fetch = fetch
        self._trait = trait
        self._bounds = bounds
        self._exhaustive = exhaustive

    def __call__(self) -> Iterator[Page]:
        """The pages from the start. Raises Torn when a cursor lapsed or rows moved, if `exhaustive`.

        A cursor that is not found says nothing of the listing, and never that this is gone.
        """
        seen: set[str] = set()
        before: set[tuple[tuple[str, str], ...]] = set()
        first = {self._trait.cursor: ""} if self._trait.cursor is not None else {}
        cursor: dict[str, str] = first
        count = lapses = 0
        first_total: int | None = None
        while True:
            try:
                rows, answer = self._fetch.page(cursor)
            except (NotFound, Rejected) as error:
                if cursor == first or not _has_lapsed(error):
                    raise
                lapses += 1
                lapsed = self._fetch.located(TornListing(f"The way to what follows {len(seen)} rows is known no more."))
                if self._exhaustive:
                    raise Torn(lapsed) from error
                if lapses == TRIES:
                    raise lapsed from error
                cursor = first
                before.clear()
                continue
            count += 1
            keys = self._fetch.keys(rows)
            again = sum(key in seen for key in keys)
            if again and self._exhaustive:
                message = f"{again} of the {len(rows)} rows of a page were on an earlier page already."
                raise Torn(self._fetch.located(TornListing(message)))
            fresh = [row for row, key in zip(rows, keys, strict=True) if key not in seen]
            seen.update(keys)
            try:
                following = next_page(self._trait, answer.data, answer.link)
            except (EndlessListing, Incomplete) as unclear:
                raise self._fetch.located(unclear) from None
            total = self._fetch.total(answer) if self._trait.cursor is not None and self._exhaustive else None
            first_total = total if count == 1 else first_total
            if following is None and total is not None and len(seen) < total:
                message = f"The vendor says it has {total} rows, and gave {len(seen)}."
                raise Torn(self._fetch.located(TornListing(message)))
            if following is None and total is not None and first_total not in (None, total):
                message = f"The number of rows went from {first_total} to {total}."
                raise Torn(self._fetch.located(TornListing(message)))
            yield Page(fresh, last=following is None, short=following is None)
            if following is None:
                return
            mark = tuple(sorted(following.items()))
            if mark in before or self._bounds.exceeded(count, len(seen), None, self._fetch.size):
                raise self._fetch.located(EndlessListing(f"{len(seen)} rows on {count} pages, and no end."))
            before.add(mark)
            cursor = following


def _has_lapsed(error: VendorError) -> bool:
    """Whether a cursor is too old: 404 or 410, or as RFC 9865 section 2.1 has it."""
    return isinstance(error, NotFound) or (error.status == 400 and "expiredCursor" in error.message)
