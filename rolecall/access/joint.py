"""Joint changes: rights that people gain or lose by several changes together, and by none of them alone.

Of two new ways to one right neither gives anything while the other is there, and of two links of a way that are both
gone neither gives it back alone.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeAlias, cast

from rolecall.access.access_map import grant_of
from rolecall.access.brought_along import with_brought
from rolecall.access.built_ins import built_in
from rolecall.access.differences import missing
from rolecall.access.direct_access import facts_of
from rolecall.access.effect import Effect, effect_of
from rolecall.access.facts import Direct, Facts
from rolecall.access.holders import Holders
from rolecall.access.identity import Identities
from rolecall.access.model import Entity, GrantKey, Item, Path, RightKey, Scope

_BEFORE, _NOW = 0, 1
_ANYBODY: Final = Entity("user", "", "", "")
_Rights: TypeAlias = Set[tuple[RightKey, Scope]]


class Joint:
    """All that was expected as a whole, against all that there is now.

    `before` are the objects as they were expected; those at the addresses `unexpected` were not, unless they come with
    their vendor. `facts` are what `now` says, `identities` whose they are.
    """

    def __init__(
        self,
        before: Sequence[Item],
        now: Sequence[Item],
        unexpected: frozenset[str],
        facts: Facts,
        identities: Identities,
    ) -> None:
        self._items = before, now
        self._unexpected = unexpected
        self._facts = facts
        self._identities = identities
        self._had: dict[Entity, Effect] = {}
        self._has: dict[Entity, Effect] = {}

    def gains(self, given: Facts, renamed: Sequence[Entity], after: Effect, known: Set[GrantKey]) -> list[GrantKey]:
        """The rights in `after` that were not there before and to which what a change has `given` is a way.

        `renamed` are groups that it gave another name; `known` are rights that it is already known to give.
        """
        starts = [*given.direct, *given.groups, *given.includes, *renamed]
        if not starts:
            return []
        reached = set(self.holders.above(starts))
        some = {key: each for key, each in after.items() if key not in known and key.subject in reached}
        found = self.given_by(given, renamed, some)
        return [key for who, keys in _by_subject(found) for key in missing(_only(after, keys), self._before(who))]

    def given_by(self, given: Facts, renamed: Sequence[Entity], after: Effect) -> list[GrantKey]:
        """The rights in `after` to which what an object has `given` is a way, whatever other ways there are."""
        rights = _rights(given, renamed, self._facts, self._identities, _NOW)
        return [key for key in after if _leads_to(rights, key)]

    def losses(self, taken: Facts, renamed: Sequence[Entity], known: Set[GrantKey]) -> Effect:
        """The rights that are no longer there and to which what a change has `taken` was a way, as they were before.

        Whoever is gone or shut out now has lost everything by that. The rest is as in `gains`.
        """
        starts = [*taken.direct, *taken.groups, *taken.includes, *renamed]
        if not starts:
            return {}
        rights = _rights(taken, renamed, self._facts_before, self._whole, _BEFORE)
        lost: Effect = {}
        for who in self._holders_before.above(starts):
            if who in self._facts.shut_out or self._identities.is_gone(_NOW, who):
                continue
            had = self._before(who)
            found = [key for key in had if key not in known and _leads_to(rights, key)]
            if found:
                lost.update(_only(had, missing(_only(had, found), self._now(who))))
        return lost

    @cached_property
    def holders(self) -> Holders:
        """The holders of roles and the members of groups, as they are now."""
        return Holders(self._facts, self._identities)

    def _before(self, who: Entity) -> Effect:
        if who not in self._had:
            self._had[who] = effect_of(self._facts_before, self._whole, _BEFORE, {who})
        return self._had[who]

    def _now(self, who: Entity) -> Effect:
        if who not in self._has:
            self._has[who] = effect_of(self._facts, self._identities, _NOW, {who})
        return self._has[who]

    @cached_property
    def _expected(self) -> list[Item]:
        return [each for each in self._items[0] if each.address not in self._unexpected or self._is_of_vendor(each)]

    def _is_of_vendor(self, item: Item) -> bool:
        """True for what comes with a vendor, and has nothing beyond that."""
        who = self._identities.sides[_NOW].by_address.get(item.address)
        rights = {} if who is None or who.kind != "role" else self._now(who)
        found = built_in(item, [grant_of(key, each, self._identities, tops={}) for key, each in rights.items()])
        return found is not None and not found[1]

    @cached_property
    def _whole(self) -> Identities:
        return Identities([self._expected, self._items[1]], lingering=self._unexpected)

    @cached_property
    def _facts_before(self) -> Facts:
        found = with_brought(facts_of(self._expected, self._whole, _BEFORE))
        return replace(found, shut_out=found.shut_out | found.let_in(self._facts))

    @cached_property
    def _holders_before(self) -> Holders:
        return Holders(self._facts_before, self._whole)


def beyond(here: Facts, there: Facts) -> Facts:
    """The rights, memberships and included roles of one object `here` that it does not have `there`."""
    found = Facts()
    for who, rights in here.direct.items():
        had = {(each.right, each.scope) for each in there.direct.get(who, ())}
        if new := [each for each in rights if (each.right, each.scope) not in had]:
            found.direct[who] = new
    for who, groups in here.groups.items():
        joined = {group for group, _ in there.groups.get(who, ())}
        if others := [each for each in groups if each[0] not in joined]:
            found.groups[who] = others
    for role, included in here.includes.items():
        if more := [each for each in included if each not in there.includes.get(role, ())]:
            found.includes[role] = more
    return found


def _rights(given: Facts, renamed: Sequence[Entity], facts: Facts, identities: Identities, number: int) -> _Rights:
    """Everything that `given` leads to; of what a role gives, the scope is its holder's."""
    direct = [
        each._replace(scope=Scope()) if who.kind == "role" else each
        for who, rights in given.direct.items()
        for each in rights
    ]
    roles = [each for included in given.includes.values() for each in included]
    direct += [Direct(RightKey(*each), identities.name(each), Scope(), Path()) for each in roles]
    groups = [each for joined in given.groups.values() for each in joined] + [(who, Path()) for who in renamed]
    around = replace(
        facts,
        direct=cast("dict[Entity, list[Direct]]", ChainMap({_ANYBODY: direct}, facts.direct)),
        groups=cast("dict[Entity, list[tuple[Entity, Path]]]", ChainMap({_ANYBODY: groups}, facts.groups)),
    )
    return {(key.right, key.scope) for key in effect_of(around, identities, number, {_ANYBODY})}


def _leads_to(rights: _Rights, key: GrantKey) -> bool:
    return (key.right, key.scope) in rights or (key.right, Scope()) in rights


def _only(effect: Effect, keys: Iterable[GrantKey]) -> Effect:
    return {key: effect[key] for key in keys}


def _by_subject(keys: Iterable[GrantKey]) -> Iterable[tuple[Entity, list[GrantKey]]]:
    found: dict[Entity, list[GrantKey]] = defaultdict(list)
    for key in keys:
        found[key.subject].append(key)
    return found.items()
