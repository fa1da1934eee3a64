"""The status of accounts: there or not, let in or not, as far as the vendor says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

from rolecall.drift.display_names import accounts_of
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.specification.schema import Resource
from rolecall.specification.traits import Matches

Presence: TypeAlias = Literal["here", "invited", "disabled", "deleted", "gone", "unknown"]
GONE: Final[frozenset[Presence]] = frozenset({"gone", "deleted"})
"""The status of accounts that are not there."""


def is_shut_out(resource: Resource, values: Mapping[str, Any]) -> bool:
    """True if the attributes `values` of an account shut it out."""
    account = None if resource.access is None else resource.access.account
    return account is not None and any(values.get(name) in shut for name, shut in account.disabled)


def state_of_account(vendor: LiveVendor, item: LiveObject) -> Presence:
    """The status of an account that is there."""
    resource = vendor.shim.resource(item.type)
    account = None if resource.access is None else resource.access.account
    if account is not None:
        names = [name for name, _ in account.disabled]
        if is_shut_out(resource, {name: vendor.value(item, name) for name in names}):
            return "disabled"
    trait = vendor.shim.invitation(resource)
    return "invited" if trait is not None and vendor.value(item, trait.status) == trait.pending else "here"


def presence_by_id(vendor: LiveVendor, type_name: str, key: str) -> Presence:
    """The status of the object `key` of a type; gone only where a single read, or another listing, says so too."""
    state = _listed(vendor, type_name, key)
    return _asked(vendor, [type_name], key) if state == "gone" else state


def _listed(vendor: LiveVendor, type_name: str, key: str) -> Presence:
    """The status of the object `key` of a type as the listing has it."""
    item = vendor.by_id(type_name, key)
    if item is not None:
        return state_of_account(vendor, item)
    table = vendor.table(type_name)
    if table is not None and table.deleted_row(key) is not None:
        return "deleted"
    return "gone" if vendor.is_whole(type_name) else "unknown"


def presence_of_subject(vendor: LiveVendor, kind: str, key: str, *, directory: bool) -> Presence:
    """The status of the account or group (`kind`) that has the id `key`; in a `directory` it may be either."""
    types = _types_of(vendor, kind, directory=directory)
    best = _best([_listed(vendor, each, key) for each in types])
    if best != "gone":
        return best
    return "unknown" if _is_something(vendor, key) else _asked(vendor, types, key)


def _asked(vendor: LiveVendor, types: list[str], key: str) -> Presence:
    """The status of somebody whom no listing of these types has."""
    tables = [(each, vendor.table(each)) for each in types]
    sure = all(table is not None and vendor.absences.is_gone(table, each, key) for each, table in tables)
    return "gone" if sure else "unknown"


def _is_something(vendor: LiveVendor, id_: str) -> bool:
    """True if an id is that of a listed object that is neither an account nor a group, such as an application."""
    for label in vendor.shim.labels:
        resource = next((each for each in vendor.shim.resources if each.name == label.of), None)
        own = resource is not None and (resource.access is None or resource.access.subject is None)
        if not own or label.of not in vendor.types or "." in label.key:
            continue
        if label.key == "id":
            found = vendor.by_id(label.of, id_) is not None
        else:
            found = any(vendor.value(each, label.key) == id_ for each in vendor.objects(label.of))
        if found:
            return True
    return False


def _types_of(vendor: LiveVendor, kind: str, *, directory: bool) -> list[str]:
    """The resource types that an id of a holder may be of; in a directory whatever is in a group may be one too."""
    types = []
    for resource in vendor.shim.resources:
        access = resource.access
        if access is None:
            continue
        nested = directory and access.group is not None and access.group.directory
        if nested or (access.account if kind == "user" else access.group) is not None:
            types.append(resource.name)
    return types


def _best(states: list[Presence]) -> Presence:
    """The state of somebody who may be of several types: what is sure, else unknown."""
    sure: tuple[Presence, ...] = ("here", "invited", "disabled", "deleted")
    for state in sure:
        if state in states:
            return state
    return "gone" if states and all(state == "gone" for state in states) else "unknown"


def presence_by_name(vendor: LiveVendor, name: str, *, must_be_known: bool) -> Presence:
    """The status of the account that people know by `name`.

    Not `must_be_known`: the vendor takes names that are no accounts of its own too, so that one that is not found says
    something only where it has the form that accounts' names have.
    """
    known = True
    fits = False
    for type_name in accounts_of(vendor):
        resource = vendor.shim.resource(type_name)
        account = None if resource.access is None else resource.access.account
        if account is None:
            continue
        for attribute in dict.fromkeys([account.name, *([account.mail] if account.mail else [])]):
            found = vendor.named(type_name, attribute, name)
            if found:
                return state_of_account(vendor, found[0])
            if vendor.deleted_named(type_name, attribute, name):
                return "deleted"
        checks = [each for each in resource.schema.attribute(account.name).checks if isinstance(each, Matches)]
        fits = fits or any(_matches(each, name) for each in checks)
        known = known and vendor.is_whole(type_name)
    if not known or not accounts_of(vendor):
        return "unknown"
    return "gone" if must_be_known or fits else "unknown"


def _matches(check: Matches, name: str) -> bool:
    return re.fullmatch(check.pattern, name) is not None
