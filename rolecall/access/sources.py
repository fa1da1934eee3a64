"""Facts of access: live objects and states as the items that access is worked out from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from rolecall.access import shim_traits
from rolecall.access.model import Item
from rolecall.estate.instances import label_of
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import Refusal, from_json
from rolecall.estate.terraform.state import ManagedResource, State
from rolecall.specification.schema import ObjectLifecycle, Resource

_LIVE: Final = re.compile(r"[a-z0-9_]+(@[\w-]+)?:")

Managed: TypeAlias = Callable[[LiveVendor, LiveObject], tuple[str, Mapping[str, Any]] | None]
"""The address at which a state has a live object, and its values as state has them; None where none has it."""


def live_address(label: str, type_name: str, id_: str) -> str:
    """The stand-in for an address of an object that no state has: `tanium:tanium_user/7`."""
    return f"{label}:{type_name}/{id_}"


def is_managed(address: str) -> bool:
    """True for the address of a resource in state, False for a `live_address`."""
    return _LIVE.match(address) is None


def items_of_vendors(vendors: Sequence[LiveVendor], managed: Managed | None = None) -> list[Item]:
    """The live objects of vendors that were read, as far as they matter for access.

    An element of a set is in what its parent shows, and an item of its own where a state has it. An object that no
    state has stands at its `live_address`.
    """
    realms = {vendor.label: realm_of(vendor, vendors) for vendor in vendors}
    found = []
    for vendor in vendors:
        for type_name in vendor.types:
            if not vendor.is_own(type_name) or not _matters(vendor.shim.name, type_name):
                continue
            for each in vendor.objects(type_name):
                known = managed(vendor, each) if managed is not None else None
                if known is not None:
                    found.append(item_of_live(vendor, each, known[1], known[0], realms[vendor.label]))
                elif vendor.is_object(type_name):
                    found.append(item_of_live(vendor, each, vendor.values(each), None, realms[vendor.label]))
    return found


def item_of_live(
    vendor: LiveVendor, each: LiveObject, values: Mapping[str, Any], address: str | None, realm: str
) -> Item:
    """One live object with `values` as access sees it."""
    return Item(
        address=address or live_address(vendor.label, each.type, each.id),
        type=each.type,
        vendor=vendor.shim.name,
        values=values,
        realm=realm,
        where=where_of(vendor, each.type),
        observed=shim_traits.access(vendor.shim.name, each.type) is None,
    )


def realm_of(vendor: LiveVendor, vendors: Sequence[LiveVendor]) -> str:
    """The alias that stands for the instance of a provider block: the one that reads the listings it shares."""
    owners = {table.owner for table in vendor.tables.values()} - {vendor.label}
    for other in vendors:
        if other.label in owners:
            return other.alias or ""
    return vendor.alias or ""


def where_of(vendor: LiveVendor, type_name: str) -> str:
    """The alias that stands for the system behind a provider block where objects of a type have one of their own."""
    return _where(vendor.shim.resource(type_name), vendor.alias)


def _where(resource: Resource, alias: str | None) -> str:
    lifecycle = resource.lifecycle
    endpoint = lifecycle.create.endpoint if isinstance(lifecycle, ObjectLifecycle) else ""
    return (alias or "") if endpoint else ""


def items_of_state(state: State) -> list[Item]:
    """The resources of a state, as far as they matter for access. Those that cannot be read are left out."""
    return list(_items(state.resources))


def unreadable_in(state: State) -> list[str]:
    """The addresses in a state that `items_of_state` leaves out: of an unknown type, or with values of other types."""
    found = []
    for each in state.resources:
        resource = shim_traits.resource(each.vendor, each.type)
        if resource is None or (_matters(each.vendor, each.type) and not list(_items([each]))):
            found.append(each.address)
    return found


def names_of_state(state: State) -> list[Item]:
    """The rows of data sources in a state, which say how ids are called. They give nobody anything."""
    found = []
    for each in state.data:
        known = shim_traits.rows(each.vendor, each.type)
        shown = [each.values] if known is None or not known.into else each.values.get(known.into)
        for row in shown if isinstance(shown, list) else ():
            if isinstance(row, Mapping):
                type_name = each.type if known is None else known.type
                found.append(Item(address=each.address, type=type_name, vendor=each.vendor, values=row, observed=True))
    return found


def _items(resources: Iterable[ManagedResource]) -> Iterator[Item]:
    for each in resources:
        resource = shim_traits.resource(each.vendor, each.type)
        if resource is None or not _matters(each.vendor, each.type):
            continue
        try:
            values = {
                said.name: from_json(said.value_type, each.values.get(said.name)) for said in resource.schema.attributes
            }
        except Refusal:
            continue
        yield Item(
            address=each.address,
            type=each.type,
            vendor=each.vendor,
            values=values,
            realm=each.alias or "",
            where=_where(resource, each.alias),
            observed=resource.access is None,
        )


def _matters(vendor: str, type_name: str) -> bool:
    """True if a resource type gives access, or names that rights go by."""
    known, rule = shim_traits.shim(vendor), shim_traits.access(vendor, type_name)
    labels = {label.of for label in known.labels} if known is not None else set()
    return type_name in labels or (rule is not None and rule.gives)


def managed_by(state: State, vendors: Sequence[LiveVendor]) -> Managed:
    """Find live objects in `state`, by provider block, resource type and id."""
    found = {
        (label_of(each.vendor, alias), each.type, str(each.values.get("id"))): each.address
        for each in state.resources
        for alias in ([each.alias] if state.knows_aliases or each.placed else {vendor.alias for vendor in vendors})
    }

    def managed(vendor: LiveVendor, each: LiveObject) -> tuple[str, Mapping[str, Any]] | None:
        table = vendor.table(each.type)
        for id_ in (each.id, each.id if table is None else table.normal(each.id)):
            if (vendor.label, each.type, id_) in found:
                return found[vendor.label, each.type, id_], vendor.values(each)
        return None

    return managed
