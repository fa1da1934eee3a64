"""Whether the vendor shows large sets at all (trait `LargeSet`): an empty one is believed only then.

Some servers answer every read with an empty set, or with none, and keep the elements all the same. An empty set is
believed once any answer of this run had an element, or once the vendor, asked for objects that have any, names none.

Others show so many elements at most and do not say that there are more. A set of as many as such limits are, or as one
of which an element was found that it did not show, may be cut short where this run saw none larger.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.collections.envelope import item_of, key_of, rows_of
from rolecall.runtime.collections.filters import present
from rolecall.runtime.collections.page import LIMITS
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.errors import NotFound, NotTheApi, Rejected
from rolecall.runtime.http.capabilities import Capabilities
from rolecall.runtime.http.client import Client
from rolecall.runtime.http.requests import places
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.specification.schema import Collection

log = Logger("shown sets")


class ShownSets:
    """What the answers of one run have shown of large sets, by collection."""

    def __init__(self, client: Client, capabilities: Capabilities) -> None:
        self._client = client
        self._capabilities = capabilities
        self._guard = threading.Lock()
        self._seen: set[str] = set()
        self._listed: set[str] = set()
        self._empty: set[str] = set()
        self._longest: dict[str, int] = {}
        self._cut: dict[str, int] = {}
        self._asked: Once[str, bool] = Once()

    def note(self, collection: Collection, row: Mapping[str, Any], *, listed: bool) -> None:
        """A row was read with its large set; `listed`: by a listing."""
        if is_nothing(collection, row):
            return
        shown = dig(row, collection.large_set.field) if collection.large_set is not None else None
        count = len(shown) if isinstance(shown, list) else 0
        with self._guard:
            self._seen.add(collection.name)
            self._longest[collection.name] = max(count, self._longest.get(collection.name, 0))
            if listed:
                self._listed.add(collection.name)

    def written(self, collection: str) -> None:
        """A set of `collection` was written: where no set had an element, that has to be asked again."""
        with self._guard:
            again = collection in self._empty
            self._empty.discard(collection)
        if again:
            self._asked.forget(collection)

    def believed(self, collection: Collection, row: dict[str, Any], *, listed: bool) -> dict[str, Any]:
        """`row`, read whole, where an empty set that is not to be believed is marked as not read.

        `listed`: it comes from a listing, which may leave out what single reads show. Raises VendorError.
        """
        large = collection.large_set
        if large is None or not is_nothing(collection, row):
            return row
        apart = listed and dig(row, large.field) is MISSING
        if self.has_shown(collection, listed=apart) or self._asked(collection.name, lambda: self._ask(collection)):
            return row
        return row if self.has_shown(collection, listed=apart) else {**row, large.field: UNREAD}

    def has_shown(self, collection: Collection, *, listed: bool = False) -> bool:
        """Whether an answer of this run had an element; `listed`: one of a listing."""
        with self._guard:
            return collection.name in (self._listed if listed else self._seen)

    def may_be_hidden(self, collection: Collection, count: int) -> bool:
        """Whether a set that is shown with `count` elements may have some all the same: no answer shows any of any.

        A set that is a listing of its own (`NestedSet`) may not: which of those hide something is told of each object.
        """
        large = collection.large_set
        return large is not None and count == 0 and not large.shows_all and not self.has_shown(collection)

    def may_be_cut(self, collection: Collection, count: int) -> bool:
        """Whether a set that is shown with `count` elements may have more, as their number says."""
        shows_all = collection.large_set is not None and collection.large_set.shows_all
        with self._guard:
            cut = (count in LIMITS and not shows_all) or self._is_cut(collection, count)
            return cut and count >= self._longest.get(collection.name, 0)

    def is_cut(self, collection: Collection, count: int) -> bool:
        """Whether sets that are shown with `count` elements were found to have more."""
        with self._guard:
            return self._is_cut(collection, count) and count >= self._longest.get(collection.name, 0)

    def _is_cut(self, collection: Collection, count: int) -> bool:
        return collection.name in self._cut and count >= self._cut[collection.name]

    def shows_more(self, collection: Collection, count: int) -> bool:
        """Whether another set is shown with more than `count` elements."""
        with self._guard:
            return self._longest.get(collection.name, 0) > count

    def was_cut(self, collection: Collection, count: int) -> None:
        """An element was found in a set that is shown with `count` others."""
        with self._guard:
            self._cut[collection.name] = min(count, self._cut.get(collection.name, count))

    def _ask(self, collection: Collection) -> bool:
        """Ask once for an object that has elements: True if there is none. What is shown on the way is noted."""
        large, filters = collection.large_set, collection.filters
        if large is None or collection.list is None:
            return False
        if filters is not None and large.probe is not None and self._capabilities.has(filters.capability):
            rows = self._rows(collection, {filters.parameter: present(large.field)}, 1)
            if rows == []:
                with self._guard:
                    self._empty.add(collection.name)
                return True
        else:
            rows = None
        if self._is_seen_in(collection, rows) or self._is_seen_in(collection, self._rows(collection, {}, large.page)):
            return False
        log.info("no answer shows an element", of=collection.name, set=large.field)
        return False

    def _is_seen_in(self, collection: Collection, rows: list[dict[str, Any]] | None) -> bool:
        """Whether one of `rows` shows an element, or a single read of the first, since listings may leave it out."""
        if any(not is_nothing(collection, row) for row in rows or ()):
            return True
        if not rows or collection.get is None:
            return False
        key = key_of(collection, rows[0])
        try:
            answer = self._client.call(collection.get, dict.fromkeys(places(collection.get), key))
        except (Rejected, NotFound, NotTheApi):
            return False
        row = item_of(collection.envelope, answer.data) or {}
        self.note(collection, row, listed=False)
        return not is_nothing(collection, row)

    def _rows(self, collection: Collection, query: dict[str, Any], size: int) -> list[dict[str, Any]] | None:
        """The rows of one page of the listing; None where it is refused."""
        paging = collection.pagination
        if paging is not None:
            query |= {paging.size: size} | ({paging.start: paging.first} if paging.style == "offset" else {})
        if collection.list is None or collection.parents:
            return None
        try:
            rows = rows_of(collection.envelope, self._client.call(collection.list, query=query).data)
        except (Rejected, NotFound, NotTheApi):
            return None
        for row in rows:
            self.note(collection, row, listed=True)
        return rows


def is_nothing(collection: Collection, row: Mapping[str, Any]) -> bool:
    """Whether `row` shows no element of the collection's large set."""
    large = collection.large_set
    value = dig(row, large.field) if large is not None else MISSING
    return value is MISSING or value is UNREAD or value is None or value == []
