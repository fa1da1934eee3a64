"""Delete, in the order in which access ends: disable, revoke what it owns, delete, make sure.

Deleting what is already gone succeeds. A step that fails leaves the rest in state and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, NotFound, VendorError
from rolecall.runtime.resources.explaining import explain
from rolecall.runtime.resources.guards.protection import protecting
from rolecall.runtime.resources.guards.refusals import check_destroy
from rolecall.runtime.resources.object.invitation import deciding, leave_to_heir
from rolecall.runtime.resources.object.update import write
from rolecall.runtime.resources.principal.custody import is_custody
from rolecall.runtime.values.paths import MISSING, dig, every
from rolecall.specification.schema import Collection, ObjectLifecycle, Operation, Resource
from rolecall.specification.traits import CascadeDelete, Deprovision


def remove(connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, prior: Object) -> StateResult:
    """End the object that `prior` describes. State None in the result: it is out of state."""
    result = StateResult(state=prior)
    try:
        result.diagnostics.extend(check_destroy(connection, resource, prior))
        if result.diagnostics.has_error:
            return result
        with connection.client.finishing(), deciding(connection, resource, prior), _together(connection, lifecycle):
            if not leave_to_heir(connection, resource, result):
                _remove(connection, resource, lifecycle, result)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _together(connection: Connection, lifecycle: ObjectLifecycle) -> AbstractContextManager[None]:
    """Removals that need listings read them together."""
    listed = lifecycle.create is None or connection.shim.collection(lifecycle.collection).get is None
    revokes = lifecycle.deprovision is not None and lifecycle.deprovision.cascade_delete
    return connection.removals.taking_part() if listed or revokes else nullcontext()


def _may_be_invited(collection: Collection, prior: Object) -> bool:
    trait = collection.invited_apart
    return trait is not None and prior.get(trait.flag) in (None, trait.pending)


def _still_there(connection: Connection, collection: Collection, key: str, prior: Object) -> bool:
    """Whether the vendor has it yet: by a single read, else by a listing that removals running together share."""
    if collection.get is not None or _may_be_invited(collection, prior):
        return connection.fresh(collection, key, prior) is not None
    query = narrowing(collection, prior)
    place = (collection.name, tuple(sorted(query.items())))
    rows = Rows(connection.client, collection)
    keys = connection.removals.share(
        place, lambda: {each for row in connection.listings.all(collection, query) for each in rows.keys(row)}
    )
    return rows.normal(key) in keys


def _remove(connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, result: StateResult) -> None:
    prior: Object = result.state or {}
    trait = lifecycle.deprovision or Deprovision()
    mode = prior.get(trait.mode) if trait.mode else None
    if mode == "retain":
        result.state = None
        result.diagnostics.warning(
            f"{prior['id']!r} is retained", f"It leaves Terraform's state and stays in {connection.shim.title}."
        )
        return
    exists = _disable(connection, resource, lifecycle, trait, prior, result)
    for owned in trait.cascade_delete:
        if owned.switch is None or prior.get(owned.switch) is not False:
            _revoke(connection, owned, str(prior[owned.by]), result, required=is_custody(resource))
    if mode != "deactivate" and exists and not is_custody(resource):
        _delete(connection, resource, lifecycle, prior)
        _warn_of_inherited(connection, lifecycle, prior, result)
    result.state = None


def _warn_of_inherited(connection: Connection, lifecycle: ObjectLifecycle, prior: Object, result: StateResult) -> None:
    """Say that what was deleted goes on as something inherited."""
    collection = connection.shim.collection(lifecycle.collection)
    natural = collection.natural_key
    if collection.inherited is None or natural is None:
        return
    names = (natural.attribute, *(name for name, _ in natural.scope))
    _, left = connection.listings.search(
        collection, {name: prior[name] for name in names}, narrowing(collection, prior)
    )
    if left:
        result.diagnostics.warning(f"{prior['id']!r} goes on", collection.inherited.reason, (natural.attribute,))


def _disable(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    trait: Deprovision,
    prior: Object,
    result: StateResult,
) -> bool:
    """Write the disabling values; gives whether the object exists."""
    changes: dict[str, Any] = dict(trait.disable)
    if not changes:
        return True
    collection = connection.shim.collection(lifecycle.collection)
    with connection.locks.hold(collection.name, str(prior["id"])):
        if connection.fresh(collection, str(prior["id"]), prior) is None:
            return False
        write(connection, resource, lifecycle, str(prior["id"]), prior, changes, result)
    return True


def _revoke(
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
            attributes = [resource.schema.attribute(trait.attribute) for trait in lifecycle.protected]
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


def _ended(
    connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, collection: Collection, prior: Object
) -> bool:
    """Delete the object; False where the vendor says that there is none, while a read still finds it."""
    try:
        _end(connection, resource, lifecycle, collection, prior)
    except NotFound:
        return not connection.client.patience.needed or connection.fresh(collection, str(prior["id"]), prior) is None
    return True


def _end(
    connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, collection: Collection, prior: Object
) -> None:
    """Delete the object; one that has only a provisional key as yet is withdrawn."""
    if lifecycle.delete is None:
        return
    if lifecycle.withdraw is None or lifecycle.invitation is None or collection.provisional_key is None:
        connection.client.call(lifecycle.delete, prior)
        return
    if prior.get(lifecycle.invitation.status) == lifecycle.invitation.accepted:
        connection.client.call(lifecycle.delete, prior)
        return
    row = connection.fresh(collection, str(prior["id"]), prior)
    if row is None:
        return
    if dig(row, collection.key) not in (MISSING, None):
        connection.client.call(lifecycle.delete, {**prior, "id": key_of(collection, row)})
        return
    who = resource.schema.attribute(lifecycle.invitation.who)
    connection.client.call(lifecycle.withdraw, prior, body=connection.wire.body([who], prior), safe=True)


def _delete(connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, prior: Object) -> None:
    if lifecycle.delete is None:
        raise refusal("This cannot be deleted", f"{connection.shim.title} offers no way to delete {prior['id']!r}.")
    collection = connection.shim.collection(lifecycle.collection)
    key = str(prior["id"])
    with connection.locks.hold(collection.name, key):
        try:
            connection.client.patience.until(lambda: _ended(connection, resource, lifecycle, collection, prior), bool)
        except AmbiguousOutcome:
            if connection.fresh(collection, key, prior) is not None:
                raise
            return
        finally:
            connection.changed(collection.name, key)
        connection.client.patience.ended([key, key.rpartition("/")[2]])
        if connection.client.patience.until(
            lambda: _still_there(connection, collection, key, prior), lambda there: not there
        ):
            raise refusal(
                f"{key!r} is still there",
                f"{connection.shim.title} accepted the deletion, but a read still finds it. It stays in state; apply "
                "again.",
            )
