"""Holders of names, for plans of many new objects: a few questions, then one listing for all."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any, TypeAlias

from rolecall.runtime.collections.listing_threshold import Demand
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.lookups import Lookups
from rolecall.runtime.collections.search_terms import key_in
from rolecall.runtime.concurrency.calls_in_hand import Presence
from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.specification.schema import Collection, NaturalKey

Place: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""A collection, and the query that narrows its listing."""


class Names:
    """The natural keys of one vendor's objects, compared without regard to case. For plans: as of one moment.

    What it lists serves `lookups` too. `presence` counts the calls in hand.
    """

    def __init__(self, listings: Listings, lookups: Lookups, presence: Presence) -> None:
        self._listings = listings
        self._lookups = lookups
        self._guard = threading.Lock()
        self._demand = Demand(presence)
        self._turns = KeyedLocks()
        self._listed: dict[Place, dict[str, list[dict[str, Any]]]] = {}
        self._answers: dict[tuple[Place, tuple[tuple[str, str], ...]], list[dict[str, Any]]] = {}
        self._versions: dict[str, int] = {}

    def forget(self, collection: str) -> None:
        """The collection was written: look again when next asked. What is being read now is not remembered."""
        with self._guard:
            self._versions[collection] = self._versions.get(collection, 0) + 1
            self._listed = {place: rows for place, rows in self._listed.items() if place[0] != collection}
            self._answers = {asked: rows for asked, rows in self._answers.items() if asked[0][0] != collection}

    def having(
        self, collection: Collection, wanted: Mapping[str, Any], query: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """The live rows that have `wanted`, the natural key's member among it; `query` narrows the listing.

        A row that says nothing about a member may have it. Raises VendorError.
        """
        natural = collection.natural_key
        if natural is None:
            return []
        place = (collection.name, tuple(sorted((name, str(value)) for name, value in query.items())))
        asked = (place, tuple(sorted((name, str(value)) for name, value in wanted.items())))
        with self._guard:
            listed, known = self._listed.get(place), self._answers.get(asked)
            version = self._versions.get(collection.name, 0)
        if known is not None:
            return known
        narrow = listed is None and _is_narrow(collection, natural, wanted)
        if narrow and not self._demand.is_high(collection.name):
            found = self._listings.find(collection, wanted, query)
            with self._guard:
                if self._versions.get(collection.name, 0) == version:
                    self._answers[asked] = found
            return found
        if listed is None:
            with self._turns.hold(place):
                listed = self._all(collection, natural, place, query)
        rows = listed.get(caseless_name(str(wanted[natural.field])), [])
        return [row for row in rows if self._listings.may_match(collection, row, wanted)]

    def _all(
        self, collection: Collection, natural: NaturalKey, place: Place, query: Mapping[str, Any]
    ) -> dict[str, list[dict[str, Any]]]:
        """Every row by its name, from the listing that is remembered or a new one. Raises VendorError."""
        with self._guard:
            known, version = self._listed.get(place), self._versions.get(collection.name, 0)
        if known is not None:
            return known
        began = time.monotonic()
        live, deleted = self._listings.search(collection, {}, query)
        if not query:
            self._lookups.listed(collection, [*live, *deleted], began)
        listed: dict[str, list[dict[str, Any]]] = {}
        for row in live:
            listed.setdefault(caseless_name(str(dig(row, natural.field))), []).append(row)
        with self._guard:
            if self._versions.get(collection.name, 0) == version:
                self._listed[place] = listed
        return listed

    def holder(self, collection: Collection, name: str) -> dict[str, Any] | None:
        """The row that has `name` in any case, or None. Raises VendorError."""
        natural = collection.natural_key
        if natural is None:
            return None
        return next(iter(self.having(collection, {natural.field: name}, {})), None)


def _is_narrow(collection: Collection, natural: NaturalKey, wanted: Mapping[str, Any]) -> bool:
    """Whether the vendor finds a single name without a listing."""
    by_key = collection.reads_singly and key_in(collection, wanted) is not None
    filtered = collection.filters is not None and natural.field in collection.filters.fields
    return by_key or filtered or natural.query is not None or natural.direct
