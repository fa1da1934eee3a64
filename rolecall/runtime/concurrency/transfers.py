"""Access that goes from one way to another in one run: what ends waits for what is made in its place.

Terraform runs both at the same time, and tells no resource of the other one. The plan of what ends notes what the same
run makes; in the apply it waits for that, and what is made waits for nothing, so the two never wait for each other.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple, TypeAlias

PATIENCE_SECONDS: Final = 2.0
"""So long nothing may be under way before a removal gives up waiting: nothing that could end its wait will come."""
LONGEST_SECONDS: Final = 600.0
LOOK_SECONDS: Final = 0.05
RULE: Final = "rule"
"""Whose way it is that a rule gives."""

Outcome: TypeAlias = Literal["made", "failed", "late"]


class Way(NamedTuple):
    """A way to a permission: `subject`, of the kind `who`, has `permission`, of the kind `what`, at `scope`.

    None is not known yet. A rule gives to whoever its expression means, which is its `subject`.
    """

    who: str | None
    subject: str | None
    what: str
    permission: str | None
    scope: str

    @property
    def may_be_a_groups(self) -> bool:
        """Whether it is a group's or a rule's, as far as is known."""
        return self.who in ("group", RULE, None)

    @property
    def is_rules(self) -> bool:
        """Whether it is a rule's."""
        return self.who == RULE

    def is_certainly(self, other: Way) -> bool:
        """Whether both give the same permission, to the same subject or one of them to a group."""
        same = self[2:] == other[2:] and self.permission is not None
        return same and (self.may_be_a_groups or other.may_be_a_groups or self.is_of(other))

    def is_perhaps(self, other: Way) -> bool:
        """Whether this may give the same as `other`: it is a rule, or one leads through a group to what is not seen."""
        if self.is_rules or other.is_rules:
            return not other.is_rules
        return self.is_of(other) and self[2:] != other[2:] and "group" in (self.what, other.what)

    def is_of(self, other: Way) -> bool:
        """Whether both are the same subject's."""
        same = self.subject == other.subject and self.subject is not None
        return same and (self.who == other.who or None in (self.who, other.who))

    def plans(self) -> Iterator[Way]:
        """Every plan of which this can be what came: those that say the same, as far as they know it."""
        for who in {self.who, None}:
            for subject in {self.subject, None}:
                for permission in {self.permission, None}:
                    yield self._replace(who=who, subject=subject, permission=permission)


class Ways:
    """Ways and how often each is there, found by what they give and by whose they are.

    A group may have many thousands of members. What is new is known by its plan, which may say the same of several.
    """

    def __init__(self) -> None:
        self._known: Counter[Way] = Counter()
        self._giving: defaultdict[tuple[object, ...], set[Way]] = defaultdict(set)
        self._held_by: defaultdict[str | None, set[Way]] = defaultdict(set)
        self._rules: set[Way] = set()

    def add(self, ways: Iterable[Way]) -> None:
        """Keep `ways` once more."""
        for way in ways:
            self._known[way] += 1
            self._giving[(*way[2:], way.may_be_a_groups)].add(way)
            self._held_by[way.subject].add(way)
            if way.is_rules:
                self._rules.add(way)

    def discard(self, ways: Iterable[Way]) -> None:
        """Forget those of `ways` that are kept, once."""
        for way in ways:
            if way not in self._known:
                continue
            self._known[way] -= 1
            if not self._known[way]:
                del self._known[way]
                self._giving[(*way[2:], way.may_be_a_groups)].discard(way)
                self._held_by[way.subject].discard(way)
                self._rules.discard(way)

    def certainly(self, way: Way) -> set[Way]:
        """Those that certainly give the same as `way`."""
        found = set(self._held_by.get(way.subject, ()))
        for of_groups in (True, False) if way.may_be_a_groups else (True,):
            found |= self._giving.get((*way[2:], of_groups), set())
        return {each for each in found if each.is_certainly(way)}

    def instead(self, ending: Iterable[Way], *, certain: bool = False) -> Counter[Way]:
        """Those that certainly or perhaps give the same as one that ends, and how often each is there.

        `certain`: certainly alone.
        """
        found: set[Way] = set()
        for old in ending:
            found |= self.certainly(old)
            if not certain:
                near = {*self._held_by.get(old.subject, ()), *self._rules}
                found.update(each for each in near if each.is_perhaps(old))
        return Counter({way: self._known[way] for way in found})

    def replaced_by(self, coming: Iterable[Way]) -> tuple[set[Way], set[Way]]:
        """Those that certainly give the same as what is `coming`, or may by a rule; and those that perhaps do."""
        surely: set[Way] = set()
        perhaps: set[Way] = set()
        for new in coming:
            surely |= self.certainly(new)
            near = self._known if new.is_rules else self._held_by.get(new.subject, ())
            (surely if new.is_rules else perhaps).update(each for each in near if new.is_perhaps(each))
        return surely, perhaps - surely


class Transfers:
    """The ways that the resources of one run make and end."""

    def __init__(self) -> None:
        self._guard = threading.Condition()
        self._planned = Ways()
        self._ending = Ways()
        self._made: Counter[Way] = Counter()
        """For every plan, how many resources made what fits it."""
        self._failed = Ways()
        self._failed_plans: set[Way] = set()
        """Every plan that what was not made fits."""
        self._busy = 0
        self._moment = time.monotonic()

    def plan_made(self, ways: Iterable[Way]) -> tuple[list[Way], list[Way]]:
        """Plan that `ways` are made; gives those planned to end already whose place they take, and perhaps take."""
        with self._guard:
            wanted = set(ways)
            self._planned.add(wanted)
            surely, perhaps = self._ending.replaced_by(wanted)
            return sorted(surely, key=str), sorted(perhaps, key=str)

    def plan_ended(self, ways: Iterable[Way], own: Iterable[Way] = (), *, certain: bool = False) -> list[Way]:
        """Plan that `ways` end; gives what is planned to be made in their place, as often as it is.

        What the same resource makes, its `own`, takes the place of nothing. `certain`: only what certainly does.
        """
        with self._guard:
            ending = set(ways)
            self._ending.add(ending)
            return sorted((self._planned.instead(ending, certain=certain) - Counter(set(own))).elements(), key=str)

    def comes(self, ending: Iterable[Way], own: Iterable[Way] = ()) -> bool:
        """Whether anything is made, was made in vain, or is planned, that takes the place of what is `ending`."""
        with self._guard:
            ending = set(ending)
            return bool(self._planned.instead(ending) - Counter(set(own)) or self._failed.instead(ending))

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

    def settle(self, planned: Iterable[Way], made: Iterable[Way] | None) -> None:
        """What a resource had `planned` was made, and came to be `made`; None: it was not, or nobody saw it."""
        with self._guard:
            planned = set(planned)
            self._planned.discard(planned)
            if made is None:
                self._failed.add(planned)
                self._failed_plans.update(plan for way in planned for plan in way.plans())
            else:
                self._made.update({plan for way in made for plan in way.plans()})

    def settle_ended(self, ways: Iterable[Way]) -> None:
        """What was planned to end did, or does not any more."""
        with self._guard:
            self._ending.discard(set(ways))

    def await_made(
        self, wanted: Sequence[Way], ending: Iterable[Way], own: Iterable[Way] = (), *, certain: bool = False
    ) -> tuple[Outcome, list[Way]]:
        """Wait until all that is `wanted` is made, and all that this process makes in place of what is `ending`.

        Or until one of it failed, or nothing is under way that could make it. Gives with it what is not there. `own`
        and `certain` are those of `plan_ended`.
        """
        deadline, ending, mine = time.monotonic() + LONGEST_SECONDS, set(ending), Counter(set(own))
        while True:
            with self._guard:
                failed = [*self._failed_plans.intersection(wanted), *self._failed.instead(ending, certain=certain)]
                if failed:
                    return "failed", sorted(failed, key=str)
                missing = [way for way, often in Counter(wanted).items() if self._made[way] < often]
                missing += self._planned.instead(ending, certain=certain) - mine
                if not missing:
                    return "made", []
                now = time.monotonic()
                if now > deadline or (not self._busy and now - self._moment > PATIENCE_SECONDS):
                    return "late", missing
                self._guard.wait(LOOK_SECONDS)
