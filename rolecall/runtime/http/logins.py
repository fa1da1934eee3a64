"""Logins that all threads of a provider share: one for however many need it, another when it is not accepted."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rolecall.runtime.concurrency.single_flight import Flight
from rolecall.runtime.errors import VendorError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Login(Generic[T]):
    """A login that was accepted: the credential that it gave, and the moment from which on it is renewed."""

    credential: T
    renew_at: float = float("inf")


@dataclass(frozen=True, slots=True)
class Refused:
    """A login that was refused for good: trying again could lock the account."""

    error: VendorError


class Logins(Generic[T]):
    """The logins of one account, numbered from 1. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._latest: Login[T] | None = None
        self._number = 0
        self._refused: VendorError | None = None
        self._flight: Flight[None] | None = None

    def current(self, newer_than: int, log_in: Callable[[], Login[T] | Refused]) -> tuple[T, int]:
        """The credential of a login later than number `newer_than`, and its number. Raises VendorError."""
        found = self.find(newer_than)
        if found is not None:
            return found
        outcome: Login[T] | Refused | VendorError | None = None
        try:
            outcome = made = log_in()
        except VendorError as error:
            outcome = error
            raise
        finally:
            number = self.settle(outcome)
        if isinstance(made, Refused):
            raise copy.copy(made.error)
        return made.credential, number

    @property
    def latest(self) -> T | None:
        """The credential of the latest login that was accepted, if there is one."""
        with self._lock:
            return None if self._latest is None else self._latest.credential

    def find(self, newer_than: int) -> tuple[T, int] | None:
        """As `current`, after a login that is under way; None where the caller is to log in, and then to `settle`."""
        while True:
            with self._lock:
                if self._refused is not None:
                    raise copy.copy(self._refused)
                if self._latest is not None and self._number > newer_than and self._clock() < self._latest.renew_at:
                    return self._latest.credential, self._number
                flight = self._flight
                if flight is None:
                    self._flight = Flight()
                    return None
            flight.join(lambda: None)

    def settle(self, outcome: Login[T] | Refused | VendorError | None) -> int:
        """Say what came of a login, to everybody who waits for it too; None where it says nothing about theirs.

        Gives the number of the latest login that was accepted.
        """
        with self._lock:
            flight, self._flight = self._flight, None
            if isinstance(outcome, Login):
                self._latest = outcome
                self._number += 1
            elif isinstance(outcome, Refused):
                self._refused = outcome.error
            number = self._number
        if flight is not None:
            flight.end(outcome if isinstance(outcome, VendorError) else None)
        return number
