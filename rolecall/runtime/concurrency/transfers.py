"""Access that goes from one way to another in one run: what ends waits for what is made in its place.

Terraform runs both at the same time, and tells no resource of the other one. The plan of what ends notes what the same
run makes; in the apply it waits for that, and what is made waits for nothing, so the two never wait for each other.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
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

    def plans(self) -> Iterator[Way]:
        """Every plan of which this can be what came: those that say the same, as far as they know it."""
        for subject in {self.subject, None}:
            for permission in {self.permission, None}:
                yield self._replace(subject=subject, permission=permission)


class Ways:
    """Ways, found by what they give and by whose they are: a group may have many thousands of members."""

    def __init__(self) -> None:
        self._known: set[Way] = set()
        self._giving: defaultdict[tuple[object, ...], set[Way]] = defaultdict(set)
        self._held_by: defaultdict[tuple[object, ...], set[Way]] = defaultdict(set)

    def add(self, ways: Iterable[Way]) -> None:
        """Keep `ways` too."""
        for way in ways:
            self._known.add(way)
            self._giving[(*way[2:], way.who == "group")].add(way)
            self._held_by[way[:2]].add(way)

    def discard(self, ways: Iterable[Way]) -> None:
        """Forget those of `ways` that are kept."""
        for way in self._known.intersection(ways):
            self._known.discard(way)
            self._giving[(*way[2:], way.who == "group")].discard(way)
            self._held_by[way[:2]].discard(way)

    def certainly(self, way: Way) -> Iterator[Way]:
        """Those that certainly give the same as `way`."""
        for of_groups in (True, False) if way.who == "group" else (True,):
            found = self._giving.get((*way[2:], of_groups), ())
            yield from (each for each in found if each.is_certainly(way))

    def perhaps(self, way: Way) -> Iterator[Way]:
        """Those that perhaps give the same as `way`."""
        yield from (each for each in self._held_by.get(way[:2], ()) if each.is_perhaps(way))


class Transfers:
    """The ways that the resources of one run make and end."""

    def __init__(self) -> None:
        self._guard = threading.Condition()
        self._planned = Ways()
        self._ending = Ways()
        self._made: set[Way] = set()
        """Every plan that what was made fits; of what failed, the same."""
        self._failed: set[Way] = set()
        self._has_failed = False
        self._busy = 0
        self._moment = time.monotonic()

    def plan_made(self, ways: Iterable[Way]) -> list[Way]:
        """Plan that `ways` are made; gives those that are planned to end already and give the same."""
        with self._guard:
            wanted = set(ways)
            self._planned.add(wanted)
            return sorted({old for new in wanted for old in self._ending.certainly(new)}, key=str)

    def plan_ended(self, ways: Iterable[Way]) -> list[Way]:
        """Plan that `ways` end; gives what is planned to be made in their place."""
        with self._guard:
            ending = set(ways)
            self._ending.add(ending)
            planned = self._planned
            found = {new for old in ending for new in (*planned.certainly(old), *planned.perhaps(old))}
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
            done = {plan for way in ways for plan in way.plans()}
            (self._made if made else self._failed).update(done)
            self._planned.discard(done)
            self._has_failed = self._has_failed or not made

    def await_made(self, wanted: Sequence[Way]) -> Outcome:
        """Wait until all that is `wanted` is made, or one of it failed, or until nothing is under way that could."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while True:
            with self._guard:
                missing = [plan for plan in wanted if plan not in self._made]
                if not missing:
                    return "made"
                if not self._failed.isdisjoint(missing):
                    return "failed"
                now = time.monotonic()
                if now > deadline or (not self._busy and now - self._moment > PATIENCE_SECONDS):
                    return "failed" if self._has_failed else "late"
                self._guard.wait(LOOK_SECONDS)
