"""Objects of this state that a run found at a system, and those that it found gone there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rolecall.runtime.concurrency.quiescence import Quiet


@dataclass(frozen=True, slots=True)
class Gone:
    """An object of the state that the vendor has no more.

    `called` are its id and its name, `says` the texts of its state beside the id, `of_itself` is true of what ends in
    time without anybody's doing.
    """

    kind: str
    key: str
    called: frozenset[str]
    says: frozenset[str]
    of_itself: bool = False


class Sightings:
    """The objects of one state at one system, as the reads of a run find them or do not."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._found = False
        self._gone: dict[tuple[str, str], Gone] = {}
        self._nothing: list[Gone] = []
        self._reads = Quiet(self._changed)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """In this block a read is under way, which may find something."""
        with self._reads.under_way():
            yield

    def find(self) -> None:
        """An object of the state is there."""
        with self._changed:
            self._found = True
            self._changed.notify_all()

    def miss(self, what: Gone) -> None:
        """An object of the state is proven to be gone."""
        with self._changed:
            self._gone[what.kind, what.key] = what

    def missed_of(self, value: str) -> list[tuple[str, str]]:
        """The types and keys of what is gone and is called `value`."""
        with self._changed:
            return [place for place, each in self._gone.items() if value in each.called]

    def all_missed(self, few: int) -> list[Gone]:
        """All that the state has, where none of it is there and they are of several types, or more than `few`.

        Else empty. Those that went along with another one that they name do not count, nor those that ended of
        themselves. Waits once for the reads that are under way, or that come of them.
        """
        with self._changed:
            if self._found or self._nothing:
                return [] if self._found else self._nothing
            gone = self._independent()
            if len(gone) <= few and len({each.kind for each in gone}) < 2:
                return []
            self._reads.wait(lambda: self._found or bool(self._nothing))
            if not self._found and not self._nothing:
                self._nothing = self._independent()
            return [] if self._found else self._nothing

    def _independent(self) -> list[Gone]:
        called: dict[str, set[str]] = {}
        for each in self._gone.values():
            for name in each.called:
                called.setdefault(name, set()).add(each.key)
        return [
            each
            for each in self._gone.values()
            if not each.of_itself and not any(called.get(text, set()) - {each.key} for text in each.says)
        ]
