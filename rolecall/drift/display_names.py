"""Display names: the person, group, token or role that a resource is about, in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import MISSING, dig, every
from rolecall.specification.schema import MembershipLifecycle, Resource
from rolecall.specification.traits import Access, Permission

OURSELVES: Final = "the account that this check runs as"


def noun(resource: Resource) -> str:
    """`tanium_role_binding` as `role binding`."""
    return resource.name.partition("_")[2].replace("_", " ")


def subject(vendor: LiveVendor, resource: Resource, values: Mapping[str, Any]) -> str:
    """Whom or what the attributes `values` of a resource are about: a name where there is one, else the id."""
    access = resource.access
    if access is not None:
        if access.subject is not None:
            return ", ".join(holders(vendor, resource, values)) or str(values.get("id") or "nobody")
        said = access.account or access.group or access.role or access.credential
        if said is not None and values.get(said.name):
            return str(values[said.name])
    return str(values.get("name") or values.get("id") or noun(resource))


def holders(vendor: LiveVendor, resource: Resource, values: Mapping[str, Any]) -> list[str]:
    """The subjects of a binding, by name."""
    access = resource.access
    if access is None or access.subject is None:
        return []
    found = [str(item) for item in every(values, access.subject.attribute) if item is not None]
    if access.subject.by == "name":
        return found
    return [name_of(vendor, resource, key) for key in found]


def is_ours(vendor: LiveVendor, resource: Resource, values: Mapping[str, Any]) -> bool:
    """True if the account that the check runs as holds a binding, alone or with others, by its id or its name."""
    access = resource.access
    if vendor.account is None or access is None or access.subject is None:
        return False
    ours = {vendor.account.casefold(), name_of(vendor, resource, vendor.account).casefold()}
    return any(str(each).casefold() in ours for each in every(values, access.subject.attribute))


def name_of(vendor: LiveVendor, resource: Resource, key: str) -> str:
    """The name of the account or group whose id is `key`, or the id where it is not known."""
    lifecycle = resource.lifecycle
    parents = [lifecycle.parent] if isinstance(lifecycle, MembershipLifecycle) else []
    for type_name in [*parents, *accounts_of(vendor)]:
        access = vendor.shim.resource(type_name).access
        said = None if access is None else access.account or access.group
        item = vendor.by_id(type_name, key)
        if said is not None and item is not None:
            return str(vendor.value(item, said.name) or key)
    return vendor.called(key)


def accounts_of(vendor: LiveVendor) -> list[str]:
    """The resource types that are accounts."""
    return [item.name for item in vendor.shim.resources if item.access is not None and item.access.account is not None]


def rights(vendor: LiveVendor, resource: Resource, values: Mapping[str, Any]) -> str:
    """The rights that `values` give, and where, as `role Administrator on cluster prod`."""
    access = resource.access
    if access is None:
        return ""
    said = [f"{each.kind} {name}" for each in access.permissions for name in sorted(_names(vendor, each, values))]
    level, name = _level_of(vendor, access, values)
    where = "" if level is None else f" on {level} {name}" if name else f" on the whole {level}"
    return ", ".join(said) + (where if said else "")


def _names(vendor: LiveVendor, permission: Permission, values: Mapping[str, Any]) -> list[str]:
    """The names of the rights of one kind that the attributes `values` show; an id where nothing names it."""
    found = every(values, permission.attribute)
    lists = [each for value in found for each in (value.values() if isinstance(value, Mapping) else [value])]
    flat = [item for value in lists for item in (value if isinstance(value, list) else [value])]
    if permission.word is not None:
        return [permission.word] if any(item is True for item in flat) else []
    said = [str(item) for item in flat if item is not None and item is not MISSING]
    return [vendor.called(item) for item in said] if permission.by == "id" else said


def _level_of(vendor: LiveVendor, access: Access, values: Mapping[str, Any]) -> tuple[str | None, str]:
    """The level and the name of the scope that the attributes `values` set; the name of a whole level is empty."""
    for level, attribute in access.scopes:
        if attribute == "*":
            return level, ""
        name = dig(values, attribute)
        if name is not MISSING and name is not None:
            return level, vendor.called(str(name))
    return None, ""
