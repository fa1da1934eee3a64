"""Batches of calls: what many threads want of one object at the same time is done once for all of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
R = TypeVar("R")

LINGER_SECONDS: Final = 0.03
"""How long the first waits for company. Terraform begins what it does in parallel within a few milliseconds."""


@dataclass(eq=False, slots=True)
class Ticket(Generic[T, R]):
    """One thread's wish and what came of it."""

    item: T
    outcome: R | None = None
    error: BaseException | None = None
    done: bool = False


class Batches(Generic[K, T, R]):
    """`batches(key, item, work)` gives what `work` makes of `item`: it gets the items of all who wait for `key`.

    `work` gives one outcome for each item, in their order. What it raises is raised to everybody.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[K, list[Ticket[T, R]]] = {}
        self._busy: set[K] = set()

    def __call__(self, key: K, item: T, work: Callable[[list[T]], list[R]]) -> R:
        """The outcome of `item`. Raises what `work` raises."""
        ticket: Ticket[T, R] = Ticket(item)
        with self._changed:
            self._waiting.setdefault(key, []).append(ticket)
            while not ticket.done and key in self._busy:
                self._changed.wait()
            leads = not ticket.done
            if leads:
                self._busy.add(key)
        if leads:
            self._lead(key, work)
        if ticket.error is not None:
            raise ticket.error
        return ticket.outcome  # type: ignore[return-value]  # a ticket that is done without an error has an outcome

    def _lead(self, key: K, work: Callable[[list[T]], list[R]]) -> None:
        """Do the work of everybody who has come by now."""
        time.sleep(LINGER_SECONDS)
        with self._changed:
            tickets = self._waiting.pop(key)
        try:
            for ticket, outcome in zip(tickets, work([each.item for each in tickets]), strict=True):
                ticket.outcome = outcome
        except BaseException as error:
            for ticket in tickets:
                ticket.error = error
        finally:
            with self._changed:
                for ticket in tickets:
                    ticket.done = True
                self._busy.discard(key)
                self._changed.notify_all()
