"""The sets that accounts, groups and roles show of themselves, and what an apply does to them.

A binding puts one value into such a set and takes it out again, beside whoever else writes the set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rolecall.access.model import Entity, Item, RightKey, Scope

Held = tuple[Entity, RightKey, Scope]
"""A subject with its right and the scope."""
SetKey = tuple[Entity, str]
"""An account, group or role and its attribute."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The rights of one kind and scope that an account, group or role shows in an attribute; of a group its members.

    `managed` says that the configuration gives the attribute, `whole` that all of it is known. With each right go the
    name that people know it by, and whether it is only supposed.
    """

    key: SetKey
    kind: str
    scope: Scope
    item: Item
    managed: bool
    whole: bool
    rights: tuple[tuple[Held, str, bool], ...]


@dataclass
class Writing:
    """Changes of sets by an apply: which it writes as a whole, and what it takes from whoever had it.

    `anew` are entities that it deletes and makes again.
    """

    anew: set[Entity] = field(default_factory=set)
    written: set[SetKey] = field(default_factory=set)
    _taken: set[Held] = field(default_factory=set)
    _emptied: set[tuple[Entity, str, Scope]] = field(default_factory=set)

    def compare(
        self, sets: Sequence[Shown], before: Mapping[SetKey, set[Held]], after: Mapping[SetKey, set[Held]]
    ) -> None:
        """Find what is written: the sets of what is made, and those managed ones that change."""
        managed: dict[SetKey, bool] = {}
        for found in sets:
            if found.item.made:
                self.written.add(found.key)
                self._emptied.add((found.key[0], found.kind, found.scope))
            elif found.managed:
                managed[found.key] = managed.get(found.key, True) and found.whole
        for key, whole in managed.items():
            old, new = before.get(key, set()), after.get(key, set())
            if old != new or not whole:
                self.written.add(key)
                self._taken |= old - new if whole else set()

    def takes(self, held: Held) -> bool:
        """True if the apply takes away what a binding gives that it leaves alone."""
        who, right, scope = held
        return held in self._taken or (who, right.kind, scope) in self._emptied or self.renews(right)

    def renews(self, right: RightKey) -> bool:
        """True if the group or role that a right means is made anew: then only those have it who are given it anew."""
        return (right.kind, right.vendor, right.realm, right.key) in self.anew
