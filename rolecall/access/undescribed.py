"""Roles that somebody has and that nothing here describes: what they bring along is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rolecall.access import shim_traits
from rolecall.access.model import Grant, Item


def undescribed_roles(grants: Iterable[Grant], items: Sequence[Item]) -> dict[str, list[str]]:
    """The names of such roles by vendor, where the vendor has a resource type that would say what they bring along."""
    described = set()
    for item in items:
        rule = shim_traits.access(item.vendor, item.type)
        if rule is not None and rule.role is not None:
            described.add((item.vendor, item.realm, str(item.values.get(rule.role.name))))
    found: dict[str, dict[str, None]] = {}
    for grant in grants:
        place = (grant.vendor, grant.realm, grant.right)
        if grant.kind == "role" and place not in described and _has_roles(grant.vendor):
            found.setdefault(grant.vendor, {})[grant.right] = None
    return {vendor: sorted(names) for vendor, names in sorted(found.items())}


def _has_roles(vendor: str) -> bool:
    known = shim_traits.shim(vendor)
    return known is not None and any(each.access is not None and each.access.role for each in known.resources)
