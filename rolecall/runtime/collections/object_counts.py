"""How many objects of a kind the configuration has: what makes pages of a listing worth more than single reads."""

from __future__ import annotations

import threading
from collections import Counter


class Usage:
    """Objects of each collection as far as they are known of: met in this run, or remembered from an earlier one.

    It only weighs requests: what is remembered may be out of date, and nothing is concluded from it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met: Counter[str] = Counter()
        self._remembered: dict[str, int] = {}

    def met(self, collection: str, remembered: int = 0) -> int:
        """Count one object, which remembers this many of its kind; gives how many were met until now."""
        with self._lock:
            self._met[collection] += 1
            self._remembered[collection] = max(remembered, self._remembered.get(collection, 0))
            return self._met[collection]

    def known(self, collection: str) -> int:
        """How many were met until now."""
        with self._lock:
            return self._met[collection]

    def remembered(self, collection: str) -> int:
        """The most that an object of this run remembers; 0 where none does."""
        with self._lock:
            return self._remembered.get(collection, 0)
