"""Removals that run together and read together.

Each removal lists what somebody owns, deletes it, and lists again to make sure. Left alone, ten workers fall out of
step and each pays for listings of its own. Here whoever needs a listing waits until everybody who is removing needs
one, and one of them reads it for all. It begins after the last of them asked, so it is as new to everybody as their
own would be.

Nobody waits longer than such a listing took the last time, or a second: what a removal asks between two listings, and
Terraform between two removals, takes about as long. While one is read for the first time, whoever needs it too waits
for that to end. Where only one removal is under way nobody is waited for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Generic, TypeVar

from rolecall.runtime.concurrency.single_flight import Flight

T = TypeVar("T")

PATIENCE_SECONDS: Final = 1.0
"""So long others are waited for, where a listing takes less time than that itself."""

GRACE_SECONDS: Final = 0.2
"""For so long after one began or ended, those that follow are waited for, up to as many as there were at once."""


class Removals:
    """The removals of one connection: `present` are under way, `waiting` of them wait. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self.present = 0
        self.waiting = 0
        self._most = 0
        self._guests: dict[Hashable, int] = {}
        self._moved = 0.0
        self._rounds: dict[Hashable, _Round[Any]] = {}
        self._took: dict[Hashable, float] = {}
        self._first: set[Hashable] = set()

    @contextmanager
    def taking_part(self) -> Iterator[None]:
        """In this block the calling thread is removing something, and others may wait for it."""
        with self._changed:
            self.present += 1
            self._most = max(self._most, self.present)
            self._moved = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                self.present -= 1
                self._moved = time.monotonic()
                self._changed.notify_all()

    def share(self, what: Hashable, work: Callable[[], T]) -> T:
        """The outcome of `work`, which one thread does for all that asked for `what`; raises what it raised."""
        with self._changed:
            mine: _Round[T] = self._rounds.setdefault(what, _Round())
            mine.guests += 1
            self.waiting += 1
            self._changed.notify_all()
            self._wait(what, mine)
            if not mine.closed:
                self._close(what)
            leads, mine.flight.taken = not mine.flight.taken, True
            if leads and what not in self._took:
                self._first.add(what)
        if not leads:
            return mine.flight.join(work)
        begun = self._clock()
        try:
            return mine.flight.lead(work)
        finally:
            with self._changed:
                self._took[what] = self._clock() - begun
                self._first.discard(what)
                self._changed.notify_all()

    def sharing(self, what: Hashable) -> int:
        """How many are likely to share a listing: those who are there, or those who shared the last one."""
        with self._changed:
            return max(self.present, self._guests.get(what, 0))

    def _wait(self, what: Hashable, mine: _Round[Any]) -> None:
        """Wait for others who need what `mine` is about, as long as that may pay. Called with the lock held."""
        known = self._took.get(what)
        until = time.monotonic() + max(known or 0.0, PATIENCE_SECONDS)
        while not mine.closed and (known is not None or what in self._first):
            now = time.monotonic()
            if self.waiting >= self.present:
                grace = self._moved + GRACE_SECONDS - now
                if grace <= 0 or self.present >= self._most:
                    for each in list(self._rounds):
                        self._close(each)
                    return
            else:
                grace = until - now
            if known is not None and now >= until:
                return
            self._changed.wait(min(grace, until - now) if known is not None else None)

    def _close(self, what: Hashable) -> None:
        """Let nobody else in; whoever is in may begin."""
        done = self._rounds.pop(what)
        done.closed = True
        self._guests[what] = done.guests
        self.waiting -= done.guests
        self._changed.notify_all()


class _Round(Generic[T]):
    """One listing, and those who wait for it."""

    def __init__(self) -> None:
        self.guests = 0
        self.closed = False
        self.flight: Flight[T] = Flight()
