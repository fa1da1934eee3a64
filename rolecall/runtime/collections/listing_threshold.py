"""Whether so many ask at once that one listing is cheaper than their single questions."""

from __future__ import annotations

import threading
from typing import Final

from rolecall.runtime.concurrency.calls_in_hand import Presence

FEW: Final = 3
"""How many questions are asked one by one, before everything is listed; more where the listing has more pages."""

GRACE_SECONDS: Final = 0.1
"""For so long a question waits for others, where other calls are in hand that may ask too."""


class Demand:
    """Counts the questions about each collection that no listing answers yet. `presence` counts the calls in hand."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._changed = threading.Condition()
        self._asked: dict[str, int] = {}
        self._pages: dict[str, int] = {}

    def is_high(self, collection: str) -> bool:
        """One question more about `collection`: whether a listing is worth it now. Waits a moment for others."""
        with self._changed:
            self._asked[collection] = self._asked.get(collection, 0) + 1
            self._changed.notify_all()
            grace = GRACE_SECONDS if self._presence.count > 1 else 0.0
            return self._changed.wait_for(lambda: self._is_high(collection), grace)

    def listed(self, collection: str, pages: int) -> None:
        """A listing of `collection` answers what was asked; the next one pays when as many ask as it has `pages`."""
        with self._changed:
            self._asked[collection], self._pages[collection] = 0, pages

    def _is_high(self, collection: str) -> bool:
        return self._asked.get(collection, 0) > max(FEW, self._pages.get(collection, 0))
