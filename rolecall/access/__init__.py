"""Access in people's terms: from resources with their values to who has which right, where, and by which path.

    for grant in grants(resources):          # whatever has address, type, vendor and values: state, live, a plan
        grant.person, grant.right, grant.vendor, grant.scope, grant.paths, grant.tier

How a resource type gives access is data in its shim (trait `Access`), how privileged a right is too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from rolecall.access.direct_access import Facts, facts_of
from rolecall.access.effective_access import Effect, effect_of
from rolecall.access.identity import Identities
from rolecall.access.model import Entity, Grant, GrantKey, Item, Link, Path, RightKey, Scope, Unknown
from rolecall.access.risk_tiers import higher, tier_of

__all__ = [
    "Effect",
    "Entity",
    "Facts",
    "Grant",
    "GrantKey",
    "Held",
    "Identities",
    "Item",
    "Link",
    "Path",
    "RightKey",
    "Scope",
    "Unknown",
    "effect_of",
    "facts_of",
    "grant_of",
    "grants",
    "higher",
    "item_of",
    "tier_of",
]


class Held(Protocol):
    """A resource with its values, from wherever."""

    @property
    def address(self) -> str:
        """The address, for messages and paths."""

    @property
    def type(self) -> str:
        """Its resource type."""

    @property
    def vendor(self) -> str:
        """The name of its provider."""

    @property
    def values(self) -> Mapping[str, Any]:
        """Its attributes."""


def grants(resources: Iterable[Held | Item]) -> list[Grant]:
    """Every right of everybody whom `resources` know of, sorted by vendor, person, scope and right.

    An `alias` attribute, where a resource has one, tells instances of one vendor apart. What is unknown is left out.
    """
    items = [each if isinstance(each, Item) else item_of(each) for each in resources]
    identities = Identities([items])
    effect = effect_of(facts_of(items, identities, 0), identities, 0)
    found = [grant_of(key, each.name, tuple(each.paths), identities) for key, each in effect.items()]
    return sorted(found, key=lambda each: (each.vendor, each.realm, each.person, each.scope, each.kind, each.right))


def item_of(resource: Held) -> Item:
    """A resource as access sees it."""
    return Item(
        address=resource.address,
        type=resource.type,
        vendor=resource.vendor,
        values=resource.values,
        realm=str(getattr(resource, "alias", None) or ""),
    )


def grant_of(key: GrantKey, name: str, paths: tuple[Path, ...], identities: Identities) -> Grant:
    """A grant in people's terms."""
    vendor = key.right.vendor
    tier, reason = tier_of(vendor, key.right.kind, name, key.scope.level)
    return Grant(
        key=key,
        person=identities.label(key.subject),
        account=identities.name(key.subject),
        vendor=vendor,
        realm=key.right.realm,
        kind=key.right.kind,
        right=name,
        scope=key.scope,
        paths=paths,
        tier=tier,
        reason=reason,
    )
