"""Consequences of single changes: what people gain and lose by one of many differences between state and vendors."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar, cast

from rolecall.access.brought_along import with_brought
from rolecall.access.differences import Difference, missing, tell
from rolecall.access.direct_access import facts_of
from rolecall.access.effect import Effect, effect_of
from rolecall.access.facts import Direct, Facts
from rolecall.access.identity import Identities
from rolecall.access.joint import Joint, beyond
from rolecall.access.model import Entity, GrantKey, Item, RightKey, Scope

_BEFORE, _NOW = 0, 1
_K = TypeVar("_K")
_V = TypeVar("_V")


class Consequences:
    """Changes one by one, against what there is `now` as a whole.

    `before` are the same objects as they were expected; those at the addresses `unexpected` were not. Only the subjects
    that a change can reach are worked out, so that many changes of a large estate take little more than one. What
    people gain or lose by several changes together counts with each of them.
    """

    def __init__(
        self, before: Sequence[Item], now: Sequence[Item], *, unexpected: frozenset[str] = frozenset()
    ) -> None:
        self._identities = Identities([before, now])
        self._before = before
        self._facts = with_brought(facts_of(now, self._identities, _NOW))
        self._joint = Joint(before, now, unexpected, self._facts, self._identities)

    def of(self, before: Item | None, now: Item | None) -> Difference:
        """What all gain and lose by the change of one object; None where it is not there."""
        item = now or before
        assert item is not None
        old, new = (
            with_brought(facts_of([each] if each is not None else [], self._identities, side), around=self._facts)
            for each, side in ((before, _BEFORE), (now, _NOW))
        )
        renamed = [who for who, name in old.names.items() if new.names.get(who, name) != name]
        there = self._with(item.address, new, old, renamed)
        reached = set(self._reached(old, new, renamed))
        result = Difference(
            before=effect_of(there, self._identities, _BEFORE, reached),
            after=effect_of(self._facts, self._identities, _NOW, reached),
            facts_before=there,
            facts_after=self._facts,
            identities=self._identities,
        )
        gained, lost = missing(result.after, result.before), missing(result.before, result.after)
        gained += self._joint.gains(beyond(new, old), renamed, result.after, set(gained))
        others = self._joint.losses(beyond(old, new), renamed, set(lost))
        result.before = {**others, **result.before}
        tell(result, gained, [*lost, *others])
        return result

    def held_by(self, now: Item) -> Difference:
        """What those whom a binding names have by it, also where they have it by others too."""
        given = facts_of([now], self._identities, _NOW)
        after = effect_of(self._facts, self._identities, _NOW, {*given.direct, *given.groups})
        result = Difference(after=after, facts_after=self._facts, identities=self._identities)
        tell(result, self._joint.given_by(given, (), after), ())
        return result

    def _with(self, address: str, new: Facts, old: Facts, renamed: Sequence[Entity]) -> Facts:
        """What there would be with `old` in place of `new`, which the object at `address` gives now."""
        here = self._facts
        accounts = {**dict.fromkeys(new.accounts, ""), **old.accounts}
        out = old.shut_out | old.let_in(new)
        gone = [who for who in old.roles if who not in here.roles]
        direct = {
            who: [each for each in here.direct.get(who, ()) if each.path.addresses != (address,)]
            + old.direct.get(who, [])
            for who in {*new.direct, *old.direct}
        }
        joined = {
            who: [each for each in here.groups.get(who, ()) if each[1].addresses != (address,)]
            + old.groups.get(who, [])
            for who in {*new.groups, *old.groups}
        }
        for role in gone:
            for who, rights in self._held_before(role).items():
                direct[who] = [*direct.get(who, here.direct.get(who, ())), *rights]
        credentials = {
            who: [each for each in here.credentials.get(who, ()) if each.item.address != address]
            + old.credentials.get(who, [])
            for who in {*new.credentials, *old.credentials}
        }
        namesakes = {name: [*here.namesakes.get(name, ()), *groups] for name, groups in old.namesakes.items()}
        for who in renamed:
            now = namesakes.get(new.names[who], here.namesakes.get(new.names[who], []))
            if who in now:
                was = namesakes.get(old.names[who], here.namesakes.get(old.names[who], []))
                namesakes[new.names[who]] = [each for each in now if each != who]
                namesakes[old.names[who]] = was if who in was else [*was, who]
        return replace(
            here,
            accounts=_over(accounts, here.accounts),
            shut_out=(here.shut_out - new.shut_out) | out if new.shut_out or out else here.shut_out,
            direct=_over(direct, here.direct),
            groups=_over(joined, here.groups),
            includes=_over({role: old.includes.get(role, []) for role in {*new.roles, *old.roles}}, here.includes),
            roles=_over(old.roles, here.roles),
            credentials=_over(credentials, here.credentials),
            namesakes=_over(namesakes, here.namesakes),
            names=_over(old.names, here.names),
        )

    def _reached(self, old: Facts, new: Facts, renamed: Sequence[Entity]) -> Iterator[Entity]:
        """Everybody whose access may differ: whom the object names, and who has what it names."""
        changed = (old, new)
        waiting = [who for each in changed for who in (*each.accounts, *each.direct, *each.groups, *each.roles)]
        waiting += [owner for each in changed for owner in each.credentials]
        waiting += renamed
        waiting += [who for role in old.roles if role not in new.roles for who in self._held_before(role)]
        return self._joint.holders.above(waiting, changed)

    def account_at(self, address: str) -> GrantKey | None:
        """The right that says that what is at an address is somebody's account; None where it is none."""
        who = self._identities.sides[_NOW].by_address.get(address)
        if who is None or who not in self._facts.accounts:
            return None
        return GrantKey(who, RightKey("account", who.vendor, who.realm, who.key), Scope())

    def rights_of(self, who: Entity) -> Effect:
        """Every right that somebody has now."""
        return effect_of(self._facts, self._identities, _NOW, {who})

    def is_held(self, role: Entity) -> bool:
        """True if somebody has a role now, through whatever roles and groups."""
        return self._joint.holders.has_any(role)

    def knows(self, who: Entity) -> bool:
        """True if `who` is an account, group or role that was expected or is there."""
        return any(who in side.items for side in self._identities.sides)

    def _held_before(self, role: Entity) -> dict[Entity, list[Direct]]:
        """Who had a role before that is gone, and has it no longer: a vendor takes it away from them with the role."""
        return self._lost_with.get(role, {})

    @cached_property
    def _lost_with(self) -> dict[Entity, dict[Entity, list[Direct]]]:
        found: dict[Entity, dict[Entity, list[Direct]]] = defaultdict(lambda: defaultdict(list))
        before = facts_of(self._before, self._identities, _BEFORE)
        for who, rights in before.direct.items():
            has = {each.right for each in self._facts.direct.get(who, ())}
            for each in rights:
                role = Entity("role", *each.right[1:])
                if each.right.kind == "role" and role not in self._facts.roles and each.right not in has:
                    found[role][who].append(each)
        return found


def _over(changed: dict[_K, _V], base: dict[_K, _V]) -> dict[_K, _V]:
    """`base` with some entries changed, without a copy: only looked into by key."""
    return cast("dict[_K, _V]", ChainMap(changed, base))
