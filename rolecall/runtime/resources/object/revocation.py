"""Revoking what somebody owns (trait CascadeDelete), when the owner ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.ownership import Naming, holds_credentials, names_several, naming, same_owner
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import Incomplete, NotFound
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.guards.guard import protecting
from rolecall.runtime.resources.object.document_element import end_element
from rolecall.runtime.resources.object.unowned_tokens import unowned_left
from rolecall.runtime.values.paths import MISSING
from rolecall.specification.schema import Collection, ObjectLifecycle, Operation
from rolecall.specification.traits import CascadeDelete


def is_ended(owned: CascadeDelete, change: Change) -> bool:
    """Whether what the object owns ends with it: not where that is switched off, nor where its heir has its name."""
    prior, heir = change.before, change.private.becomes.get(owned.by)
    if owned.switch is not None and prior.get(owned.switch) is False:
        return False
    return heir is None or not same_owner(owned, heir, str(prior.get(owned.by)))


def revoke(
    connection: Connection, owned: CascadeDelete, owner: str, result: StateResult, *, required: bool = False
) -> None:
    """Delete every row of the owned collection that belongs to `owner` alone; report those that name others too.

    What does not say whom it names is read singly where that can be, and reported where that cannot be told. A row that
    may name several is read once more before it is deleted: somebody may have joined since the listing. A system that
    is not configured is passed over, unless it is `required`. Raises VendorError, also where a row does not say which
    one it is, and Refusal.
    """
    collection = connection.shim.collection(owned.collection)
    if not required and not connection.client.is_configured(owned.endpoint):
        return
    unowned: list[Mapping[str, Any]] = []
    nobodys: list[Mapping[str, Any]] = []
    shown = False
    for listed in connection.removals.share(collection.name, lambda: connection.listings.all(collection)):
        if key_of(collection, listed) is MISSING:
            raise Incomplete(f"A row of the listing of `{collection.name}` does not say which one it is.")
        row = _as_far_as_told(connection, owned, listed, owner)
        if row is None:
            unowned.append(listed)
        elif naming(owned, row, owner).somebody:
            shown = True
            _revoke_row(connection, owned, row, owner, result, is_fresh=row is not listed)
        else:
            nobodys.append(row)
    unowned += () if shown else nobodys  # nothing shows that a row without names is one that names nobody
    if unowned:
        hint = f"Those of {owner!r} among them were not revoked and go on working."
        result.diagnostics.extend([unowned_left(connection, collection, unowned, hint)])


def _as_far_as_told(
    connection: Connection, owned: CascadeDelete, row: Mapping[str, Any], owner: str
) -> Mapping[str, Any] | None:
    """`row` as far as it says whom it names, read singly if need be; None where that cannot be told."""
    named = naming(owned, row, owner)
    if not named.unsaid:
        return row
    collection = connection.shim.collection(owned.collection)
    if collection.get is None:
        return None
    full = connection.listings.fresh(collection, str(key_of(collection, row)))
    if full is None:
        return row
    named = naming(owned, full, owner)
    if named.unsaid and (named.somebody or holds_credentials(connection.shim, owned.collection)):
        return None
    return full


def _revoke_row(
    connection: Connection,
    owned: CascadeDelete,
    row: Mapping[str, Any],
    owner: str,
    result: StateResult,
    *,
    is_fresh: bool,
) -> None:
    """Delete one row, if it belongs to `owner` alone. Raises VendorError or Refusal."""
    collection, named = connection.shim.collection(owned.collection), naming(owned, row, owner)
    key = str(key_of(collection, row))
    if _is_left_alone(connection, owned, key, row, owner, named, result):
        return
    if names_several(owned, row) and collection.get is not None and not is_fresh:
        now = connection.listings.fresh(collection, key)
        if now is None or _is_left_alone(connection, owned, key, now, owner, naming(owned, now, owner), result):
            connection.changed(collection.name, key)
            return
    if collection.elements is not None:
        result.diagnostics.extend(end_element(connection, collection, key))
        return
    try:
        connection.client.call(Operation(method="DELETE", path=owned.delete_path, endpoint=owned.endpoint), row)
    except NotFound:
        if _is_left(connection, collection, key):
            raise
    finally:
        connection.changed(collection.name, key)


def _is_left_alone(
    connection: Connection,
    owned: CascadeDelete,
    key: str,
    row: Mapping[str, Any],
    owner: str,
    named: Naming,
    result: StateResult,
) -> bool:
    """Whether a row does not name `owner` alone, or is never deleted; said where it names them, or may."""
    what = f"{key!r} in {owned.collection}{_where(connection, owned)}"
    if named.alike:
        result.diagnostics.warning(
            f"{what} names {named.alike!r}, not {owner!r}",
            "Only the case of letters differs. That may be somebody else, so it was left as it is. If it is the same, "
            "take it out there.",
        )
    if not named.mine:
        return True
    if reason := _kept(connection, connection.shim.collection(owned.collection), row):
        result.diagnostics.warning(
            f"{what} names {owner!r}",
            f"{reason} It is never deleted, so it was left as it is. Take {owner!r} out of it.",
        )
    elif named.others:
        result.diagnostics.warning(
            f"{what} still names {owner!r}",
            "It names others too, so it was left as it is. Take them out of it where it is managed.",
        )
    else:
        return False
    return True


def _is_left(connection: Connection, collection: Collection, key: str) -> bool:
    """Whether another look finds what is not there to be deleted."""
    if collection.get is not None:
        return connection.listings.fresh(collection, key) is not None
    rows = Rows(connection.client, collection)

    def look() -> bool | None:
        return any(rows.normal(key) in rows.keys(row) for row in connection.listings.all(collection)) or None

    return connection.client.consistency.again(look) is not None


def _kept(connection: Connection, collection: Collection, row: Mapping[str, Any]) -> str | None:
    """Why `row` is never deleted, if it is one of those."""
    for resource in connection.shim.resources:
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, ObjectLifecycle) and lifecycle.collection == collection.name:
            guards = [each for each in lifecycle.guards if each.attribute and "delete" in each.events]
            attributes = [resource.schema.attribute(each.attribute or "") for each in guards]
            values = {item.name: connection.wire.decode(item, row) for item in attributes}
            for trait in protecting(lifecycle, values):
                return trait.reason
    return None


def _where(connection: Connection, owned: CascadeDelete) -> str:
    """Which of several systems, in words."""
    return f" of {connection.client.place(owned.endpoint)}" if owned.endpoint else ""
