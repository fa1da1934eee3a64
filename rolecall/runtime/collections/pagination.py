"""Listings, page by page.

`pages` reads a collection in the style its `Pagination` trait names; a new style is one class in `STYLES`. Vendors
may give smaller pages than asked without saying so, ignore the offset, never come to an end, or move rows between
pages while they are read. Read exhaustively, pages overlap by one row, and what moved is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from rolecall.runtime.collections.cursor_pages import CursorStyle
from rolecall.runtime.collections.cursors import next_page
from rolecall.runtime.collections.fetch import Fetch, Row
from rolecall.runtime.collections.page import BOUNDS, LIMITS, TRIES, Bounds, Page, Torn
from rolecall.runtime.errors import EndlessListing, NotFound, Rejected, TornListing, VendorError
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.specification.schema import Collection
from rolecall.specification.traits import Pagination

log = Logger("pagination")


def pages(
    client: Client,
    collection: Collection,
    *,
    size: int | None = None,
    exhaustive: bool,
    query: Mapping[str, Any] | None = None,
    bounds: Bounds = BOUNDS,
) -> Iterator[Page]:
    """The pages of `collection`'s listing; each step is one request, and an iterator not used up asks no more.

    `size` is the rows to ask for, else the `page_size` of the settings, else the vendor's maximum; see `Fetch`.
    `query` narrows the listing. Without `exhaustive`, rows that move while reading may be missed. With it,
    everything is read before the first page is given, again if rows moved; raises TornListing when they will not
    keep still. Raises EndlessListing, and what `Client.call` raises.
    """
    fetch = Fetch(client, collection, query or {}, size)
    if collection.pagination is None:
        rows, _ = fetch({})
        return iter([Page(rows, last=True, short=False)])
    trait = collection.pagination
    either = trait.style == "offset" and trait.cursor is not None
    walk = (EitherStyle if either else STYLES[trait.style])(fetch, trait, bounds, exhaustive)
    return iter(_undisturbed(walk, fetch.path)) if exhaustive else walk()


def _undisturbed(walk: Callable[[], Iterator[Page]], path: str) -> list[Page]:
    """Every page of one pass during which no row moved."""
    for left in reversed(range(TRIES)):
        try:
            return list(walk())
        except Torn as torn:
            log.info("the listing moved while it was read", path=path, why=str(torn), tries_left=left)
            error = torn.error
    raise error


class OffsetStyle:
    """`size` rows from a `start` that counts rows, the first of which has the number that the trait says.

    The end is an empty page, the stated total (which a full first page does not prove), or a page shorter than one
    that this listing gave before. A first page shorter than asked may be a smaller maximum, so it takes another
    request to know. A page that repeats the one before was all if the vendor pages nothing, which a request of
    another size shows; a vendor that ignores the offset alone cannot be listed. One that repeats only where pages
    overlap means that the vendor starts pages at multiples of their size.
    """

    def __init__(self, fetch: Fetch, trait: Pagination, bounds: Bounds, exhaustive: bool) -> None:
        self._fetch = fetch
        self._trait = trait
        self._bounds = bounds
        self._exhaustive = exhaustive
        self.lacks = False
        """Whether the listing ended with fewer rows than it says."""

    def __call__(self) -> Iterator[Page]:
        """The pages from the start. Raises Torn when rows moved, if `exhaustive`."""
        seen: set[str] = set()
        before: list[str] = []
        self.lacks = False
        first_total: int | None = None
        first_key = ""
        aligned = False
        received = longest = count = 0
        while True:
            # The last row is asked for again, to see whether it is still there; that needs pages of two.
            overlap = 1 if self._exhaustive and longest > 1 and not aligned else 0
            rows, total = self._page(received, overlap)
            keys = self._fetch.keys(rows)
            count += 1
            if count == 1:
                first_total, first_key = total, keys[0] if keys else ""
            new = keys[overlap:]
            repeated = bool(keys) and keys == before
            if repeated and overlap and received != total:
                aligned = True
                continue
            if repeated and received != total:
                self._check_unpaged(keys)
            elif not repeated:
                self._check_overlap(keys[:overlap], before[len(before) - overlap :])
                self._check_duplicates(new, seen, first_key)
                received += len(new)
            complete = total is None or (received >= total and not (count == 1 and self._may_be_cut(received, total)))
            ended = repeated or not new or (complete and (total is not None or len(keys) < longest))
            if ended and self._exhaustive:
                self._check_total(first_total, total, received, repeated)
            self.lacks = ended and total is not None and received < total
            fresh = [row for row, key in zip(rows[overlap:], new, strict=True) if not repeated and key not in seen]
            ended = ended or not fresh
            yield Page(fresh, last=ended, short=len(keys) < self._fetch.size)
            if ended:
                return
            if self._bounds.exceeded(count, received, first_total, self._fetch.size):
                raise self._fetch.located(EndlessListing(f"{received} rows on {count} pages, and no end."))
            seen.update(new)
            before, longest = keys, max(longest, len(keys))

    def _may_be_cut(self, received: int, total: int) -> bool:
        """Whether a first page of all that there is said to be is as full as pages of servers are: some count that."""
        return self._exhaustive and received == total > 1 and received in (self._fetch.size, *LIMITS)

    def _page(self, received: int, overlap: int) -> tuple[list[Row], int | None]:
        try:
            return self._fetch({self._trait.start: self._trait.first + received - overlap})
        except NotFound as error:
            if overlap:
                raise self._torn(TornListing(f"After {received} rows the listing was not found any more.")) from error
            if received == 0:
                raise
            return [], None  # a start behind the end

    def _check_unpaged(self, keys: list[str]) -> None:
        """A page that comes again is all there is only if the vendor pages nothing: another size changes nothing."""
        size = len(keys) - 1 if len(keys) > 1 else 2
        rows, _ = self._fetch({self._trait.size: size, self._trait.start: self._trait.first})
        if self._fetch.keys(rows) != keys:
            message = f"The same page comes again, whichever is asked for: {len(keys)} rows, and no way to the next."
            raise self._fetch.located(EndlessListing(message))

    def _check_overlap(self, now: list[str], then: list[str]) -> None:
        if now != then:
            raise self._torn(TornListing("A row was no longer where it was a page ago."))

    def _check_duplicates(self, new: list[str], seen: set[str], first: str) -> None:
        again = sum(key in seen for key in new)
        if self._exhaustive and again:
            goes_round = again > 1 and first in new
            kind = EndlessListing if goes_round else TornListing
            raise self._torn(kind(f"{again} of the {len(new)} rows of a page were on an earlier page already."))

    def _check_total(self, first: int | None, total: int | None, received: int, repeated: bool) -> None:
        if total is not None and received < total:
            if repeated:
                message = f"The same page comes again, whichever is asked for, with {received} of {total} rows."
                raise self._fetch.located(EndlessListing(message))
            raise self._torn(TornListing(f"The vendor says it has {total} rows, and gave {received}."))
        if total is not None and received > total:
            raise self._torn(TornListing(f"The vendor says it has {total} rows, and gave {received}."))
        if first != total:
            raise self._torn(TornListing(f"The number of rows went from {first} to {total}."))

    def _torn(self, error: VendorError) -> Torn:
        return Torn(self._fetch.located(error))


class EitherStyle:
    """Pages by index, or by cursors where the server turns out to page so (RFC 9865).

    It does where an answer names a cursor, and where a listing by index is refused beyond its first page or has fewer
    rows than it says, and a first page by cursor names the next.
    """

    def __init__(self, fetch: Fetch, trait: Pagination, bounds: Bounds, exhaustive: bool) -> None:
        self._fetch = fetch
        self._trait = trait
        self._by_index = OffsetStyle(fetch, trait, bounds, exhaustive)
        self._by_cursor = CursorStyle(fetch, trait, bounds, exhaustive)

    def __call__(self) -> Iterator[Page]:
        """The pages from the start. Raises as the styles do."""
        given: set[str] = set()
        if not self._fetch.by_cursor:
            try:
                for page in self._by_index():
                    if page.last and self._by_index.lacks and self._has_cursors():
                        break
                    if not page.last and not given and self._fetch.names_cursor and self._has_cursors():
                        break
                    yield page
                    given.update(self._fetch.keys(page.rows))
                else:
                    return
            except (Rejected, EndlessListing):
                if not given or not self._has_cursors():
                    raise
            except Torn:
                if not self._has_cursors():
                    raise
        for page in self._by_cursor():
            rows = zip(page.rows, self._fetch.keys(page.rows), strict=True)
            yield replace(page, rows=[row for row, key in rows if key not in given])

    def _has_cursors(self) -> bool:
        """Whether a first page by cursor names the next; asked once for each collection."""
        if self._fetch.by_cursor is None:
            try:
                _, answer = self._fetch.page({self._trait.cursor or "": ""})
                named = next_page(self._trait, answer.data) is not None
            except Rejected:
                named = False
            self._fetch.learn_paging(by_cursor=named)
        return bool(self._fetch.by_cursor)


STYLES: Final[Mapping[str, Callable[[Fetch, Pagination, Bounds, bool], Callable[[], Iterator[Page]]]]] = {
    "offset": OffsetStyle,
    "token": CursorStyle,
    "link": CursorStyle,
    "header": CursorStyle,
    "cursor": CursorStyle,
}
"""By name, what makes a walk over the pages in that style from (fetch, trait, bounds, exhaustive)."""
