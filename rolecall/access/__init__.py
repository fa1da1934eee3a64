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

from rolecall.access.map_file import AccessMap as AccessMap
from rolecall.access.model import TIERS as TIERS
from rolecall.access.model import Brief as Brief
from rolecall.access.model import Entity as Entity
from rolecall.access.model import Grant as Grant
from rolecall.access.model import GrantKey as GrantKey
from rolecall.access.model import Item as Item
from rolecall.access.model import Link as Link
from rolecall.access.model import Path as Path
from rolecall.access.model import RightKey as RightKey
from rolecall.access.model import Scope as Scope
from rolecall.access.model import Unknown as Unknown
from rolecall.access.model import brief_of as brief_of
from rolecall.access.model import higher as higher

if TYPE_CHECKING:
    from rolecall.access.access_map import effective_access as effective_access
    from rolecall.access.access_map import grant_of as grant_of
    from rolecall.access.built_ins import built_in as built_in
    from rolecall.access.consequences import Consequences as Consequences
    from rolecall.access.differences import Contains as Contains
    from rolecall.access.differences import Difference as Difference
    from rolecall.access.differences import Row as Row
    from rolecall.access.differences import Shift as Shift
    from rolecall.access.differences import difference as difference
    from rolecall.access.differences import holds as holds
    from rolecall.access.effect import MOST_PATHS as MOST_PATHS
    from rolecall.access.identity import Identities as Identities
    from rolecall.access.limits_of_rights import narrowed as narrowed
    from rolecall.access.limits_of_rights import widened as widened
    from rolecall.access.ownership import is_owner_open as is_owner_open
    from rolecall.access.ownership import new_owners as new_owners
    from rolecall.access.ownership import owner_attributes as owner_attributes
    from rolecall.access.people import People as People
    from rolecall.access.people import people_of_stacks as people_of_stacks
    from rolecall.access.people import read_people as read_people
    from rolecall.access.read_by_rules import Reader as Reader
    from rolecall.access.read_by_rules import highest as highest
    from rolecall.access.read_by_rules import names_of_change as names_of_change
    from rolecall.access.read_by_rules import readers as readers
    from rolecall.access.risk_tiers import tier_in as tier_in
    from rolecall.access.risk_tiers import tier_of as tier_of
    from rolecall.access.shim_traits import holds_ids as holds_ids
    from rolecall.access.shim_traits import says_access as says_access
    from rolecall.access.sources import is_managed as is_managed
    from rolecall.access.sources import item_of_live as item_of_live
    from rolecall.access.sources import items_of_state as items_of_state
    from rolecall.access.sources import items_of_vendors as items_of_vendors
    from rolecall.access.sources import live_address as live_address
    from rolecall.access.sources import managed_by as managed_by
    from rolecall.access.sources import names_of_state as names_of_state
    from rolecall.access.sources import realm_of as realm_of
    from rolecall.access.sources import unreadable_in as unreadable_in
    from rolecall.access.undescribed import undescribed_roles as undescribed_roles
    from rolecall.access.unexplained import unexplained_rights as unexplained_rights


_HOMES: Final = {
    name: module
    for module, names in {
        "access_map": ("effective_access", "grant_of"),
        "built_ins": ("built_in",),
        "consequences": ("Consequences",),
        "differences": ("Contains", "Difference", "Row", "Shift", "difference", "holds"),
        "effect": ("MOST_PATHS",),
        "identity": ("Identities",),
        "ownership": ("is_owner_open", "new_owners", "owner_attributes"),
        "people": ("People", "people_of_stacks", "read_people"),
        "limits_of_rights": ("narrowed", "widened"),
        "read_by_rules": ("Reader", "highest", "names_of_change", "readers"),
        "risk_tiers": ("tier_in", "tier_of"),
        "shim_traits": ("holds_ids", "says_access"),
        "sources": (
            "is_managed",
            "item_of_live",
            "items_of_state",
            "items_of_vendors",
            "live_address",
            "managed_by",
            "names_of_state",
            "realm_of",
            "unreadable_in",
        ),
        "undescribed": ("undescribed_roles",),
        "unexplained": ("unexplained_rights",),
    }.items()
    for name in names
}
"""The modules of the names that are loaded when first asked for: a saved map is read without the runtime."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
