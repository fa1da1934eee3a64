"""Access that goes from one way to another in one run: what ends waits for what is made in its place.

Terraform runs both at the same time, and tells no resource of the other one. The plan of what ends notes what the same
run makes; in the apply it waits for that, and what is made waits for nothing, so the two never wait for each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple, TypeAlias

PATIENCE_SECONDS: Final = 2.0
"""So long nothing may be under way before a removal gives up waiting: nothing that could end its wait will come."""
LONGEST_SECONDS: Final = 600.0
LOOK_SECONDS: Final = 0.05

Outcome: TypeAlias = Literal["made", "failed", "late"]


class Way(NamedTuple):
    """A way to a permission: `subject`, of the kind `who`, has `permission`, of the kind `what`, at `scope`.

    None is not known yet.
    """

    who: str
    subject: str | None
    what: str
    permission: str | None
    scope: str

    def is_certainly(self, other: Way) -> bool:
        """Whether both give the same permission, one of them to a group."""
        same = self[2:] == other[2:] and self.permission is not None
        return same and self[:2] != other[:2] and "group" in (self.who, other.who)

    def is_perhaps(self, other: Way) -> bool:
        """Whether both are the same subject's, and one of them leads through a group to what is not known here."""
        same = self[:2] == other[:2] and self.subject is not None
        return same and self[2:] != other[2:] and "group" in (self.what, other.what)

    def fits(self, plan: Way) -> bool:
        """Whether this is what `plan` says, as far as that is known."""
        return all(planned is None or planned == value for value, planned in zip(self, plan, strict=True))


class Transfers:
    """The ways that the resources of one run make and end."""

    def __init__(self) -> None:
        self._guard = threading.Condition()
        self._planned: set[Way] = set()
        self._ending: set[Way] = set()
        self._made: set[Way] = set()
        self._failed: set[Way] = set()
        self._has_failed = False
        self._busy = 0
        self._moment = time.monotonic()

    def plan_made(self, ways: Iterable[Way]) -> list[Way]:
        """Plan that `ways` are made; gives those that are planned to end already and give the same."""
        with self._guard:
            wanted = set(ways)
            self._planned |= wanted
            return sorted(old for old in self._ending if any(old.is_certainly(new) for new in wanted))

    def plan_ended(self, ways: Iterable[Way]) -> list[Way]:
        """Plan that `ways` end; gives what is planned to be made in their place."""
        with self._guard:
            ending = set(ways)
            self._ending |= ending
            found = {new for new in self._planned for old in ending if old.is_certainly(new) or old.is_perhaps(new)}
            return sorted(found, key=str)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Something is under way that others may wait for."""
        with self._guard:
            self._busy += 1
        try:
            yield
        finally:
            with self._guard:
                self._busy -= 1
                self._moment = time.monotonic()
                self._guard.notify_all()

    def settle(self, ways: Iterable[Way], *, made: bool) -> None:
        """`ways` were made, or were to be made and were not."""
        with self._guard:
            done = set(ways)
            (self._made if made else self._failed).update(done)
            self._planned = {plan for plan in self._planned if not any(way.fits(plan) for way in done)}
            self._has_failed = self._has_failed or not made

    def await_made(self, wanted: Sequence[Way]) -> Outcome:
        """Wait until all that is `wanted` is made, or one of it failed, or until nothing is under way that could."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while True:
            with self._guard:
                missing = [plan for plan in wanted if not any(way.fits(plan) for way in self._made)]
                if not missing:
                    return "made"
                if any(way.fits(plan) for plan in missing for way in self._failed):
                    return "failed"
                now = time.monotonic()
                if now > deadline or (not self._busy and now - self._moment > PATIENCE_SECONDS):
                    return "failed" if self._has_failed else "late"
                self._guard.wait(LOOK_SECONDS)
