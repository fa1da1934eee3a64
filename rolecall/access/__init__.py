"""Access in people's terms: from resources with their values to who has which right, where, and by which path.

    found = effective_access(items_of_vendors(vendors))     # or of a state, or of one side of a plan
    for row in found.rows():
        row.person, row.right, row.vendor, row.scope, row.paths, row.tier, row.declared
    found.write(file), AccessMap.read(file)                 # the map as JSON
    difference(before, after).rows                          # who gains and who loses what between two snapshots
    Consequences(before, now).of(old, new).rows             # the same for one change among many

How a resource type gives access is data in its shim (trait `Access`), how privileged a right is too. Nothing outside of
this package works out access.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from rolecall.access.map_file import AccessMap
from rolecall.access.model import (
    TIERS,
    Brief,
    Entity,
    Grant,
    GrantKey,
    Item,
    Link,
    Path,
    RightKey,
    Scope,
    Unknown,
    brief_of,
    higher,
)

if TYPE_CHECKING:
    from rolecall.access.access_map import effective_access, grant_of
    from rolecall.access.built_ins import built_in
    from rolecall.access.consequences import Consequences
    from rolecall.access.differences import Contains, Difference, Row, Shift, difference, holds
    from rolecall.access.effect import MOST_PATHS
    from rolecall.access.identity import Identities
    from rolecall.access.ownership import is_owner_open, new_owners, owner_attributes
    from rolecall.access.people import People, people_of_stacks, read_people
    from rolecall.access.reach import narrowed, widened
    from rolecall.access.read_by_rules import Reader, highest, names_of_change, readers
    from rolecall.access.risk_tiers import tier_in, tier_of
    from rolecall.access.shim_traits import holds_ids, says_access
    from rolecall.access.sources import (
        is_managed,
        item_of_live,
        items_of_state,
        items_of_vendors,
        live_address,
        managed_by,
        names_of_state,
        realm_of,
        unreadable_in,
    )
    from rolecall.access.undescribed import undescribed_roles
    from rolecall.access.unexplained import unexplained_rights

__all__ = [
    "MOST_PATHS",
    "TIERS",
    "AccessMap",
    "Brief",
    "Consequences",
    "Contains",
    "Difference",
    "Entity",
    "Grant",
    "GrantKey",
    "Identities",
    "Item",
    "Link",
    "Path",
    "People",
    "Reader",
    "RightKey",
    "Row",
    "Scope",
    "Shift",
    "Unknown",
    "brief_of",
    "built_in",
    "difference",
    "effective_access",
    "grant_of",
    "higher",
    "highest",
    "holds",
    "holds_ids",
    "is_managed",
    "is_owner_open",
    "item_of_live",
    "items_of_state",
    "items_of_vendors",
    "live_address",
    "managed_by",
    "names_of_change",
    "names_of_state",
    "narrowed",
    "new_owners",
    "owner_attributes",
    "people_of_stacks",
    "read_people",
    "readers",
    "realm_of",
    "says_access",
    "tier_in",
    "tier_of",
    "undescribed_roles",
    "unexplained_rights",
    "unreadable_in",
    "widened",
]

_HOMES: Final = {
    "readers": "read_by_rules",
    "names_of_change": "read_by_rules",
    "highest": "read_by_rules",
    "Reader": "read_by_rules",
    "Consequences": "consequences",
    "Contains": "differences",
    "Difference": "differences",
    "Identities": "identity",
    "MOST_PATHS": "effect",
    "People": "people",
    "Row": "differences",
    "Shift": "differences",
    "built_in": "built_ins",
    "difference": "differences",
    "effective_access": "access_map",
    "grant_of": "access_map",
    "holds": "differences",
    "holds_ids": "shim_traits",
    "is_managed": "sources",
    "item_of_live": "sources",
    "items_of_state": "sources",
    "items_of_vendors": "sources",
    "live_address": "sources",
    "managed_by": "sources",
    "names_of_state": "sources",
    "narrowed": "reach",
    "is_owner_open": "ownership",
    "new_owners": "ownership",
    "owner_attributes": "ownership",
    "people_of_stacks": "people",
    "read_people": "people",
    "realm_of": "sources",
    "says_access": "shim_traits",
    "tier_in": "risk_tiers",
    "tier_of": "risk_tiers",
    "undescribed_roles": "undescribed",
    "unexplained_rights": "unexplained",
    "unreadable_in": "sources",
    "widened": "reach",
}
"""The modules of the names that are loaded when first asked for: a saved map is read without the runtime."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
