"""Changes of access by plans: who gains and who loses which right, effectively."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rolecall.access import (
    Effect,
    Entity,
    Facts,
    Grant,
    GrantKey,
    Identities,
    Path,
    RightKey,
    Scope,
    Unknown,
    effect_of,
    facts_of,
    grant_of,
    higher,
    shim_traits,
    tier_of,
)
from rolecall.access.effective_access import Found
from rolecall.review.before_and_after import Sides
from rolecall.specification.traits import Tier

Effect1: TypeAlias = Literal["gains", "loses"]
Shift1: TypeAlias = Literal["gains", "loses", "raises", "lowers", "changes"]
OURSELF = "(the account that the provider runs as)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One right that somebody gains or loses. `tier` counts what the right brings along: `carries`, in words."""

    effect: Effect1
    grant: Grant
    tier: Tier
    reason: str
    carries: tuple[str, ...] = ()

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A right that somebody keeps, but not all of the time: what gives it is removed before it is made again."""

    grant: Grant
    addresses: tuple[str, ...]


@dataclass
class Difference:
    """All that the plans do to access. `before` and `after` are what there is on both sides."""

    rows: list[Row] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    unknowns: list[Unknown] = field(default_factory=list)
    before: Effect = field(default_factory=dict)
    after: Effect = field(default_factory=dict)
    facts_before: Facts = field(default_factory=Facts)
    facts_after: Facts = field(default_factory=Facts)
    identities: Identities = field(default_factory=lambda: Identities([[], []]))


Contains: TypeAlias = Mapping[tuple[str, str, str], frozenset[tuple[str, str]]]
"""(vendor, level, name) of a scope to (level, name) of those inside of it, where the reviewer says so."""


def difference(sides: Sides, contains: Contains | None = None) -> Difference:
    """Compare both sides."""
    identities = Identities([sides.before, sides.after], frozenset(sides.lingering))
    before = facts_of(sides.before, identities, 0)
    after = facts_of(sides.after, identities, 1, before)
    result = Difference(
        before=_effect(before, identities, 0),
        after=_effect(after, identities, 1),
        facts_before=before,
        facts_after=after,
        identities=identities,
        unknowns=after.unknowns,
    )
    reach = _Reach(contains or {})
    gained = list(reach.missing(result.after, result.before))
    lost = list(reach.missing(result.before, result.after))
    result.rows = [*_rows("gains", gained, result.after, identities), *_rows("loses", lost, result.before, identities)]
    result.shifts = list(_shifts(result, {key.subject for key in (*gained, *lost)}))
    result.gaps = list(_gaps(sides, result))
    return result


def _effect(facts: Facts, identities: Identities, number: int) -> Effect:
    """The effect with the tokens that go with it."""
    effect = effect_of(facts, identities, number)
    for owned in facts.credentials:
        owner = owned.owner or Entity("user", owned.item.vendor, owned.item.realm, f"name:{OURSELF}")
        if owner in facts.shut_out or identities.is_gone(number, owner):
            continue
        right = RightKey("token", owner.vendor, owner.realm, owned.item.address)
        effect[GrantKey(owner, right, Scope())] = Found(owned.name, [Path((), (owned.item.address,))])
    return effect


class _Reach:
    """Scopes by the one that they are inside of."""

    def __init__(self, contains: Contains) -> None:
        self._contains = contains

    def missing(self, here: Effect, there: Effect) -> Iterator[GrantKey]:
        """The grants of `here` that `there` has neither itself nor in a wider scope."""
        scopes: dict[tuple[Entity, RightKey, str], list[Scope]] | None = None
        for key in here:
            if key in there:
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
        known = shim_traits.shim(vendor)
        return outer.where == inner.where and any(
            each.whole == outer.level and inner.level in each.parts for each in (known.containments if known else ())
        )


def _rows(effect: Effect1, keys: Sequence[GrantKey], side: Effect, identities: Identities) -> Iterator[Row]:
    """A row for every right; what only comes along with a role that has a row of its own is told there."""
    grants = {key: grant_of(key, side[key].name, tuple(side[key].paths), identities) for key in keys}
    roles = {
        (key.subject, grant.right, key.scope, key.through): key for key, grant in grants.items() if grant.kind == "role"
    }
    tokens = [key for key, grant in grants.items() if grant.kind == "token"]
    carried: dict[GrantKey, list[Grant]] = defaultdict(list)
    alone: list[GrantKey] = []
    for key, grant in grants.items():
        last = grant.paths[0].steps[-1] if grant.paths[0].steps else ""
        role = roles.get((key.subject, last.removeprefix("role "), key.scope, key.through))
        if grant.kind in ("role", "token") or role is None or not last.startswith("role ") or role == key:
            alone.append(key)
        else:
            carried[role].append(grant)
    tops = _tops(side, {key.subject for key in tokens}) if tokens else {}
    for key in alone:
        grant = grants[key]
        tier, reason = grant.tier, grant.reason
        if grant.kind == "token":
            top = tops.get(key.subject)
            tier = top or "normal"
            reason = f"It is as much as its owner, who is {top}." if top else "What its owner may do is not known here."
        along = sorted(carried.get(key, ()), key=lambda each: (_rank(each.tier), each.kind, each.right))
        if along and higher(along[0].tier, tier):
            tier, reason = along[0].tier, f"It brings {along[0].kind} {along[0].right}: {along[0].reason}"
        yield Row(
            effect=effect,
            grant=grant,
            tier=tier,
            reason=reason,
            carries=tuple(f"{each.kind} {each.right}" for each in along),
        )


def _rank(tier: Tier) -> int:
    return ("critical", "high", "normal", "low").index(tier)


def _tops(side: Effect, subjects: set[Entity]) -> dict[Entity, Tier]:
    """The highest tier that each of `subjects` has on its vendor."""
    found: dict[Entity, Tier] = {}
    for key, each in side.items():
        if key.subject in subjects and key.right.kind != "token":
            tier, _ = tier_of(key.right.vendor, key.right.kind, each.name, key.scope.level)
            known = found.get(key.subject)
            if known is None or higher(tier, known):
                found[key.subject] = tier
    return found


def _shifts(result: Difference, changed: Iterable[Entity]) -> Iterator[Shift]:
    subjects = set(changed)
    before, after = (_tops(side, subjects) for side in (result.before, result.after))
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


def _gaps(sides: Sides, result: Difference) -> Iterator[Gap]:
    """Rights that are there before and after, while all that gave them goes before anything gives them again."""
    going = {
        each.address
        for each in sides.reviewed
        if each.change.actions in (("delete",), ("delete", "create")) and each.address not in sides.kept
    }
    if not going:
        return
    for key, found in result.before.items():
        if key not in result.after or key.right.kind in ("token", "account"):
            continue
        addresses = [sorted(going & set(path.addresses)) for path in found.paths]
        stays = any(path in found.paths and not going & set(path.addresses) for path in result.after[key].paths)
        if all(addresses) and not stays:
            grant = grant_of(key, found.name, tuple(found.paths), result.identities)
            yield Gap(grant=grant, addresses=tuple(dict.fromkeys(each for some in addresses for each in some)))
