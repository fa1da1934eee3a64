"""Holders of names, for plans of many new objects: a few questions, then one listing for all."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.wanted import key_in
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.specification.schema import Collection, NaturalKey

QUESTIONS: Final = 3
"""How many names of a collection are looked for one by one before everything is listed."""

Place: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""A collection, and the query that narrows its listing."""


class Names:
    """The natural keys of one vendor's objects, compared without regard to case. For plans: as of one moment."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._guard = threading.Lock()
        self._asked: dict[str, int] = {}
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
            self._asked[collection.name] = self._asked.get(collection.name, 0) + (listed is None and known is None)
            few, version = self._asked[collection.name] <= QUESTIONS, self._versions.get(collection.name, 0)
        if known is not None:
            return known
        if listed is None and few and _is_narrow(collection, natural, wanted):
            found = self._listings.find(collection, wanted, query)
            with self._guard:
                if self._versions.get(collection.name, 0) == version:
                    self._answers[asked] = found
            return found
        if listed is None:
            listed = {}
            for row in self._listings.all(collection, query, whole=False):
                listed.setdefault(caseless_name(str(dig(row, natural.field))), []).append(row)
            with self._guard:
                if self._versions.get(collection.name, 0) == version:
                    self._listed[place] = listed
        rows = listed.get(caseless_name(str(wanted[natural.field])), [])
        return [row for row in rows if self._listings.may_match(collection, row, wanted)]

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
