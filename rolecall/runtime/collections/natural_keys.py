"""Holders of names, for plans of many new objects: a few questions, then one listing for all."""

from __future__ import annotations

import threading
from typing import Any, Final

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.specification.schema import Collection

QUESTIONS: Final = 3
"""How many names of a collection are looked for one by one before everything is listed."""


class Names:
    """The natural keys of one vendor's objects, compared without regard to case. For plans: as of one moment."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._guard = threading.Lock()
        self._asked: dict[str, int] = {}
        self._listed: Once[str, dict[str, dict[str, Any]]] = Once()

    def forget(self, collection: str) -> None:
        """The collection was written: look again when next asked."""
        self._listed.forget(collection)

    def holder(self, collection: Collection, name: str) -> dict[str, Any] | None:
        """The row that has `name` in any case, or None. Raises VendorError."""
        natural = collection.natural_key
        if natural is None:
            return None
        if not self._listed.knows(collection.name):
            with self._guard:
                asked = self._asked[collection.name] = self._asked.get(collection.name, 0) + 1
            if asked <= QUESTIONS and collection.filters is not None and natural.field in collection.filters.fields:
                return next(iter(self._listings.find(collection, {natural.field: name})), None)

        def listed() -> dict[str, dict[str, Any]]:
            rows = self._listings.all(collection, whole=False)
            return {caseless_name(str(dig(row, natural.field))): row for row in rows}

        return self._listed(collection.name, listed).get(caseless_name(name))
