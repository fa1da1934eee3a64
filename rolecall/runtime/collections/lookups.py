"""Look-ups of names before creates: one by one for a few, by a listing that they share for many.

The listing only ever says that nobody has a name. Whoever seems to have it is looked at alone, as of now. It serves for
a while and then is read anew, and never for a name that this run wrote after the listing began.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from rolecall.runtime.collections.listing_threshold import Demand
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.concurrency.calls_in_hand import Presence
from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.specification.schema import Collection

LASTS_SECONDS: Final = 30.0
"""For so long after its beginning a listing serves."""

log = Logger("lookups")


class Lookups:
    """The names that nobody has, by collection, as far as a listing of this run shows.

    `presence` counts the calls in hand. `clock` gives seconds, monotonic.
    """

    def __init__(self, listings: Listings, presence: Presence, clock: Callable[[], float] = time.monotonic) -> None:
        self._listings = listings
        self._clock = clock
        self._demand = Demand(presence)
        self._turns = KeyedLocks()
        self._guard = threading.Lock()
        self._known: dict[str, tuple[frozenset[str], float]] = {}
        self._written: dict[str, set[str]] = {}
        self._unusable: set[str] = set()

    def is_free(self, collection: Collection, name: str) -> bool:
        """Whether a listing shows that nobody has `name`, however it is spelled; False: ask for it alone."""
        plain = caseless_name(name)
        if self._cannot_tell(collection.name, plain):
            return False
        taken = self._fresh(collection.name)
        if taken is None and self._demand.is_high(collection.name):
            with self._turns.hold(collection.name):
                taken = self._fresh(collection.name)
                taken = self._list(collection) if taken is None else taken
        return taken is not None and plain not in taken and not self._cannot_tell(collection.name, plain)

    def wrote(self, collection: str, name: str) -> None:
        """Note that `name` is about to be given to something: no listing says anything about it any more."""
        with self._guard:
            self._written.setdefault(collection, set()).add(caseless_name(name))

    def _cannot_tell(self, collection: str, plain: str) -> bool:
        with self._guard:
            return collection in self._unusable or plain in self._written.get(collection, ())

    def _fresh(self, collection: str) -> frozenset[str] | None:
        with self._guard:
            names, began = self._known.get(collection, (None, 0.0))
        return names if names is not None and self._clock() - began <= LASTS_SECONDS else None

    def _list(self, collection: Collection) -> frozenset[str] | None:
        """The names that are taken, read for everybody; None where they cannot be had, or a row has none."""
        began = self._clock()
        try:
            live, deleted = self._listings.search(collection, {})
        except Stopped:
            raise
        except VendorError as error:
            log.info("the listing cannot be read; looking for names one by one", path=error.path, why=str(error))
            with self._guard:
                self._unusable.add(collection.name)
            return None
        return self.listed(collection, [*live, *deleted], began)

    def listed(self, collection: Collection, rows: Sequence[Row], began: float) -> frozenset[str] | None:
        """`rows` are all that there is, soft-deleted ones among them, as listed since `began`; gives their names."""
        natural = collection.natural_key
        names = [dig(row, natural.field) for row in rows] if natural is not None else [MISSING]
        taken = frozenset(caseless_name(str(name)) for name in names)
        with self._guard:
            if any(name is MISSING or name is None for name in names):
                self._unusable.add(collection.name)
                return None
            self._known[collection.name] = taken, began
        self._demand.listed(collection.name, pages_of(collection, len(rows)))
        return taken


def pages_of(collection: Collection, rows: int) -> int:
    """About how many requests a listing of so many rows takes."""
    size = collection.pagination.maximum if collection.pagination is not None else 0
    return rows // size + 2 if size else 1
