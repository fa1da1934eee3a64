"""What one run has seen of a vendor and told of it, beside what was learnt."""

from __future__ import annotations

import threading
from collections.abc import Iterable


class Seen:
    """The members that rows had, by collection, which objects they were, and what was told once. Safe for threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._shown: dict[str, set[str]] = {}
        self._told: set[str] = set()
        self._incarnations: dict[tuple[str, str], str] = {}

    def note(self, collection: str, members: Iterable[str]) -> None:
        """A row of `collection` was read that has `members`."""
        with self._guard:
            self._shown.setdefault(collection, set()).update(members)

    def shown(self, collection: str) -> frozenset[str]:
        """The members that rows of `collection` had in this run."""
        with self._guard:
            return frozenset(self._shown.get(collection, ()))

    def note_incarnation(self, collection: str, key: str, incarnation: str | None) -> None:
        """The object `key` was read, and is the one that the vendor calls `incarnation`; None: it was written."""
        with self._guard:
            if incarnation is None:
                self._incarnations.pop((collection, key), None)
            else:
                self._incarnations[collection, key] = incarnation

    def incarnation(self, collection: str, key: str) -> str | None:
        """What the vendor called the object `key` when it was last read in this run."""
        with self._guard:
            return self._incarnations.get((collection, key))

    def is_news(self, what: str) -> bool:
        """True once in a run for each `what`."""
        with self._guard:
            news = what not in self._told
            self._told.add(what)
        return news
