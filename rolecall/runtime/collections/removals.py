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

import copy
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from rolecall.runtime.errors import Stopped, VendorError

T = TypeVar("T")


class Removals:
    """The removals of one connection that are under way; `waiting` of them wait. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._present = 0
        self.waiting = 0
        self._rounds: dict[Hashable, _Round] = {}
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
            mine = self._rounds.setdefault(what, _Round())
            mine.guests += 1
            self.waiting += 1
            self._go_if_all_wait()
            known = self._took.get(what)
            self._changed.wait_for(lambda: mine.closed or (known is None and what not in self._first), known)
            if not mine.closed:
                self._close(what)
            leads, mine.led = not mine.led, True
            if leads and what not in self._took:
                self._first.add(what)
        if leads:
            begun = self._clock()
            try:
                mine.lead(work)
            finally:
                with self._changed:
                    self._took[what] = self._clock() - begun
                    self._first.discard(what)
                    self._changed.notify_all()
        return cast(T, mine.outcome(work))

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


class _Round:
    """One listing, and who waits for it."""

    def __init__(self) -> None:
        self.guests = 0
        self.closed = self.led = False
        self._done = threading.Event()
        self._value: Any = None
        self._error: VendorError | None = None
        self._failed = False

    def lead(self, work: Callable[[], Any]) -> None:
        """Do the work for everybody. Whoever stopped this thread need not have stopped the others."""
        self._failed = True
        try:
            self._value = work()
            self._failed = False
        except Stopped:
            raise
        except VendorError as error:
            self._error = error
        finally:
            self._done.set()

    def outcome(self, work: Callable[[], Any]) -> Any:
        """What the leader found; where it was stopped, everybody looks for themselves."""
        self._done.wait()
        if not self._failed:
            return self._value
        if self._error is not None:
            raise copy.copy(self._error)
        return work()
