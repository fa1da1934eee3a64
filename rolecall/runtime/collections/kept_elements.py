"""Whether writes keep the elements of large sets that they do not name, as one run has seen it.

Adding and taking out are different writes: that one of them keeps what was there says nothing of the other.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable


class KeptElements:
    """What was seen of the collections of one vendor, by name. Adding is known to keep elements in those `stated`."""

    def __init__(self, stated: Iterable[str] = ()) -> None:
        self._guard = threading.Lock()
        self._looking: set[tuple[str, str]] = set()
        self._kept: set[tuple[str, str]] = {(collection, "add") for collection in stated}
        self._lost: set[str] = set()

    def is_to_look(self, collection: str, kinds: Iterable[str]) -> bool:
        """True for the first writer of one of `kinds` that asks, and for the next where its write proved nothing."""
        with self._guard:
            wanted = {(collection, kind) for kind in kinds} - self._kept - self._looking
            self._looking |= wanted
            return bool(wanted)

    def looked_at(self, collection: str, kinds: Iterable[str], kept: bool) -> None:
        """A write of these `kinds` was looked at; `kept`: there was something to keep, and it was kept."""
        with self._guard:
            done = {(collection, kind) for kind in kinds}
            self._looking -= done
            if kept:
                self._kept |= done

    def keeps(self, collection: str, kind: str) -> bool:
        """Whether a write of this kind was seen to keep what was there."""
        with self._guard:
            return (collection, kind) in self._kept

    def lost(self, collection: str) -> None:
        """A write left nothing of what was there."""
        with self._guard:
            self._lost.add(collection)

    def is_lost(self, collection: str) -> bool:
        """True once a write left nothing of what was there: no other may follow in this run."""
        with self._guard:
            return collection in self._lost
