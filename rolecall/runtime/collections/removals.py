"""Removals that run together and read together.

Each removal lists what somebody owns, deletes it, and lists again to make sure. Left alone, ten workers fall out of
step and each pays for listings of its own. Here whoever needs a listing waits until everybody who is removing needs
one, and one of them reads it for all. It begins after the last of them asked, so it is as new to everybody as their
own would be.

Nobody waits longer than such a listing took the last time, so waiting never costs more time than it may save. While
one is read for the first time, whoever needs it too waits for that to end. Where only one removal is under way nobody
is waited for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from rolecall.runtime.concurrency.single_flight import Flight

T = TypeVar("T")


class Removals:
    """The removals of one connection that are under way; `waiting` of them wait. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._present = 0
        self.waiting = 0
        self._rounds: dict[Hashable, _Round[Any]] = {}
        self._took: dict[Hashable, float] = {}
        self._first: set[Hashable] = set()

    @contextmanager
    def taking_part(self) -> Iterator[None]:
        """In this block the calling thread is removing something, and others may wait for it."""
        with self._changed:
            self._present += 1
        try:
            yield
        finally:
            with self._changed:
                self._present -= 1
                self._go_if_all_wait()

    def share(self, what: Hashable, work: Callable[[], T]) -> T:
        """The outcome of `work`, which one thread does for all that asked for `what`; raises what it raised."""
        with self._changed:
            mine: _Round[T] = self._rounds.setdefault(what, _Round())
            mine.guests += 1
            self.waiting += 1
            self._go_if_all_wait()
            known = self._took.get(what)
            self._changed.wait_for(lambda: mine.closed or (known is None and what not in self._first), known)
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

    def _go_if_all_wait(self) -> None:
        if self.waiting >= self._present:
            for what in list(self._rounds):
                self._close(what)

    def _close(self, what: Hashable) -> None:
        """Let nobody else in; whoever is in may begin."""
        done = self._rounds.pop(what)
        done.closed = True
        self.waiting -= done.guests
        self._changed.notify_all()


class _Round(Generic[T]):
    """One listing, and those who wait for it."""

    def __init__(self) -> None:
        self.guests = 0
        self.closed = False
        self.flight: Flight[T] = Flight()
