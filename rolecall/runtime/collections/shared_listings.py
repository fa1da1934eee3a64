"""Listings shared by readers: the policy by which many reads cost few requests."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from rolecall.runtime.collections.absence import Absence, Proofs
from rolecall.runtime.collections.known_rows import KnownRows
from rolecall.runtime.collections.object_counts import Usage
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.collections.second_listing import by_key, second_listing
from rolecall.runtime.concurrency.single_flight import Once, Shared
from rolecall.runtime.errors import Stopped, TlsFailure, Unauthenticated, Unreachable, VendorError
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.copying import copied

Query: TypeAlias = Mapping[str, Any]
NOTHING: Query = MappingProxyType({})
NONE: Mapping[str, bool] = MappingProxyType({})
Refresh = Literal["auto", "list", "get"]

QUIET = 2
"""After so many single reads in a row without a new reader, the readers that wait are taken to be all."""
USUAL_READERS = 10
"""As many Terraform sends at once, unless it is told otherwise; while fewer are here, more may be on their way."""
GRACE_SECONDS = 0.05
"""For so long they are waited for before a reader is served by a single read."""

log = Logger("listing")


class Table:
    """The pages and rows that the reads of one collection share.

    With `refresh` `get` every read is a single one; with `list` none is, but for rows that are missing or lack
    members. With `auto` the first read is a single one, for there may be no other. After that, as long as fewer
    pages were fetched than reads were asked for and reads were served by a page, together, a reader whose row has not
    come fetches the next page, which serves everybody; otherwise one waiting reader is served by a single read, unless
    more readers seem to be on their way. A read costs a single one or was served by a page, so the requests never
    exceed twice the better of listing and single reads by more than one, wherever the rows are.

    Once as many readers came as Terraform sends at once, their objects' word on how many they were (`usage`) counts for
    as many reads. Where it is out of date, that costs pages up to the whole listing, once in a run.
    """

    def __init__(self, client: Client, rows: Rows, proofs: Proofs, usage: Usage) -> None:
        self._client = client
        self._rows = rows
        self._usage = usage
        self.absence = Absence(client, rows, proofs)
        collection = rows.collection
        self._policy: Refresh = client.settings.refresh if rows.has_single else "list"
        if collection.list is None or collection.elements is not None:
            self._policy = "get"
        self.listing: Shared[list[Row]] = Shared(rows.every)
        self._narrow: dict[tuple[tuple[str, Any], ...], Shared[list[Row]]] = {}
        self._changed = threading.Condition()
        self._known = KnownRows(rows)
        self._reads = self._served = self._failures = self._quiet = self._present = 0
        self._moved = 0.0
        self._failure: VendorError | None = None
        self._fetching = self._reading_one = self._sampling = False
        self._written: set[str] = set()
        self._second: Once[str, dict[str, Row]] = Once()

    def get(
        self, key: str, needed: frozenset[str], emptiable: Mapping[str, bool] = NONE, *, confirm: bool = True
    ) -> Row | None:
        """The row of `key` with the members `needed`, or None when it is gone. Raises VendorError.

        `emptiable` are members that it may lack because they are empty, with whether they were something before.
        Without `confirm` a row that the whole listing lacks is taken as gone.
        """
        normal = self._rows.normal(key)
        with self._changed:
            omits = bool((needed | emptiable.keys()) & self._known.omits())
            single = self._policy == "get" or normal in self._written or omits
            if not single:
                self._reads += 1
                self._present += 1
                self._quiet, self._moved = 0, time.monotonic()
                first, failures = self._reads == 1, self._failures
        if single:
            return self.fresh(key, anew=False) if confirm else self.now(key, anew=False)
        try:
            row, seen = self._shared(key, needed, emptiable, first, failures, confirm)
        finally:
            with self._changed:
                self._present -= 1
        if row is not None or not confirm or seen == "deleted":
            return row
        row = self._proven(key, unlisted=self._known.completed if seen == "unlisted" else None)
        return self._at_this_end(key) if row is None else row

    def _at_this_end(self, key: str) -> Row | None:
        """The pair of `key`, which its other end did not show, as this end does."""
        here = self._rows.collection.opposite is not None and self._rows.normal(key) not in self._written
        return self._among(self._second("", self._again), key) if here else None

    def fresh(self, key: str, query: Query = NOTHING, *, anew: bool = True) -> Row | None:
        """As `now`, but an object that is not found is looked for again, and gone only where that is proven."""
        first = None if self._rows.has_single else self._by_key(query)
        row = self.now(key, query, anew=anew) if first is None else self._among(first, key)
        return row if row is not None else self._proven(key, query, first)

    def now(self, key: str, query: Query = NOTHING, *, anew: bool = True) -> Row | None:
        """The row of `key` as a single look finds it, or None: by a single read where there is one.

        Not `anew`: with the joined set as it was read earlier in this run.
        """
        if self._rows.has_single:
            return self._single(key, anew=anew)
        return self._among(self._by_key(query), key)

    def _single(self, key: str, *, anew: bool = False) -> Row | None:
        """The row of `key` by a single read; the listing serves everybody once the vendor has refused one."""
        row = self._rows.one(key, anew=anew)
        if not self._rows.has_single:
            self._policy = "list"
        return row

    def _proven(
        self, key: str, query: Query = NOTHING, first: Mapping[str, Row] | None = None, *, unlisted: float | None = None
    ) -> Row | None:
        """The row of `key` after all, which a look did not find; `first` are the rows that this showed."""
        with self._changed:
            written = self._rows.normal(key) in self._written

        def look() -> Row | None:
            return self.now(key, query) if first is None else self._among(self._anew(query, first), key)

        row: Row | None = self.absence.confirmed(key, look, listing=not written and not query, unlisted=unlisted)
        return row

    def _anew(self, query: Query, first: Iterable[str]) -> dict[str, Row]:
        return second_listing(self._client, self._rows, query, first, self._written)

    def every(self, query: Query = NOTHING) -> list[Row]:
        """All rows of the listing narrowed by `query`, as of now, shared by whoever asks at the same time."""
        if not query:
            return self.listing()
        with self._changed:
            shared = self._narrow.setdefault(
                tuple(sorted(query.items())), Shared(lambda: self._rows.every(dict(query)))
            )
        return shared()

    def changed(self, key: str) -> None:
        """`key` was written: it is read singly from now on. The other rows stay."""
        normal = self._rows.normal(key)
        with self._changed:
            self._written.add(normal)
            self._known.rows.pop(normal, None)
            self._changed.notify_all()

    def _shared(
        self,
        key: str,
        needed: frozenset[str],
        emptiable: Mapping[str, bool],
        first: bool,
        failures: int,
        confirm: bool,
    ) -> tuple[Row | None, Literal["", "deleted", "unlisted"]]:
        """The row for a reader that shares the listing, and what the listing says of one that is not found."""
        normal = self._rows.normal(key)
        while True:
            with self._changed:
                while (step := self._step(normal, needed, emptiable, first, failures)) == "wait":
                    busy = self._fetching or self._reading_one or self._sampling
                    self._changed.wait(None if busy else self._grace())
            match step:
                case "page":
                    self._fetch(emptiable)
                case "one":
                    return self._one(key), ""
                case "alone":
                    return self._alone(key, emptiable), ""
                case "sample":
                    return self._sample(key, emptiable), ""
                case "confirm":
                    row = self._confirm(key) if confirm else None
                    return row, "deleted" if normal in self._known.rows else "unlisted"
                case row:
                    return copied(row), ""

    def _step(
        self, key: str, needed: frozenset[str], emptiable: Mapping[str, bool], first: bool, failures: int
    ) -> Row | Literal["wait", "page", "one", "alone", "sample", "confirm"]:
        """The next step of the reader of `key`. Called with the lock held."""
        if self._policy == "get" or key in self._written:
            return "alone"
        if (row := self._known.rows.get(key)) is not None:
            if self._rows.is_deleted(row):
                return "confirm"
            single = self._rows.has_single
            lacking = self._rows.lacking(row, needed) if single else frozenset()
            doubtful = self._known.empty.doubtful(row, emptiable) if single and not lacking else frozenset()
            if not lacking and not doubtful:
                self._served += 1
                return row
            if self._known.judge(lacking):
                self._changed.notify_all()
            if lacking or any(emptiable[each] for each in doubtful):
                return "alone"
            if self._sampling:
                return "wait"
            self._sampling = True
            return "sample"
        if (needed | emptiable.keys()) & self._known.omits():
            return "alone"
        if self._known.complete:
            return "confirm"
        if self._failures > failures and self._failure is not None:
            raise copy.copy(self._failure)
        if first and self._policy == "auto":
            return "alone"
        if self._fetching:
            return "wait"
        if self._policy == "auto" and self._known.fetched >= self._worth():
            if self._quiet < QUIET and (self._reading_one or self._grace() > 0):
                return "wait"
            self._reading_one = True
            return "one"
        self._fetching = True
        return "page"

    def _alone(self, key: str, emptiable: Mapping[str, bool]) -> Row | None:
        """A single read, compared with the row of the listing if there is one."""
        row = self.now(key, anew=False)
        with self._changed:
            listed = self._known.rows.get(self._rows.normal(key))
            if row is not None and listed is not None and self._rows.has_single:
                self._known.empty.compared(listed, row, emptiable)
        return row

    def _sample(self, key: str, emptiable: Mapping[str, bool]) -> Row | None:
        """A single read that shows whether the listing leaves out what is there, one at a time."""
        try:
            return self._alone(key, emptiable)
        finally:
            with self._changed:
                self._sampling = False
                self._changed.notify_all()

    def _worth(self) -> int:
        """As many pages cost no more than twice the better of listing and single reads."""
        remembered = self._usage.remembered(self._rows.collection.name) if self._reads >= USUAL_READERS else 0
        return max(self._reads + self._served, remembered)

    def _grace(self) -> float:
        """For how many seconds a new reader is still waited for."""
        return self._moved + GRACE_SECONDS - time.monotonic() if self._present < USUAL_READERS else 0.0

    def _fetch(self, emptiable: Mapping[str, bool]) -> None:
        """Fetch the next page for everybody."""
        page: tuple[dict[str, Row], bool] | None = None
        failure: VendorError | None = None
        try:
            page = self._known.next_page()
        except Stopped:
            raise
        except VendorError as error:
            failure = error
        finally:
            with self._changed:
                self._fetching, self._moved = False, time.monotonic()
                if page is not None:
                    self._known.add(*page, emptiable)
                if failure is not None:
                    self._fail(failure)
                self._changed.notify_all()

    def _fail(self, failure: VendorError) -> None:
        """A page could not be had: go on with single reads, unless they would fail for the same reason."""
        if self._rows.has_single and not isinstance(failure, Unreachable | TlsFailure | Unauthenticated):
            log.warn("the listing cannot be read; reading one by one", path=failure.path, why=str(failure))
            self._policy = "get"
        else:
            self._failures += 1
            self._failure = failure

    def _one(self, key: str) -> Row | None:
        """A single read in place of a page, one at a time: every reader it lets come may make a page worth it."""
        try:
            return self._single(key)
        finally:
            with self._changed:
                self._reading_one, self._moved = False, time.monotonic()
                self._quiet += 1
                self._changed.notify_all()

    def _confirm(self, key: str) -> Row | None:
        """The row of a key that the listing does not have, or has as deleted, or None when it is really gone."""
        if self._rows.has_single:
            return self._single(key)
        return self._among(self._second("", self._again), key)

    def _again(self) -> dict[str, Row]:
        self._client.consistency.wait(self._client.consistency.apart)
        return self._anew(NOTHING, self._known.rows if self._known.complete else ())

    def _by_key(self, query: Query = NOTHING) -> dict[str, Row]:
        return by_key(self._rows, self.every(query))

    def _among(self, rows: dict[str, Row], key: str) -> Row | None:
        row = rows.get(self._rows.normal(key))
        return None if row is None or self._rows.is_deleted(row) else copied(row)
