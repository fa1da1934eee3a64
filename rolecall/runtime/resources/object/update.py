"""Update: fetch, merge, write, read back.

An update changes what the plan changes and preserves the rest, also what others changed since the plan: elements of a
set that neither the prior nor the planned state knows stay. A write that did not take is tried again from a fresh
read, then reported with what is really there.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, Conflict, VendorError
from rolecall.runtime.resources.object.invitation import not_accepted, wait
from rolecall.runtime.resources.object.merge import gone, merge_sets, not_stored, unmet_by
from rolecall.runtime.resources.object.patch import patch
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.object.toggles import switch, switches
from rolecall.runtime.resources.object.transitions import is_closed, move, moves_of
from rolecall.runtime.values.conversion import same
from rolecall.runtime.values.paths import MISSING, dig, put
from rolecall.runtime.values.unknown import UNKNOWN, completed, is_set
from rolecall.specification.schema import Attribute, ObjectLifecycle, Resource
from rolecall.specification.types import SetOf

ATTEMPTS = 3


def update(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    prior: Object,
    planned: Object,
    config: Object,
) -> StateResult:
    """Bring the object from `prior` to `planned`. On error the state holds what was last read."""
    changes = changes_between(resource, prior, planned, config)
    result = StateResult(state=prior)
    if not changes or lifecycle.update is None:
        result.state = {name: completed(value, prior.get(name)) for name, value in planned.items()}
    try:
        with connection.client.finishing():
            if changes and lifecycle.update is not None:
                known = {**prior, **_own(resource, planned)}
                row = write(connection, resource, lifecycle, str(prior["id"]), known, changes, result)
                result.state = _settled(state_of(connection, resource, row, planned), planned)
            if switches(lifecycle, prior, planned):
                result.state = _switched(connection, resource, lifecycle, prior, planned, result)
            if not wait(connection, resource, lifecycle, planned, result) and lifecycle.invitation and result.state:
                result.diagnostics.error(*not_accepted(lifecycle.invitation, result.state))
    except (VendorError, Refusal) as problem:
        found = problem.diagnostics if isinstance(problem, Refusal) else [problem.diagnostic()]
        result.diagnostics.extend(found)
    return result


def _switched(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    prior: Object,
    planned: Object,
    result: StateResult,
) -> Object:
    """Switch what the plan switches; gives the state afterwards. Until then `result.state` holds what is there."""
    collection = connection.shim.collection(lifecycle.collection)
    key = str(prior["id"])
    row = connection.fresh(collection, key, prior)
    if row is None:
        raise gone(connection, key)
    result.state = state_of(connection, resource, row, prior)
    row = switch(connection, resource, lifecycle, planned, key, row)
    return _settled(state_of(connection, resource, row, planned), planned)


def _own(resource: Resource, planned: Object) -> Object:
    """The arguments that are the provider's alone, as planned: they say how to write."""
    own = [item.name for item in resource.schema.attributes if item.field is None and item.read_path is None]
    return {name: planned[name] for name in own if name != "id" and planned.get(name) is not UNKNOWN}


def changes_between(resource: Resource, prior: Object, planned: Object, config: Object) -> dict[str, Any]:
    """The attributes that an update must send, with their values. A write-only one goes when its version changed."""
    changes: dict[str, Any] = {}
    for attribute in resource.schema.attributes:
        value = planned.get(attribute.name)
        if attribute.version_of is not None and value != prior.get(attribute.name):
            if config.get(attribute.version_of) is not None:
                changes[attribute.version_of] = config[attribute.version_of]
        elif (
            attribute.field is not None
            and not attribute.write_only
            and attribute.sent_on in ("both", "update")
            and value is not UNKNOWN
            and value != prior.get(attribute.name)
        ):
            changes[attribute.name] = value
    return changes


def write(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None = None,
) -> Mapping[str, Any]:
    """Write `changes` to the object `key` and give the row as read back.

    Holds the object's lock, so that no other worker's change is lost. Raises Refusal when the object is gone or a
    change did not take; `result.state` then holds what is really there.
    """
    if lifecycle.update is None:
        raise refusal(
            f"{resource.name} cannot be changed",
            f"{connection.shim.title} offers no way to change {key!r}; replace it.",
        )
    if lifecycle.patch is not None and connection.patches(lifecycle):
        return patch(connection, resource, lifecycle, lifecycle.patch, key, prior, changes, result)
    collection = connection.shim.collection(lifecycle.collection)
    attributes = {item.name: item for item in resource.schema.attributes}
    values = {**prior, "id": key}
    natural = collection.natural_key
    if natural is not None and natural.field == collection.key:
        values.setdefault(natural.attribute, key)
    unmet: list[Diagnostic] = []
    with connection.locks.hold(collection.name, key):
        for _ in range(ATTEMPTS):
            row = connection.fresh(collection, key, prior, whole=True)
            if row is None:
                raise gone(connection, key)
            target = merge_sets(connection, attributes, row, prior, changes)
            moves = moves_of(attributes, target)
            written = {name: value for name, value in target.items() if name not in moves}
            try:
                if is_closed(attributes, moves, row):
                    move(connection, collection, key, values, attributes, moves)
                if written:
                    body = _body(connection, lifecycle, row, attributes, written)
                    headers = connection.unless_changed(collection, row)
                    connection.client.call(lifecycle.update, values, body=body, safe=True, headers=headers)
                move(connection, collection, key, values, attributes, moves)
            except (AmbiguousOutcome, Conflict) as problem:
                unmet = [problem.diagnostic()]
                continue
            finally:
                connection.changed(collection.name, key)
            row = connection.client.patience.until(
                lambda: connection.fresh(collection, key, prior, whole=True),
                lambda now: now is not None and not unmet_by(connection, attributes, now, prior, target),  # noqa: B023  # used at once
            )
            if row is None:
                raise gone(connection, key)
            if result is not None:
                result.state = state_of(connection, resource, row, {**prior, **_readable(attributes, changes)})
            unmet = unmet_by(connection, attributes, row, prior, target)
            if not unmet:
                return row
    raise Refusal(*unmet)


def bring_about(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    planned: Object,
    key: str,
    actual: Object,
    result: StateResult,
    *,
    empty_unmanaged: bool = False,
) -> None:
    """After a create that gave `actual`: update whatever the vendor did not take, and put the final state in `result`.

    When that fails, `result.state` holds what was last read. `empty_unmanaged` also empties sets that the plan leaves
    open: a new object begins with nothing.
    """
    result.state = actual
    lacking: dict[str, Any] = {}
    for attribute in resource.schema.attributes:
        wanted = planned.get(attribute.name)
        if empty_unmanaged and wanted is UNKNOWN and attribute.optional and isinstance(attribute.value_type, SetOf):
            wanted = []
        sent = attribute.field is not None and attribute.readable and not attribute.write_only
        if sent and is_set(wanted) and not same(attribute, actual[attribute.name], wanted):
            lacking[attribute.name] = wanted
    if not lacking:
        result.state = _settled(actual, planned)
        return
    if lifecycle.update is None:
        name, wanted = next(iter(lacking.items()))
        raise Refusal(not_stored(connection, resource.schema.attribute(name), wanted, actual[name]))
    row = write(connection, resource, lifecycle, key, actual, lacking, result)
    result.state = _settled(state_of(connection, resource, row, {**planned, **_kept(resource, actual)}), planned)


def _kept(resource: Resource, actual: Object) -> Object:
    return {item.name: actual[item.name] for item in resource.schema.attributes if item.issued is not None}


def _settled(actual: Object, planned: Object) -> Object:
    """`actual`, with what was already known in the plan: Terraform allows no other, a later refresh shows the rest."""
    return {name: completed(value, actual[name]) for name, value in planned.items()}


def _readable(attributes: Mapping[str, Attribute], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if not attributes[name].write_only}


def _body(
    connection: Connection,
    lifecycle: ObjectLifecycle,
    row: Mapping[str, Any],
    attributes: Mapping[str, Attribute],
    target: Mapping[str, Any],
) -> dict[str, Any]:
    body: dict[str, Any] = {}
    full_replace = lifecycle.full_replace
    if full_replace is not None and full_replace.carry == ("*",):
        body = copy.deepcopy({name: value for name, value in row.items() if name not in full_replace.strip})
    elif full_replace is not None:
        for name in full_replace.carry:
            value = dig(row, name)
            if value is not MISSING:
                put(body, name, value)
    for name, wanted in target.items():
        attribute = attributes[name]
        value = connection.wire.encode(attribute, wanted)
        if attribute.add_remove_lists is not None:
            before = connection.wire.decode(attribute, row)
            put(body, attribute.add_remove_lists.add, [value])
            put(body, attribute.add_remove_lists.remove, [] if before in (MISSING, None, wanted) else [before])
        elif attribute.field is not None:
            around = dig(row, attribute.field) if attribute.shared and attribute.nesting == "single" else None
            put(body, attribute.field, {**around, **value} if isinstance(around, Mapping) else value)
    for path, constant in lifecycle.update.constants if lifecycle.update is not None else ():
        put(body, path, list(constant) if isinstance(constant, tuple) else constant)
    return body
