"""Who has roles and who is in groups: from what a change names up to everybody whom it reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from rolecall.access.facts import Facts
from rolecall.access.identity import Identities
from rolecall.access.model import Entity
from rolecall.access.shim_traits import is_directory


class Holders:
    """The holders of roles and the members of groups of one snapshot."""

    def __init__(self, facts: Facts, identities: Identities) -> None:
        self._facts = facts
        self._identities = identities

    def above(self, starts: Iterable[Entity], changed: Sequence[Facts] = ()) -> Iterator[Entity]:
        """`starts`, and everybody who has what any of them has; groups go by their names in `changed` too."""
        waiting = list(starts)
        seen: set[Entity] = set()
        while waiting:
            who = waiting.pop()
            if who not in seen:
                seen.add(who)
                yield who
                waiting += self._holders.get(who, ())
                if who.kind == "group" and not is_directory(who.vendor):
                    names = {self._identities.name(who), *(each.names[who] for each in changed if who in each.names)}
                    waiting += [group for name in names for group in self._directory_groups.get(name, ())]

    def has_any(self, role: Entity) -> bool:
        """True if somebody has a role, through whatever roles and groups."""
        return any(who.kind != "role" for who in self.above([role]))

    @cached_property
    def _holders(self) -> dict[Entity, list[Entity]]:
        """Who has a role directly or includes it, and who is in a group, by role and by group."""
        found: dict[Entity, list[Entity]] = defaultdict(list)
        for who, rights in self._facts.direct.items():
            for each in rights:
                if each.right.kind == "role":
                    found[Entity("role", *each.right[1:])].append(who)
        for who, groups in self._facts.groups.items():
            for group, _ in groups:
                found[group].append(who)
        for role, included in self._facts.includes.items():
            for inner in included:
                found[inner].append(role)
        return found

    @cached_property
    def _directory_groups(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for groups in self._facts.groups.values():
            for group, _ in groups:
                if is_directory(group.vendor):
                    found[self._identities.name(group)].append(group)
        return found
