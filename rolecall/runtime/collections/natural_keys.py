"""Holders of names, for plans of many new objects: a few questions, then one listing for all."""

from __future__ import annotations

import threading
from typing import Any, Final

from rolecall.runtime.collections.listings import Listings
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
        self._listed: dict[str, dict[str, dict[str, Any]]] = {}

    def forget(self, collection: str) -> None:
        """The collection was written: look again when next asked."""
        with self._guard:
            self._listed.pop(collection, None)

    def holder(self, collection: Collection, name: str) -> dict[str, Any] | None:
        """The row that has `name` in any case, or None. Raises VendorError."""
        natural = collection.natural_key
        if natural is None:
            return None
        with self._guard:
            listed = self._listed.get(collection.name)
            if listed is None:
                self._asked[collection.name] = self._asked.get(collection.name, 0) + 1
            few = self._asked.get(collection.name, 0) <= QUESTIONS
        if listed is None and few and collection.filters is not None and natural.field in collection.filters.fields:
            return next(iter(self._listings.find(collection, {natural.field: name})), None)
        if listed is None:
            rows = self._listings.all(collection, whole=False)
            listed = {caseless_name(str(dig(row, natural.field))): row for row in rows}
            with self._guard:
                self._listed[collection.name] = listed
        return listed.get(caseless_name(name))
