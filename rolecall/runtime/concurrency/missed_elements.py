"""Elements that objects of this state had and that the reads of a run do not show any more, of all objects at once."""

from __future__ import annotations

import threading


class MissedElements:
    """Who lost which element since the state was refreshed last, and which objects this run writes whole.

    A place is a collection and an attribute, `key` an object of it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._missed: dict[tuple[str, str, str], set[str]] = {}
        self._unconfigured: dict[tuple[str, str], dict[str, list[str]]] = {}
        self._written: set[tuple[str, str]] = set()

    def miss(self, collection: str, attribute: str, element: str, key: str, *, configured: bool) -> None:
        """The state has `element` of `key`, and a read does not show it. `configured`: a plan brings it back."""
        with self._lock:
            self._missed.setdefault((collection, attribute, element), set()).add(key)
            if not configured:
                self._unconfigured.setdefault((collection, key), {}).setdefault(attribute, []).append(element)

    def of(self, collection: str, key: str) -> dict[str, list[str]]:
        """The elements of `key`, by attribute, that a read of this run missed and nobody configures."""
        with self._lock:
            return {name: list(lost) for name, lost in self._unconfigured.get((collection, key), {}).items()}

    def write(self, collection: str, key: str) -> None:
        """A plan of this run writes `key` whole."""
        with self._lock:
            self._written.add((collection, key))

    def together(self, collection: str, attribute: str, element: str, key: str) -> list[str]:
        """All that lost `element`, where `key` and others did and this run writes one of them whole. Else empty."""
        with self._lock:
            keys = self._missed.get((collection, attribute, element), set())
            is_written = any((collection, each) in self._written for each in keys)
            return sorted(keys) if key in keys and len(keys) > 1 and is_written else []
