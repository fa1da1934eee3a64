"""Read: rows of the vendor as Terraform state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.resources.document.part import read_part
from rolecall.runtime.resources.object.origins import with_companion
from rolecall.runtime.resources.principal.principal import read_principal
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.settings.settings import read_settings
from rolecall.runtime.values.conversion import settle
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import (
    Attribute,
    Collection,
    MembershipLifecycle,
    ObjectLifecycle,
    PartLifecycle,
    PrincipalLifecycle,
    Resource,
    SettingsLifecycle,
)


def read(connection: Connection, resource: Resource, state: Object, private: Private) -> Object | None:
    """The state of `resource` now, or None when the vendor no longer has it. Raises VendorError or Refusal."""
    if isinstance(resource.lifecycle, MembershipLifecycle):
        return read_membership(connection, resource, resource.lifecycle, state)
    if isinstance(resource.lifecycle, SettingsLifecycle):
        return read_settings(connection, resource, resource.lifecycle, state)
    if isinstance(resource.lifecycle, PartLifecycle):
        return read_part(connection, resource, resource.lifecycle, state)
    if isinstance(resource.lifecycle, PrincipalLifecycle):
        return read_principal(resource, state, imported=private.imported)
    collection = connection.shim.collection(resource.lifecycle.collection)
    needed = needed_members(resource)
    crowd = crowd_of(collection, resource)
    if crowd is not None and (private.imported or _is_managed(crowd.name, state, private)):
        needed |= {crowd.read_path or crowd.name}
    elif crowd is not None:
        state = {**state, crowd.name: None}
    row = connection.listings.get(collection, str(state["id"]), needed)
    row = connection.invitations.corrected(collection, row, state, fresh=False)
    if row is None:
        return None
    state = state_of(connection, resource, row, state, imported=private.imported)
    return with_companion(connection, resource.lifecycle, state, row)


def _is_managed(name: str, state: Object, private: Private) -> bool:
    """Whether the configuration sets the attribute, as far as is known."""
    return name in private.managed if private.managed is not None else state.get(name) is not None


def crowd_of(collection: Collection, resource: Resource) -> Attribute | None:
    """The attribute that is the collection's large set (trait `LargeSet`), if it has one."""
    large = collection.large_set
    if large is None:
        return None
    return next((item for item in resource.schema.attributes if item.read_path == large.field), None)


def needed_members(resource: Resource) -> frozenset[str]:
    """The row members without which a listing's row cannot stand in for a single read: all that can be configured.

    Which of them the configuration manages is not known while reading, and a member left out would hide its drift.
    """
    return frozenset(
        item.read_path
        for item in resource.schema.attributes
        if item.read_path is not None and (item.required or item.optional) and item.absent != "empty"
    )


def state_of(
    connection: Connection,
    resource: Resource,
    row: Mapping[str, Any],
    expected: Mapping[str, Any],
    *,
    imported: bool = False,
) -> Object:
    """`row` as state. Where the row does not say, or no read ever does, `expected` (prior or planned) stays.

    An import has no prior: arguments of the provider alone then take their defaults.
    """
    state: Object = {}
    for attribute in resource.schema.attributes:
        before = expected.get(attribute.name)
        if attribute.write_only:
            state[attribute.name] = None
            continue
        value = connection.wire.decode(attribute, row)
        if value is MISSING:
            value = None if before is UNKNOWN else default_if_imported(attribute, before, imported)
        else:
            value = settle(attribute, value, before)
        state[attribute.name] = value
    state["id"] = identify(resource, state)
    if state["id"] is None and isinstance(resource.lifecycle, ObjectLifecycle):
        key = key_of(connection.shim.collection(resource.lifecycle.collection), row)
        state["id"] = expected.get("id") if key is MISSING else str(key)
    return state


def default_if_imported(attribute: Attribute, before: Any, imported: bool) -> Any:
    """`before`, or the default of an argument that is the provider's alone when nothing was applied yet."""
    if imported and before is None and attribute.read_path is None and attribute.field is None:
        return attribute.default if attribute.imported is None else attribute.imported
    return before


def identify(resource: Resource, state: Mapping[str, Any]) -> Any:
    """The value of `id`: the vendor's, or built from `id_template`."""
    return state["id"] if resource.id_template is None else render_text(resource.id_template, state)


def read_membership(
    connection: Connection, resource: Resource, lifecycle: MembershipLifecycle, state: Object
) -> Object | None:
    """The binding as it stands, or None when the parent is gone or no longer has the element."""
    parent, _ = parent_of(connection, lifecycle)
    collection = connection.shim.collection(parent.collection)
    if collection.large_set is not None:
        there = connection.crowds.has(collection, str(state[lifecycle.owner]), str(state[lifecycle.member]))
        return {**state, "id": identify(resource, state)} if there else None
    members = members_of(connection, lifecycle, str(state[lifecycle.owner]), fresh=False)
    if members is None or state[lifecycle.member] not in members:
        return None
    return {**state, "id": identify(resource, state)}


def members_of(connection: Connection, lifecycle: MembershipLifecycle, owner: str, *, fresh: bool) -> list[str] | None:
    """The elements that the parent `owner` has, or None when there is no such parent."""
    parent, attribute = parent_of(connection, lifecycle)
    collection = connection.shim.collection(parent.collection)
    member = attribute.read_path or attribute.name
    if fresh:
        row = connection.listings.fresh(collection, owner)
    else:
        row = connection.listings.get(collection, owner, frozenset({member}))
    if row is None:
        return None
    value = connection.wire.decode(attribute, row)
    if value is MISSING:
        raise refusal(
            f"{connection.shim.title} did not say which {lifecycle.of} {owner!r} has",
            f"The answer has no {member!r}. That is not taken as having none. Check the permissions of the account "
            "we run as.",
            (lifecycle.owner,),
        )
    return list(value or [])


def parent_of(connection: Connection, lifecycle: MembershipLifecycle) -> tuple[ObjectLifecycle, Attribute]:
    """The parent's lifecycle and its set attribute."""
    parent = connection.shim.resource(lifecycle.parent)
    if not isinstance(parent.lifecycle, ObjectLifecycle):
        raise TypeError(f"{lifecycle.parent} is not an object")
    return parent.lifecycle, parent.schema.attribute(lifecycle.of)
