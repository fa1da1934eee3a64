"""Update by saying what changes (RFC 7644 section 3.5.2): read, patch, read back.

What is not named stays as it is. No read options travel with a write: some servers apply them to what is stored. What
changes in a large set is sent by `elements`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import AmbiguousOutcome, Conflict
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.element_batches import patch_message
from rolecall.runtime.resources.object.element_outcomes import NotDone, NotKept, Unseen
from rolecall.runtime.resources.object.elements import change_elements, differences
from rolecall.runtime.resources.object.fresh_reads import begin_write, note_written
from rolecall.runtime.resources.object.merge import gone, merge_sets, unmet_by
from rolecall.runtime.resources.object.read import large_set_attribute, state_of
from rolecall.runtime.resources.object.reads_around_writes import look_after, read_to_write
from rolecall.runtime.resources.object.revealed_elements import CameToLight, check_shown_after, shown_before
from rolecall.runtime.resources.object.second_reads import Looks
from rolecall.runtime.resources.object.unmet_changes import settle_unmet
from rolecall.runtime.resources.object.written_rows import row_after
from rolecall.runtime.values.conversion import same
from rolecall.runtime.values.elements_as_read import as_read
from rolecall.runtime.values.further_members import edits, parsed
from rolecall.runtime.values.paths import MISSING, Unread, dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Attribute, ObjectLifecycle, Operation, Resource

ATTEMPTS = 3


def patch(
    context: Context[ObjectLifecycle],
    operation: Operation,
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
    looks: Looks,
) -> Mapping[str, Any]:
    """Write `changes` to the object `key` and give the row as read back, by `looks.after` where that shows all of it.

    Without its large set.

    Raises VendorError, and Refusal when the object is gone or a change did not take; `result.state` then holds what is
    really there.
    """
    collection = context.collection
    large = large_set_attribute(collection, context.resource)
    plain = {name: value for name, value in changes.items() if large is None or name != large.name}
    with context.connection.locks.hold(collection.name, key):
        row: Mapping[str, Any] | None = None
        if plain:
            row = _patch_members(context, operation, key, prior, plain, result, looks)
        if large is not None and large.name in changes:
            before = prior.get(large.name)
            wanted = changes[large.name] or []
            present = (
                before if isinstance(before, list) else context.connection.large_sets.read(collection, key, wanted)
            )
            if present is None:
                raise gone(context.title, key)
            if isinstance(present, Unread):
                present = []
            edits = differences(present, wanted)
            if not isinstance(before, list):  # nobody who read the plan has seen them
                edits = [edit for edit in edits if edit[0] == "add"]
            written, kept = {**prior, **_readable(context.resource, plain)}, {*present, *wanted}
            kept -= {item for kind, item in edits if kind == "remove"}
            shown = shown_before(context.connection, collection, key, edits)
            try:
                change_elements(context.connection, collection, operation, key, edits, frozenset(present))
            except (NotDone, NotKept) as problem:
                if result is not None:
                    unseen = isinstance(problem, NotKept) and not problem.present
                    result.state = {**written, large.name: sorted(kept if unseen else problem.present)}
                raise
            except Unseen as problem:
                if result is not None:
                    result.diagnostics.extend(problem.diagnostics)
            try:
                check_shown_after(context.connection, collection, key, edits, shown, frozenset(present))
            except CameToLight as problem:
                if result is not None:
                    result.state = {**written, large.name: sorted(kept | problem.shown)}
                raise
            row = context.connection.fresh(collection, key, prior)
        if row is None:
            raise gone(context.title, key)
        if result is not None:
            result.state = state_of(context, row, {**prior, **_readable(context.resource, changes)})
    return row


def _patch_members(
    context: Context[ObjectLifecycle],
    operation: Operation,
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
    looks: Looks,
) -> Mapping[str, Any]:
    """Write attributes that travel whole; again from a fresh read where somebody else was faster (412)."""
    collection = context.collection
    attributes = {item.name: item for item in context.resource.schema.attributes}
    unmet: list[Diagnostic] = []
    first: Row | None = None
    last: Row | None = None
    target: dict[str, Any] = {}
    for _ in range(ATTEMPTS):
        row = read_to_write(context, key, prior, changes, looks)
        first = row if first is None else first
        target = merge_sets(context, row, prior, changes)
        operations = [
            each
            for name, value in target.items()
            for each in _replace(context.connection, attributes[name], row, value)
        ]
        before = row
        if operations:
            begin_write(context, key, row, target)
            headers = context.connection.unless_changed(collection, row)
            body = patch_message(operations)
            try:
                context.connection.client.call(operation, {"id": key}, body=body, headers=headers, safe=True)
            except (AmbiguousOutcome, Conflict) as problem:
                unmet, last = [problem.diagnostic()], None
                continue
            finally:
                context.connection.changed(collection.name, key)
            row = row_after(context, key, prior, first, before, target, looks.after, whole=False)
        if result is not None:
            result.state = state_of(context, row, {**prior, **_readable(context.resource, changes)})
        unmet = unmet_by(context, row, prior, target)
        if not unmet:
            note_written(context, key, before, row, target)
            look_after(context, key, first, row, target, result, whole=False)
            return row
        last = row
    row = settle_unmet(context, last, changes, target, unmet, result)
    look_after(context, key, first or row, row, target, result, whole=False)
    return row


def _replace(
    connection: Connection, attribute: Attribute, row: Mapping[str, Any], wanted: Any
) -> Iterator[dict[str, Any]]:
    """The operations that bring one attribute to `wanted`; none for what is there already."""
    if attribute.field is None:
        return
    if attribute.further_members is not None:
        for names, value in edits(dig(row, attribute.field), parsed(wanted)):
            path = _path_of((*filter(None, (attribute.field,)), *names))
            yield {"op": "remove", "path": path} if value is None else {"op": "replace", "path": path, "value": value}
        return
    if attribute.nesting == "single" and attribute.shared:
        for item in attribute.nested:
            value = (wanted or {}).get(item.name)
            if is_set(value) and dig(row, f"{attribute.field}.{item.field}") != value:
                path = f"{attribute.field}{':' if attribute.field.startswith('urn:') else '.'}{item.field}"
                yield {"op": "replace", "path": path, "value": connection.wire.encode(item, value)}
        return
    there = dig(row, attribute.field)
    if wanted is None or wanted == []:
        if there is not MISSING and there not in (None, "", []):
            yield {"op": "remove", "path": attribute.field}
        return
    value = as_read(attribute, connection.wire.encode(attribute, wanted), there)
    if attribute.canonical_form is not None and isinstance(there, str) and same(attribute, there, value):
        return  # another way to write the same, which a server may refuse
    if attribute.write_only or there != value:
        yield {"op": "replace", "path": attribute.field, "value": value}


def _path_of(names: tuple[str, ...]) -> str:
    """The path of a PATCH operation (RFC 7644 section 3.10): a colon stands behind the URN of a schema."""
    first, *rest = names
    inner = ".".join(rest)
    return f"{first}{':' if first.startswith('urn:') else '.'}{inner}" if rest else first


def _readable(resource: Resource, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if not resource.schema.attribute(name).write_only}
