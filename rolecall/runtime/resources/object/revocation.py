"""Revoking what somebody owns (trait CascadeDelete), when the owner ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import NotFound
from rolecall.runtime.resources.guards.guard import protecting
from rolecall.runtime.values.paths import every
from rolecall.specification.schema import Collection, ObjectLifecycle, Operation
from rolecall.specification.traits import CascadeDelete


def revoke(
    connection: Connection, owned: CascadeDelete, owner: str, result: StateResult, *, required: bool = False
) -> None:
    """Delete every row of the owned collection that belongs to `owner` alone; report those that name others too.

    A system that is not configured is passed over, unless it is `required`.
    """
    collection = connection.shim.collection(owned.collection)
    if not required and not connection.client.is_configured(owned.endpoint):
        return
    operation = Operation(method="DELETE", path=owned.delete_path, endpoint=owned.endpoint)
    for row in connection.removals.share(collection.name, lambda: connection.listings.all(collection)):
        mine = _owned(owned, row, owner)
        if not any(mine):
            continue
        key = str(key_of(collection, row))
        if reason := _kept(connection, collection, row):
            result.diagnostics.warning(
                f"{key!r} in {collection.name}{_where(connection, owned)} names {owner!r}",
                f"{reason} It is never deleted, so it was left as it is. Take {owner!r} out of it.",
            )
            continue
        if not all(mine):
            result.diagnostics.warning(
                f"{key!r} in {collection.name}{_where(connection, owned)} still names {owner!r}",
                "It names others too, so it was left as it is. Take them out of it where it is managed.",
            )
            continue
        try:
            connection.client.call(operation, row)
        except NotFound:
            continue
        finally:
            connection.changed(collection.name, key)


def _kept(connection: Connection, collection: Collection, row: Mapping[str, Any]) -> str | None:
    """Why `row` is never deleted, if it is one of those."""
    for resource in connection.shim.resources:
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, ObjectLifecycle) and lifecycle.collection == collection.name:
            attributes = [resource.schema.attribute(each.attribute) for each in lifecycle.guards if each.attribute]
            values = {item.name: connection.wire.decode(item, row) for item in attributes}
            for trait in protecting(lifecycle, values):
                return trait.reason
    return None


def _where(connection: Connection, owned: CascadeDelete) -> str:
    """Which of several systems, in words."""
    return f" of {connection.client.place(owned.endpoint)}" if owned.endpoint else ""


def _owned(owned: CascadeDelete, row: Mapping[str, Any], owner: str) -> list[bool]:
    """For everybody that `row` names, whether it is `owner`."""
    names = [str(name).casefold() for name in every(row, owned.owner)]
    mine = [name == owner.casefold() for name in names]
    for path, value in owned.where:
        values = every(row, path)
        mine = [one and other == value for one, other in zip(mine, values, strict=False)]
    return mine
