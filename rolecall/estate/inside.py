"""Objects that are inside of others (`Collection.parents`): the places to look for them, and what nobody can list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rolecall.estate.gaps import Gap
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import protecting
from rolecall.estate.terraform.state import State
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, PrincipalLifecycle, Resource


def read_inside(vendor: LiveVendor, state: State, *, everywhere: bool = False) -> None:
    """List what is inside of other objects, wherever the state has such an object or something of the kind.

    `everywhere`: of all that are listed too. Of those in state, what the vendor makes for everybody is left out.
    """
    priors: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for item in state.resources:
        if item.vendor == vendor.shim.name and item.alias in (None, vendor.alias):
            priors[item.type].append(item.values)
    for resource in vendor.shim.resources:
        if places := [*priors.get(resource.name, ()), *_places(vendor, resource, priors, everywhere=everywhere)]:
            vendor.read_inside(resource.name, places)


def not_listed(vendor: LiveVendor, types: Iterable[str]) -> Iterator[Gap]:
    """A gap for each of `types` whose objects were not all looked at, and of which no other gap speaks.

    A system that nothing says where it is is none: it is left out.
    """
    for name in types:
        resource = vendor.shim.resource(name)
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, PrincipalLifecycle | MembershipLifecycle):
            continue
        if not isinstance(lifecycle, ObjectLifecycle):
            yield _gap(vendor, name, "it is a part of another object, and parts cannot be listed")
            continue
        collection = vendor.shim.collection(lifecycle.collection)
        holders = dict(collection.holders)
        unheld = [parent for parent in collection.parents if not _is_shown(vendor, holders.get(parent, ""))]
        if collection.list is None:
            yield _gap(vendor, name, "the vendor does not list it")
        elif unheld and vendor.is_configured(collection.list.endpoint):
            yield _gap(vendor, name, f"it is listed by {', '.join(unheld)}, and no listing says which there are")


def _is_shown(vendor: LiveVendor, holder: str) -> bool:
    """True if listed objects show the values of `TYPE.ATTRIBUTE`."""
    type_name, _, attribute = holder.partition(".")
    if type_name not in vendor.types:
        return False
    return vendor.shim.resource(type_name).schema.attribute(attribute).read_path is not None


def is_apart(vendor: LiveVendor, type_name: str, attribute: str) -> bool:
    """True if an attribute of listed objects is a set that reads leave out where nobody manages it."""
    table = vendor.table(type_name)
    path = vendor.shim.resource(type_name).schema.attribute(attribute).read_path
    return table is not None and table.collection.apart == path


def _gap(vendor: LiveVendor, name: str, why: str) -> Gap:
    return Gap(vendor=vendor.label, what=name, why=why, advice="Look it up at the vendor.")


def _places(
    vendor: LiveVendor, resource: Resource, priors: Mapping[str, Sequence[Mapping[str, Any]]], *, everywhere: bool
) -> Iterator[dict[str, Any]]:
    """Places to look for objects of the type: each object that holds some."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return
    for parent, holder in vendor.shim.collection(lifecycle.collection).holders:
        type_name, _, attribute = holder.partition(".")
        outer = vendor.shim.resource(type_name).lifecycle
        for prior in priors.get(type_name, ()):
            is_vendors = isinstance(outer, ObjectLifecycle) and any(protecting(outer, prior))
            if prior.get(attribute) and not is_vendors:
                yield {parent: prior[attribute]}
        for each in vendor.objects(type_name) if everywhere else ():
            if (value := vendor.values(each).get(attribute)) is not None:
                yield {parent: value}
