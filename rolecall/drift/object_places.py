"""Places of objects: the instance that they live at, the form of their ids, and whether they can be read alone."""

from __future__ import annotations

from rolecall.estate.live_vendor import LiveVendor
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, PrincipalLifecycle, Resource


def is_named(resource: Resource, vendor: LiveVendor) -> bool:
    """True if ids are names, which systems have in common: where the provider block chooses among clusters."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    places = [each for each in vendor.shim.endpoints if each.name == lifecycle.create.endpoint]
    return any(each.kubeconfig is not None for each in places)


def instance_of(vendor: LiveVendor, type_name: str) -> str:
    """The instance that objects of a type live at, equal for provider blocks that reach the same one."""
    table = vendor.table(type_name)
    return vendor.place(type_name) if table is None else table.owner


def normal_id(vendor: LiveVendor, type_name: str, id_: str) -> str:
    """An id in the form that the vendor's listing has."""
    table = vendor.table(type_name)
    return id_ if table is None else table.normal(id_)


def can_be_read_alone(vendor: LiveVendor, resource: Resource) -> bool:
    """True if the type is one that has no listing, rather than one whose system nobody configured."""
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        return can_be_read_alone(vendor, vendor.shim.resource(lifecycle.parent))
    if isinstance(lifecycle, PrincipalLifecycle):
        return True  # nothing at the vendor is it, so that nothing is asked
    if not isinstance(lifecycle, ObjectLifecycle):
        return vendor.is_configured(lifecycle.read.endpoint)
    collection = vendor.shim.collection(lifecycle.collection)
    operation = collection.get or collection.list
    return operation is not None and vendor.is_configured(operation.endpoint)
