"""Update by saying what changes (RFC 7644 section 3.5.2): read, patch, read back.

What is not named stays as it is. Of a large set only the difference is sent, in batches, and neither the set nor the
answer with it is downloaded: adding to a set and taking out of it hold whatever else is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections.filters import element
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import AmbiguousOutcome, Conflict, NotFound, Rejected
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.basis import look_after, read_back, read_to_write
from rolecall.runtime.resources.object.merge import gone, merge_sets, unmet_by
from rolecall.runtime.resources.object.read import crowd_of, state_of
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Operation, Resource

ATTEMPTS = 3
Edit: TypeAlias = tuple[Literal["add", "remove"], str]
"""An element to add to a large set, or to take out of it."""


def patch(
    context: Context[ObjectLifecycle],
    operation: Operation,
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
) -> Mapping[str, Any]:
    """Write `changes` to the object `key` and give the row as read back, without its large set.

    Raises VendorError, and Refusal when the object is gone or a change did not take; `result.state` then holds what is
    really there.
    """
    collection = context.collection
    crowd = crowd_of(collection, context.resource)
    plain = {name: value for name, value in changes.items() if crowd is None or name != crowd.name}
    with context.connection.locks.hold(collection.name, key):
        row: Mapping[str, Any] | None = None
        if plain:
            row = _patch_members(context, operation, key, prior, plain, result)
        if crowd is not None and crowd.name in changes:
            before = prior.get(crowd.name)
            present = before if isinstance(before, list) else context.connection.crowds.read(collection, key)
            if present is None:
                raise gone(context.title, key)
            wanted = changes[crowd.name] or []
            edits = differences(present, wanted)
            if not isinstance(before, list):  # nobody who read the plan has seen them
                edits = [edit for edit in edits if edit[0] == "add"]
            change_elements(context.connection, collection, operation, key, edits)
            row = context.connection.fresh(collection, key, prior)
        if row is None:
            raise gone(context.title, key)
        if result is not None:
            result.state = state_of(context, row, {**prior, **_readable(context.resource, changes)})
    return row


def differences(before: Iterable[str], wanted: Iterable[str]) -> list[Edit]:
    """What leads from `before` to `wanted`, in linear time: what is added first, then what is taken out."""
    old, new = list(before), list(wanted)
    had, has = frozenset(old), frozenset(new)
    added: list[Edit] = [("add", item) for item in new if item not in had]
    return added + [("remove", item) for item in old if item not in has]


def change_elements(
    connection: Connection, collection: Collection, operation: Operation, key: str, changes: list[Edit]
) -> None:
    """Add to the large set of `key` and take out of it, and make sure that it is done.

    Needs no version: additions and removals hold whatever others do. Raises VendorError, and Refusal when the object
    is gone or the vendor did not do it.
    """
    large = collection.large_set
    if large is None or not changes:
        return
    query = {large.leave_out: large.field}
    removed = [item for kind, item in changes if kind == "remove"]
    proven = len(removed) == len(changes) and connection.crowds.find(collection, key, removed, "and") is True
    try:
        for batch in _batches(changes, large.batch):
            body = _message(operation, _element_operations(large.field, batch))
            try:
                connection.client.call(operation, {"id": key}, body=body, query=query, safe=True)
            except Rejected:
                if not removed:
                    raise
                left = _still_to_do(connection, collection, key, batch)
                if len(left) == len(batch):
                    raise
                body = _message(operation, _element_operations(large.field, left))
                if left:
                    connection.client.call(operation, {"id": key}, body=body, query=query, safe=True)
    except NotFound:
        raise gone(connection.shim.title, key) from None
    except AmbiguousOutcome:
        if _still_to_do(connection, collection, key, changes):
            raise
    finally:
        connection.changed(collection.name, key)
    if not _is_shown(connection, collection, key, changes, proven):
        left = _still_to_do(connection, collection, key, changes)
        if left:
            raise NotDone(connection.shim.title, large.field, key, left)


def _is_shown(connection: Connection, collection: Collection, key: str, changes: list[Edit], proven: bool) -> bool:
    """Whether filters show that all is done.

    That the vendor does not find what was taken out proves something only where it is `proven` to find what is there,
    as it does by finding what was added.
    """
    added = [item for kind, item in changes if kind == "add"]
    removed = [item for kind, item in changes if kind == "remove"]
    if added:
        proven = connection.crowds.find(collection, key, added, "and") is True
    if not proven:
        return False
    return not removed or connection.crowds.find(collection, key, removed, "or") is False


def _still_to_do(connection: Connection, collection: Collection, key: str, changes: list[Edit]) -> list[Edit]:
    """Those of `changes` that the whole set, as it is now, does not show."""
    present = connection.crowds.read(collection, key)
    if present is None:
        raise gone(connection.shim.title, key)
    return [(kind, item) for kind, item in changes if (item in present) != (kind == "add")]


class NotDone(Refusal):
    """The vendor accepted changes of a large set, and a read does not show those in `left`."""

    def __init__(self, title: str, field: str, key: str, left: list[Edit]) -> None:
        shown = ", ".join(f"{kind} {item}" for kind, item in left[:10])
        more = f" and {len(left) - 10} more" if len(left) > 10 else ""
        detail = (
            f"It accepted the change of {key!r}, but a read does not show: {shown}{more}. Does the vendor have these "
            "ids? What is there comes into state with the next refresh; plan again."
        )
        super().__init__(Diagnostic("error", f"{title} did not store {field}", detail, (field,)))
        self.left = left


def _patch_members(
    context: Context[ObjectLifecycle],
    operation: Operation,
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
) -> Mapping[str, Any]:
    """Write attributes that travel whole; again from a fresh read where somebody else was faster (412)."""
    collection = context.collection
    attributes = {item.name: item for item in context.resource.schema.attributes}
    unmet: list[Diagnostic] = []
    first: Row | None = None
    for _ in range(ATTEMPTS):
        row = read_to_write(context, key, prior, changes)
        first = row if first is None else first
        target = merge_sets(context, row, prior, changes)
        operations = [
            each
            for name, value in target.items()
            for each in _replace(context.connection, attributes[name], row, value)
        ]
        if operations:
            headers = context.connection.unless_changed(collection, row)
            large = collection.large_set
            query = {large.leave_out: large.field} if large is not None else {}
            body = _message(operation, operations)
            try:
                context.connection.client.call(
                    operation, {"id": key}, body=body, query=query, headers=headers, safe=True
                )
            except (AmbiguousOutcome, Conflict) as problem:
                unmet = [problem.diagnostic()]
                continue
            finally:
                context.connection.changed(collection.name, key)
            row = read_back(context, key, prior, first, target, whole=False)
        if result is not None:
            result.state = state_of(context, row, {**prior, **_readable(context.resource, changes)})
        unmet = unmet_by(context, row, prior, target)
        if not unmet:
            look_after(context, key, first, row, target, result, whole=False)
            return row
    raise Refusal(*unmet)


def _replace(
    connection: Connection, attribute: Attribute, row: Mapping[str, Any], wanted: Any
) -> Iterator[dict[str, Any]]:
    """The operations that bring one attribute to `wanted`; none for what is there already."""
    if attribute.field is None:
        return
    if attribute.nesting == "single" and attribute.shared:
        for item in attribute.nested:
            value = (wanted or {}).get(item.name)
            if is_set(value) and dig(row, f"{attribute.field}.{item.field}") != value:
                path = f"{attribute.field}.{item.field}"
                yield {"op": "replace", "path": path, "value": connection.wire.encode(item, value)}
        return
    there = dig(row, attribute.field)
    if wanted is None or wanted == []:
        if there is not MISSING and there not in (None, "", []):
            yield {"op": "remove", "path": attribute.field}
        return
    value = connection.wire.encode(attribute, wanted)
    if attribute.write_only or there != value:
        yield {"op": "replace", "path": attribute.field, "value": value}


def _element_operations(field: str, changes: list[Edit]) -> list[dict[str, Any]]:
    added = [{"value": item} for kind, item in changes if kind == "add"]
    found: list[dict[str, Any]] = [{"op": "add", "path": field, "value": added}] if added else []
    return found + [{"op": "remove", "path": element(field, item)} for kind, item in changes if kind == "remove"]


def _message(operation: Operation, operations: list[dict[str, Any]]) -> dict[str, Any]:
    constants = {path: list(item) if isinstance(item, tuple) else item for path, item in operation.constants}
    return {**constants, "Operations": operations}


def _batches(changes: list[Edit], size: int) -> Iterator[list[Edit]]:
    for start in range(0, len(changes), size):
        yield changes[start : start + size]


def _readable(resource: Resource, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if not resource.schema.attribute(name).write_only}
