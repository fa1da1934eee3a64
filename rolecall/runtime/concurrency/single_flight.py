"""Single flight: what several threads need at the same time is done by one of them, and the others wait for it."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar, cast

from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.errors import Stopped, VendorError

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Flight(Generic[T]):
    """One run of some work: one thread leads it, the others join it.

    Only an outcome and a VendorError are shared. A leader that was stopped, or failed in a way that nobody foresaw,
    says nothing about the others.
    """

    def __init__(self) -> None:
        self.taken = False
        self._ended = threading.Event()
        self._outcome: list[T] = []
        self._error: VendorError | None = None

    def lead(self, work: Callable[[], T]) -> T:
        """Do `work` for everybody, and give its outcome. Raises what it raises."""
        try:
            self._outcome.append(work())
            return self._outcome[0]
        except Stopped:
            raise
        except VendorError as error:
            self._error = error
            raise
        finally:
            self._ended.set()

    def end(self, error: VendorError | None) -> None:
        """End without an outcome, with `error` for those who joined or with nothing that they could share."""
        self._error = error
        self._ended.set()

    def join(self, otherwise: Callable[[], T]) -> T:
        """The outcome once there is one, or that of `otherwise` where the leader came to none.

        Raises the VendorError that the leader met.
        """
        self._ended.wait()
        if self._error is not None:
            raise copy.copy(self._error)
        return self._outcome[0] if self._outcome else otherwise()


class Shared(Generic[T]):
    """Work whose outcome serves everybody who asked before it began. Callers that come later share the next run."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        self._next: Flight[T] = Flight()

    def __call__(self) -> T:
        """The outcome of a run that began after this call did; raises what it raised."""
        with self._guard:
            flight = self._next
            leads, flight.taken = not flight.taken, True
        if not leads:
            return flight.join(self)
        with self._turn:
            with self._guard:
                self._next = Flight()
            return flight.lead(self._work)


class Once(Generic[K, T]):
    """Answers that are found once for each key and remembered; a failure is not, and the next that asks tries again.

    An answer that is being found while its key is forgotten may be from before: it serves those who asked before, and
    is not remembered.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks = KeyedLocks()
        self._known: dict[K, T] = {}
        self._forgotten: dict[K, int] = {}

    def __call__(self, key: K, find: Callable[[], T]) -> T:
        """The answer for `key`, from `find` where there is none yet. Raises what `find` raises."""
        known, answer, _ = self._look(key)
        if known:
            return cast(T, answer)
        with self._locks.hold(key):
            known, answer, version = self._look(key)
            if not known:
                answer = find()
                with self._guard:
                    if self._forgotten.get(key, 0) == version:
                        self._known[key] = answer
            return cast(T, answer)

    def knows(self, key: K) -> bool:
        """True if there is an answer that is remembered."""
        return self._look(key)[0]

    def forget(self, key: K) -> None:
        """Ask again when next needed."""
        with self._guard:
            self._known.pop(key, None)
            self._forgotten[key] = self._forgotten.get(key, 0) + 1

    def _look(self, key: K) -> tuple[bool, T | None, int]:
        with self._guard:
            return key in self._known, self._known.get(key), self._forgotten.get(key, 0)
