"""Differences of access: who gains and who loses which right, effectively, between two snapshots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from rolecall.access import shim_traits
from rolecall.access.access_map import grant_of, tops_of, weighed
from rolecall.access.brought_along import with_brought
from rolecall.access.direct_access import facts_of
from rolecall.access.effect import Effect, effect_of
from rolecall.access.facts import Facts
from rolecall.access.identity import Identities
from rolecall.access.model import TIERS, Entity, Grant, GrantKey, Item, RightKey, Scope, Unknown, higher
from rolecall.access.people import People
from rolecall.access.risk_tiers import tier_in
from rolecall.specification.traits import Tier

Effect1: TypeAlias = Literal["gains", "loses"]
Shift1: TypeAlias = Literal["gains", "loses", "raises", "lowers", "changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One right that somebody gains or loses. `tier` counts what the right brings along and has no row of its own."""

    effect: Effect1
    grant: Grant
    tier: Tier
    reason: str
    along: tuple[Grant, ...] = ()

    @property
    def carries(self) -> tuple[str, ...]:
        """What the right brings along, in words."""
        return tuple(f"{each.kind} {each.right}" for each in self.along)

    @property
    def assumed(self) -> bool:
        """True if every path to the right has a step taken on trust."""
        return all(path.assumed for path in self.grant.paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The change for one subject on one vendor: from its highest tier to its highest tier."""

    effect: Shift1
    person: str
    account: str
    kind: str
    vendor: str
    realm: str
    before: Tier | None
    after: Tier | None


@dataclass
class Difference:
    """All that happens to access. `before` and `after` are what there is on both sides."""

    rows: list[Row] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    unknowns: list[Unknown] = field(default_factory=list)
    before: Effect = field(default_factory=dict)
    after: Effect = field(default_factory=dict)
    facts_before: Facts = field(default_factory=Facts)
    facts_after: Facts = field(default_factory=Facts)
    identities: Identities = field(default_factory=lambda: Identities([[], []]))


Contains: TypeAlias = Mapping[tuple[str, str, str], frozenset[tuple[str, str]]]
"""(vendor, level, name) of a scope to (level, name) of those inside of it, where the reviewer says so."""


def difference(
    before: Sequence[Item],
    after: Sequence[Item],
    *,
    planned: bool = False,
    lingering: frozenset[str] = frozenset(),
    contains: Contains | None = None,
    people: People | None = None,
) -> Difference:
    """Compare two snapshots. Where `planned`, `after` is what the apply of a plan leaves of `before`.

    `lingering` are addresses of accounts that go while what names them stays; `people` says whose accounts are whose.
    """
    identities = Identities([before, after], lingering, people)
    there = with_brought(facts_of(before, identities, 0))
    here = with_brought(facts_of(after, identities, 1, there if planned else None), before=there if planned else None)
    there = replace(there, shut_out=there.shut_out | there.let_in(here))
    result = Difference(
        before=effect_of(there, identities, 0),
        after=effect_of(here, identities, 1),
        facts_before=there,
        facts_after=here,
        identities=identities,
        unknowns=here.unknowns,
    )
    compare(result, contains)
    return result


def compare(result: Difference, contains: Contains | None = None) -> None:
    """Fill in the rows and shifts of a difference whose sides are there."""
    gained = missing(result.after, result.before, contains)
    tell(result, gained, missing(result.before, result.after, contains))


def missing(here: Effect, there: Effect, contains: Contains | None = None) -> list[GrantKey]:
    """The grants of `here` that `there` has neither itself nor in a wider scope."""
    return list(_Reach(contains or {}).missing(here, there))


def tell(result: Difference, gained: Sequence[GrantKey], lost: Sequence[GrantKey]) -> None:
    """Fill in the rows and shifts of what was `gained`, of `after`, and what was `lost`, of `before`."""
    result.rows = [
        *_rows("gains", gained, result.after, result.identities),
        *_rows("loses", lost, result.before, result.identities),
    ]
    result.shifts = list(_shifts(result, {key.subject for key in (*gained, *lost)}))


def holds(vendor: str, outer: Scope, inner: Scope) -> bool:
    """True if every scope of the level of `inner` is inside of one like `outer`, as the vendor says."""
    known = shim_traits.shim(vendor)
    return outer.where == inner.where and any(
        each.whole == outer.level and inner.level in each.parts for each in (known.containments if known else ())
    )


class _Reach:
    """Scopes by the one that they are inside of."""

    def __init__(self, contains: Contains) -> None:
        self._contains = contains

    def missing(self, here: Effect, there: Effect) -> Iterator[GrantKey]:
        """The grants of `here` that `there` has neither itself nor in a wider scope.

        A group that has another name is another grant where that name is more privileged.
        """
        scopes: dict[tuple[Entity, RightKey, str], list[Scope]] | None = None
        for key in here:
            if key in there:
                if key.right.kind == "group" and higher(_tier(key, here), _tier(key, there)):
                    yield key
                continue
            if not key.scope.level:
                yield key
                continue
            if scopes is None:
                scopes = defaultdict(list)
                for other in there:
                    scopes[(other.subject, other.right, other.through)].append(other.scope)
            wider = scopes.get((key.subject, key.right, key.through), ())
            if not any(self._holds(key.right.vendor, scope, key.scope) for scope in wider):
                yield key

    def _holds(self, vendor: str, outer: Scope, inner: Scope) -> bool:
        if outer == inner:
            return True
        inside = self._contains.get((vendor, outer.level, outer.name), frozenset())
        if (inner.level, inner.name) in inside:
            return True
        return holds(vendor, outer, inner)


def _tier(key: GrantKey, side: Effect) -> Tier:
    return tier_in(key, side[key].name)[0]


def _rows(effect: Effect1, keys: Sequence[GrantKey], side: Effect, identities: Identities) -> Iterator[Row]:
    """A row for every right; what only comes along with a role that has a row of its own is told there."""
    tops = tops_of(side, {key.subject for key in keys if key.right.kind == "token"})
    grants = weighed({key: grant_of(key, side[key], identities, tops=tops) for key in keys})
    roles = {
        (key.subject, grant.right, key.scope, key.through): key for key, grant in grants.items() if grant.kind == "role"
    }
    carried: dict[GrantKey, list[Grant]] = defaultdict(list)
    alone: list[GrantKey] = []
    for key, grant in grants.items():
        last = grant.paths[0].steps[-1] if grant.paths[0].steps else ""
        role = roles.get((key.subject, last.removeprefix("role "), key.scope, key.through))
        if grant.kind in ("role", "token") or role is None or not last.startswith("role ") or role == key:
            alone.append(key)
        else:
            carried[role].append(grant)
    for key in alone:
        grant = grants[key]
        along = sorted(carried.get(key, ()), key=lambda each: (TIERS.index(each.tier), each.kind, each.right))
        yield Row(
            effect=effect,
            grant=grant,
            tier=grant.tier,
            reason=grant.reason,
            along=tuple(along),
        )


def _shifts(result: Difference, changed: Iterable[Entity]) -> Iterator[Shift]:
    subjects = set(changed)
    before, after = (tops_of(side, subjects) for side in (result.before, result.after))
    for subject in subjects:
        old, new = before.get(subject), after.get(subject)
        effect: Shift1 = "changes"
        if old is None:
            effect = "gains"
        elif new is None:
            effect = "loses"
        elif higher(new, old):
            effect = "raises"
        elif higher(old, new):
            effect = "lowers"
        yield Shift(
            effect=effect,
            person=result.identities.label(subject),
            account=result.identities.name(subject),
            kind=subject.kind,
            vendor=subject.vendor,
            realm=subject.realm,
            before=old,
            after=new,
        )
