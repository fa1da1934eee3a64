"""Roles that somebody has and that nothing here describes: what they bring along is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rolecall.access import shim_traits
from rolecall.access.model import Grant, Item
from rolecall.access.risk_tiers import is_named


def undescribed_roles(grants: Iterable[Grant], items: Sequence[Item]) -> dict[str, list[str]]:
    """The names of such roles by vendor: no resource says what they bring along.

    Where the vendor has no resource type for roles, the roles that its risk tiers name are known by that.
    """
    described = set()
    for item in items:
        rule = shim_traits.access(item.vendor, item.type)
        if rule is not None and rule.role is not None:
            described.add((item.vendor, item.realm, str(item.values.get(rule.role.name))))
    found: dict[str, dict[str, None]] = {}
    for grant in grants:
        place = (grant.vendor, grant.realm, grant.right)
        if grant.kind == "role" and place not in described and not _is_known(grant):
            found.setdefault(grant.vendor, {})[grant.right] = None
    return {vendor: sorted(names) for vendor, names in sorted(found.items())}


def _is_known(grant: Grant) -> bool:
    """True for a role of a vendor without a resource type for roles that one of the vendor's risk tiers names."""
    known = shim_traits.shim(grant.vendor)
    types = known.resources if known is not None else ()
    if any(each.access is not None and each.access.role for each in types):
        return False
    return known is None or is_named(grant.vendor, grant.kind, grant.right)
