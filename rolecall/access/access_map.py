"""The access map made: every right of everybody, in people's terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rolecall.access.brought_along import with_brought
from rolecall.access.direct_access import facts_of
from rolecall.access.effect import Effect, Found, effect_of
from rolecall.access.identity import Identities
from rolecall.access.map_file import AccessMap
from rolecall.access.model import Entity, Grant, GrantKey, Item, Scope, higher
from rolecall.access.people import People
from rolecall.access.risk_tiers import tier_in
from rolecall.access.undescribed import undescribed_roles
from rolecall.specification.traits import Tier


def effective_access(
    items: Iterable[Item],
    *,
    declared: Callable[[str], str | None] | None = None,
    people: People | None = None,
    sources: Sequence[str] = (),
    unseen: Sequence[str] = (),
    named: Sequence[Item] = (),
) -> AccessMap:
    """Every right of everybody whom `items` know of, tokens included. What is unknown is left out.

    `items` are facts of live objects (`items_of_vendors`), of a state (`items_of_state`) or of one side of a plan.
    `declared` gives the place in code of an address, where it is known; `people` says whose accounts are whose.
    `named` only say how ids are called (`names_of_state`).
    """
    known = list(items)
    identities = Identities([known], people=people, named=named)
    effect = effect_of(with_brought(facts_of(known, identities, 0)), identities, 0)
    grants = tuple(grants_of(effect, identities, declared))
    return AccessMap(
        grants=grants,
        undescribed=tuple(
            f"{vendor} role {name}: nothing that was read says what it brings along"
            for vendor, names in undescribed_roles(grants, known).items()
            for name in names
        ),
        made_at=datetime.now(UTC),
        sources=tuple(sources),
        unseen=tuple(unseen),
    )


def grants_of(
    effect: Effect, identities: Identities, declared: Callable[[str], str | None] | None = None
) -> list[Grant]:
    """An effect in people's terms, sorted. A token is as privileged as its owner, a role as what it brings along."""
    tops = tops_of(effect, {key.subject for key in effect if key.right.kind == "token"})
    found = {}
    for key, each in effect.items():
        places = [place for address in each.paths[0].addresses if declared and (place := declared(address))]
        found[key] = grant_of(key, each, identities, tops=tops, declared=tuple(dict.fromkeys(places)))
    return sorted(
        weighed(found).values(),
        key=lambda each: (each.vendor, each.realm, each.person, each.scope, each.kind, each.right),
    )


def weighed(grants: Mapping[GrantKey, Grant]) -> dict[GrantKey, Grant]:
    """The same grants, a role as privileged as the most privileged of them that it brings along."""
    brought: dict[tuple[Entity, str, Scope, str], Grant] = {}
    for key, grant in grants.items():
        for step in {step for path in grant.paths for step in path.steps if step.startswith("role ")}:
            place = (key.subject, step.removeprefix("role "), key.scope, key.through)
            if place not in brought or higher(grant.tier, brought[place].tier):
                brought[place] = grant
    found = dict(grants)
    for key, grant in grants.items():
        most = brought.get((key.subject, grant.right, key.scope, key.through))
        if most is not None and grant.kind == "role" and higher(most.tier, grant.tier):
            reason = f"It brings {most.kind} {most.right}: {most.reason}"
            found[key] = replace(grant, tier=most.tier, reason=reason)
    return found


def grant_of(
    key: GrantKey,
    found: Found,
    identities: Identities,
    *,
    tops: Mapping[Entity, Tier] | None = None,
    declared: tuple[str, ...] = (),
) -> Grant:
    """A right in people's terms. `tops` are the highest tiers of owners of tokens, where they are known."""
    vendor = key.right.vendor
    tier, reason = tier_in(key, found.name)
    if key.right.kind == "token" and tops is not None:
        top = tops.get(key.subject)
        tier = top or "normal"
        reason = f"It is as much as its owner, who is {top}." if top else "What its owner may do is not known here."
        own = found.credential
        if own is not None and own.tier is not None and (top is None or higher(own.tier, top)):
            tier, reason = own.tier, own.reason
    return Grant(
        key=key,
        person=identities.label(key.subject),
        account=identities.name(key.subject),
        vendor=vendor,
        realm=key.right.realm,
        kind=key.right.kind,
        right=found.name,
        scope=key.scope,
        paths=tuple(found.paths),
        tier=tier,
        reason=reason,
        declared=declared,
    )


def tops_of(effect: Effect, subjects: set[Entity]) -> dict[Entity, Tier]:
    """The highest tier that each of `subjects` has on its vendor, tokens aside."""
    found: dict[Entity, Tier] = {}
    for key, each in effect.items() if subjects else ():
        if key.subject in subjects and key.right.kind != "token":
            tier, _ = tier_in(key, each.name)
            known = found.get(key.subject)
            if known is None or higher(tier, known):
                found[key.subject] = tier
    return found
