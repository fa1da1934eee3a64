"""Membership tests for large sets (trait `LargeSet`), using filtered queries where those can be trusted.

One element of a set of ten thousand is asked for by a filter that names it, where the vendor can be asked. Such an
answer is trusted only once the vendor has shown that it takes notice of the filter: it must not find an element that
cannot be there. That an element is not there is never taken from a filter alone.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection as Many
from collections.abc import Iterable
from typing import Any, Final, Literal

from rolecall.runtime.collections.envelope import key_of, rows_of
from rolecall.runtime.collections.filters import equals, joined
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import NotFound, NotTheApi, Rejected
from rolecall.runtime.http.capabilities import Capabilities
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Collection

MOST_PROBES: Final = 4
"""Elements that take more filters than this are looked for in the whole set."""

log = Logger("crowds")


class Crowds:
    """The large sets of one vendor, as read by all threads of a provider."""

    def __init__(self, client: Client, listings: Listings, capabilities: Capabilities) -> None:
        self._client = client
        self._listings = listings
        self._capabilities = capabilities
        self._guard = threading.Lock()
        self._locks = KeyedLocks()
        self._held: dict[tuple[str, str], frozenset[str] | None] = {}
        self._asked: set[tuple[str, str]] = set()
        self._trusted: Once[str, bool] = Once()

    def forget(self, collection: str, key: str | None) -> None:
        """The set of `key` was written; None: any may have been."""
        with self._guard:
            self._held = {each: held for each, held in self._held.items() if each != (collection, key) and key}

    def has(self, collection: Collection, key: str, element: str) -> bool | None:
        """True if the set of `key` has `element`; None when there is no such object. For reads: may be shared.

        The first question about an object is asked by a filter, further ones read the set once for all.
        """
        name = (collection.name, key)
        with self._locks.hold("has", *name):
            with self._guard:
                known, first = name in self._held, name not in self._asked
                self._asked.add(name)
            if not known and first and self.find(collection, key, [element], "and"):
                return True
            if not known:
                field = collection.large_set.field if collection.large_set is not None else ""
                row = self._listings.get(collection, key, frozenset({field}))
                with self._guard:
                    self._held[name] = None if row is None else elements(collection, row)
            held = self._held.get(name)
        return None if held is None else element in held

    def read(self, collection: Collection, key: str) -> frozenset[str] | None:
        """The whole set of `key` as it is now, or None when there is no such object. Raises VendorError."""
        row = self._listings.fresh(collection, key)
        return None if row is None else elements(collection, row)

    def find(self, collection: Collection, key: str, wanted: Many[str], word: Literal["and", "or"]) -> bool | None:
        """True if the set of `key` has all (`and`) or any (`or`) of `wanted`, as filters say; None: not to be told.

        Raises VendorError.
        """
        large, filters = collection.large_set, collection.filters
        if large is None or filters is None or large.probe is None or not self._capabilities.has(filters.capability):
            return None
        first = equals(collection.key, key)
        probe = large.probe
        questions = list(joined(first, (equals(probe, each) for each in wanted), word))
        if len(questions) > MOST_PROBES:
            return None
        if not self._trusted(collection.name, lambda: self._is_trusted(collection, key, probe)):
            return None
        answers = [self._ask(collection, key, each) for each, _ in questions]
        if None in answers:
            return None
        return all(answers) if word == "and" else any(answers)

    def _is_trusted(self, collection: Collection, key: str, probe: str) -> bool:
        """True if the vendor does not find what cannot be there."""
        nobody = next(iter(joined(equals(collection.key, key), [equals(probe, str(uuid.uuid4()))], "and")))[0]
        trusted = self._ask(collection, key, nobody) is False
        if not trusted:
            log.info("the vendor cannot be asked for one element; whole sets are read", of=collection.name)
        return trusted

    def _ask(self, collection: Collection, key: str, question: str) -> bool | None:
        """True if the listing narrowed by `question` is the object alone, or empty; None for any other answer."""
        large, filters, paging = collection.large_set, collection.filters, collection.pagination
        if large is None or filters is None or collection.list is None:
            return None
        query: dict[str, Any] = {filters.parameter: question, large.leave_out: large.field}
        if paging is not None:
            query |= {paging.start: paging.first, paging.size: 2}
        try:
            answer = self._client.call(collection.list, query=query)
            keys = [str(key_of(collection, row)) for row in rows_of(collection.envelope, answer.data)]
        except (Rejected, NotFound, NotTheApi):
            return None
        return None if keys not in ([], [key]) else bool(keys)


def elements(collection: Collection, row: dict[str, Any]) -> frozenset[str]:
    """The elements of the large set in `row`. One that is missing there is empty (RFC 7643 section 2.5).

    Raises Refusal where it is no list.
    """
    field = collection.large_set.field if collection.large_set is not None else ""
    raw = dig(row, field)
    if raw is MISSING or raw is None:
        return frozenset()
    if not isinstance(raw, Iterable) or isinstance(raw, str):
        raise refusal(f"The {field} of {key_of(collection, row)!r} cannot be read", f"They are no list: {raw!r}.")
    return frozenset(str(each.get("value") if isinstance(each, dict) else each) for each in raw)
