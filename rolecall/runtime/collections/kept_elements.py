"""Whether writes keep the elements of large sets that they do not name, as one run has seen it."""

from __future__ import annotations

import threading


class KeptElements:
    """What was seen of the collections of one vendor, by name."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._looking: set[str] = set()
        self._kept: set[str] = set()
        self._lost: set[str] = set()

    def is_to_look(self, collection: str) -> bool:
        """True for the first writer that asks, and for the next where its write proved nothing."""
        with self._guard:
            if collection in self._kept or collection in self._looking:
                return False
            self._looking.add(collection)
            return True

    def looked_at(self, collection: str, kept: bool) -> None:
        """A write was looked at; `kept`: there was something to keep, and it was kept."""
        with self._guard:
            self._looking.discard(collection)
            if kept:
                self._kept.add(collection)

    def lost(self, collection: str) -> None:
        """A write left nothing of what was there."""
        with self._guard:
            self._lost.add(collection)

    def is_lost(self, collection: str) -> bool:
        """True once a write left nothing of what was there: no other may follow in this run."""
        with self._guard:
            return collection in self._lost
