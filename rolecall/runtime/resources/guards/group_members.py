"""Members of a group that ends whom the configuration does not list: a warning of the plan says how many, and who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.listing_names import few
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.unread_members import is_something
from rolecall.runtime.values.paths import MISSING, UNREAD, Unread, dig
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Group


def members_of(context: Context[ObjectLifecycle], change: Change) -> tuple[dict[str, str], str]:
    """The members of a group that ends, by id, with what they are called, and why they could not be asked.

    Those whom the configuration lists are those of the state.
    """
    access, key = context.resource.access, change.before.get("id")
    group = None if access is None else access.group
    if group is None or not isinstance(key, str):
        return {}, ""
    shown = change.before.get(group.members or "")
    if isinstance(shown, list) and is_listed(change, group):
        return {each: each for each in shown}, ""
    try:
        found = _members(context, key, group)
    except (VendorError, Refusal) as problem:
        return {}, str(problem)
    return ({}, f"{context.title} does not show them") if found is None else (found, "")


def check_members(
    context: Context[ObjectLifecycle], change: Change, members: dict[str, str], unasked: str
) -> Iterator[Diagnostic]:
    """A warning where a group ends, or is made anew, that has members beside those of this state."""
    access, key = context.resource.access, change.before.get("id")
    group = None if access is None else access.group
    if group is None or not isinstance(key, str) or is_listed(change, group):
        return
    context.connection.addresses.settled()
    shim, knows = context.connection.shim, context.connection.addresses.knows
    names = sorted(name for id, name in members.items() if not any(knows(*each) for each in givers_of(shim, key, id)))
    if not names and not unasked:
        return
    who = f"{len(names)} of its members are not in this state: {few(names)}." if names else ""
    rest = f"Who is in it could not be asked: {unasked}." if unasked else ""
    new = " What is made in its place begins without them." if change.replaces else ""
    count = f"{len(names)} whom this state does not have lose" if names else "who is in it is not known, and loses"
    yield Diagnostic(
        "warning",
        f"{key!r} ends, and {count} what it gives",
        f"{who or rest}{new} Move them first, or keep the group.",
        ("id",),
    )


def is_listed(change: Change, group: Group) -> bool:
    """Whether the configuration lists the members, so that the plan shows them."""
    return group.members is not None and group.members in (change.private.managed or ())


def _members(context: Context[ObjectLifecycle], key: str, group: Group) -> dict[str, str] | None:
    """The members by id, with what they are called; None where the vendor does not show them. Raises VendorError."""
    connection, collection = context.connection, context.collection
    if collection.large_set is not None:
        found = connection.large_sets.read(collection, key, ())
        return None if isinstance(found, Unread) else {each: each for each in found or ()}
    inside = _collection(connection.shim, context.resource)
    if inside is not None:
        rows = connection.listings.all(inside, {inside.parents[0]: key})
        nested = collection.nested_set
        group_row = None if rows or nested is None else connection.listings.fresh(collection, key)
        if group_row is not None and nested is not None and dig(group_row, nested.field) is UNREAD:
            return None
        return {_own(key_of(inside, row)): _called(connection.shim, inside, row) for row in rows}
    return None if group.members is None else _of_row(context, key, group.members)


def _of_row(context: Context[ObjectLifecycle], key: str, name: str) -> dict[str, str] | None:
    """Those whom an attribute of the group names by id. Raises VendorError."""
    connection, attribute = context.connection, context.resource.schema.attribute(name)
    row = connection.listings.fresh(context.collection, key)
    ids = [] if row is None else connection.wire.decode(attribute, row)
    if ids is MISSING:
        return None
    reference = attribute.reference
    if reference is None or not ids:
        return {each: each for each in ids or ()}
    collection = connection.shim.collection(reference.lookup)
    known = {str(each.get(reference.by)): each for each in connection.references.rows(reference.lookup)}
    return {each: _called(connection.shim, collection, known[each]) if each in known else each for each in ids}


def _collection(shim: Provider, group: Resource) -> Collection | None:
    """The collection of the members of one group."""
    for collection in shim.collections:
        for resource in _bindings(shim):
            lifecycle = resource.lifecycle
            is_bindings = isinstance(lifecycle, ObjectLifecycle) and lifecycle.collection == collection.name
            if is_bindings and any(made_by == f"{group.name}.id" for _, made_by in collection.holders):
                return collection
    of = group.lifecycle
    nested = shim.collection(of.collection).nested_set if isinstance(of, ObjectLifecycle) else None
    return None if nested is None else shim.collection(nested.collection)


def _bindings(shim: Provider) -> list[Resource]:
    """The resource types that put a subject into a group."""
    return [
        item
        for item in shim.resources
        if item.access is not None
        and item.access.subject is not None
        and any(permission.kind == "group" for permission in item.access.permissions)
    ]


def givers_of(shim: Provider, group: str, member: str) -> frozenset[tuple[str, str]]:
    """The memberships, by type and id, any of which would put the member into the group."""
    found = set[tuple[str, str]]()
    for item in _bindings(shim):
        if item.access is not None and item.access.subject is not None:
            said = {item.access.permissions[0].attribute: group, item.access.subject.attribute: member}
            values: dict[str, Any] = {"id": None, **said}
            found.add((item.name, str(identify(item, values))))
    return frozenset(found)


def _own(key: Any) -> str:
    """A member's own id in the key of a row, which the group's comes before."""
    return str(key).rpartition("/")[2]


def _called(shim: Provider, inside: Collection, row: dict[str, Any]) -> str:
    for item in shim.resources:
        if item.access is not None and item.access.account is not None and isinstance(item.lifecycle, ObjectLifecycle):
            natural = shim.collection(item.lifecycle.collection).natural_key
            name = MISSING if natural is None else dig(row, natural.field)
            if name is not MISSING and is_something(name):
                return str(name)
    return _own(key_of(inside, row))
