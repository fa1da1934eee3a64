"""Objects that are inside of others (`Collection.parents`): the places to look for them, and what nobody can list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from rolecall.estate.gaps import Gap
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import protecting
from rolecall.estate.terraform.state import State
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, PrincipalLifecycle, Resource

SHOWN: Final = 5
"""The most objects that a gap names; the rest are counted."""


def read_inside(vendor: LiveVendor, state: State, *, everywhere: bool = False) -> None:
    """List what is inside of other objects, wherever the state has such an object or something of the kind.

    `everywhere`: of all that are listed too. Of those in state, what the vendor makes for everybody is left out.
    """
    priors = _priors(vendor, state)
    for resource in vendor.shim.resources:
        if places := [*priors.get(resource.name, ()), *_places(vendor, resource, priors, everywhere=everywhere)]:
            vendor.read_inside(resource.name, places)


def not_entered(vendor: LiveVendor, state: State) -> Iterator[Gap]:
    """A gap for each type of access inside of listed objects that `read_inside` did not look into for `state`."""
    priors = _priors(vendor, state)
    for resource in vendor.shim.resources:
        lifecycle = resource.lifecycle
        gives = resource.access is not None and resource.access.gives
        if not gives or not isinstance(lifecycle, ObjectLifecycle):
            continue
        parents = vendor.shim.collection(lifecycle.collection).parents
        entered = {(parent, str(prior.get(parent))) for prior in priors.get(resource.name, ()) for parent in parents}
        for place in _places(vendor, resource, priors, everywhere=False):
            entered |= {(parent, str(value)) for parent, value in place.items()}
        all_places = _places(vendor, resource, priors, everywhere=True)
        each_place = ((parent, str(value)) for place in all_places for parent, value in place.items())
        left = list(dict.fromkeys(value for parent, value in each_place if (parent, value) not in entered))
        if left:
            names = [vendor.called(value) for value in left[:SHOWN]]
            more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
            yield _gap(vendor, f"{resource.name} of {', '.join(names)}{more}", "only a state's own are looked into")


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


def _priors(vendor: LiveVendor, state: State) -> Mapping[str, list[Mapping[str, Any]]]:
    """The values of the resources in a state that may be the vendor's, by type."""
    priors: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for item in state.resources:
        if item.vendor == vendor.shim.name and item.alias in (None, vendor.alias):
            priors[item.type].append(item.values)
    return priors


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
