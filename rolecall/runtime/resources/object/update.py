"""Update: fetch, merge, write, read back.

An update changes what the plan changes and preserves the rest, also what others changed since the plan: elements of a
set that neither the prior nor the planned state knows stay. A write that did not take is tried again from a fresh
read, then reported with what is really there.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.attributes import put_members
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, Conflict, Rejected, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain_write
from rolecall.runtime.resources.object.disabled import hidden, hides_disabled
from rolecall.runtime.resources.object.element_outcomes import NotKept
from rolecall.runtime.resources.object.elements_put_back import loses_others, put_back
from rolecall.runtime.resources.object.fresh_reads import begin_write, note_written
from rolecall.runtime.resources.object.invitation import not_accepted, wait
from rolecall.runtime.resources.object.links import change_links
from rolecall.runtime.resources.object.merge import changes_of, gone, merge_sets, unmet_by
from rolecall.runtime.resources.object.patch import patch
from rolecall.runtime.resources.object.read import large_set_attribute, state_of
from rolecall.runtime.resources.object.reads_around_writes import look_after, read_to_write
from rolecall.runtime.resources.object.recreation import recreate
from rolecall.runtime.resources.object.second_reads import NO_OTHERS, Looks
from rolecall.runtime.resources.object.transitions import Detour, is_closed, move, switch, switches
from rolecall.runtime.resources.object.unmet_changes import settle_unmet
from rolecall.runtime.resources.object.unreadable_members import check_never_shown
from rolecall.runtime.resources.object.written_rows import row_after
from rolecall.runtime.values import further_members
from rolecall.runtime.values.conversion import none_if_missing
from rolecall.runtime.values.elements import changes
from rolecall.runtime.values.elements_as_read import as_read
from rolecall.runtime.values.paths import MISSING, dig, put
from rolecall.runtime.values.unknown import UNKNOWN, completed, is_set
from rolecall.specification.schema import Attribute, ObjectLifecycle

ATTEMPTS = 3

log = Logger("update")


def update_object(context: Context[ObjectLifecycle], change: Change) -> StateResult:
    """Bring the object from prior to planned. On error the state holds what was last read."""
    connection, lifecycle, prior, planned = context.connection, context.lifecycle, change.before, change.after
    changes = changes_of(context, change)
    result = StateResult(state=prior)
    if not changes or not lifecycle.changes:
        result.state = {name: completed(value, prior.get(name)) for name, value in planned.items()}
    try:
        with connection.client.finishing():
            if changes and lifecycle.changes:
                result.state = _written(context, change, changes, result)
            if switches(context.resource, change):
                result.state = _switched(context, change, result)
            invitation = context.collection.invitation
            if invitation is not None and not wait(context, invitation, planned, result) and result.state:
                result.diagnostics.error(*not_accepted(invitation, result.state))
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain_write(problem, context.resource, planned))
    return result


def _written(
    context: Context[ObjectLifecycle], change: Change, changes: Mapping[str, Any], result: StateResult
) -> Object:
    """Write `changes` and give the state afterwards, also where the vendor no longer shows what they disable."""
    key, planned = str(change.before["id"]), change.after
    try:
        row = write(context, key, _with_own(context, change), changes, result)
    except Refusal:
        if not hides_disabled(context.lifecycle, planned) or context.connection.fresh(context.collection, key, planned):
            raise
        result.diagnostics.warning(*hidden(context.title, key))
        return {name: completed(value, change.before.get(name)) for name, value in planned.items()}
    return settled(state_of(context, row, planned), planned)


def _switched(context: Context[ObjectLifecycle], change: Change, result: StateResult) -> Object:
    """Switch what the plan switches; gives the state afterwards. Until then `result.state` holds what is there."""
    prior, planned = change.before, change.after
    key = str(prior["id"])
    row = context.connection.fresh(context.collection, key, prior)
    if row is None:
        raise gone(context.title, key)
    result.state = state_of(context, row, prior)
    row = switch(context, planned, key, row)
    return settled(state_of(context, row, planned), planned)


def _with_own(context: Context[ObjectLifecycle], change: Change) -> Object:
    """The prior state, with the arguments that are the provider's alone as planned: they say how to write."""
    own = [item.name for item in context.resource.schema.attributes if item.field is None and item.read_path is None]
    planned = {name: change.after.get(name) for name in own if name != "id" and change.after.get(name) is not UNKNOWN}
    return {**change.before, **planned}


def write(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None = None,
    looks: Looks = NO_OTHERS,
) -> Mapping[str, Any]:
    """Write `changes` to the object `key` and give the row as read back, by `looks.after` where that shows it.

    Holds the object's lock, so that no other worker's change is lost. Raises Refusal when the object is gone or a
    change did not take; `result.state` then holds what is really there.
    """
    connection, lifecycle = context.connection, context.lifecycle
    if not lifecycle.changes:
        raise refusal(
            f"{context.resource.name} cannot be changed",
            f"{context.title} offers no way to change {key!r}; replace it.",
        )
    if lifecycle.patch is not None and connection.patches(lifecycle) and not loses_others(context, changes):
        try:
            return patch(context, lifecycle.patch, key, prior, changes, result, looks)
        except NotKept as problem:
            if not loses_others(context, changes):
                raise
            return put_back(context, key, prior, changes, result, problem, _replaced)
        except Rejected as refused:
            if not connection.refuses_patch(lifecycle.patch, refused):
                return _otherwise(context, key, prior, changes, result, refused)
    return _replaced(context, key, prior, changes, result, looks)


def _otherwise(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
    refused: Rejected,
) -> Mapping[str, Any]:
    """Write whole what a patch was refused for, where the refusal speaks of the path. Raises it where that fails too.

    A large set is never written so: what would be overwritten is too much.
    """
    large = large_set_attribute(context.collection, context.resource)
    about_paths = refused.status in (400, 422) and re.search(r"\b(path|patch)", refused.message, re.I) is not None
    if not about_paths or context.lifecycle.update is None or (large is not None and large.name in changes):
        raise refused
    log.info("a patch is refused; writing the whole object", path=refused.path, words=refused.message)
    try:
        return _replaced(context, key, prior, changes, result)
    except (VendorError, Refusal):
        raise refused from None


def _replaced(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
    looks: Looks = NO_OTHERS,
) -> Mapping[str, Any]:
    """As `write`, without a patch."""
    connection, lifecycle, collection = context.connection, context.lifecycle, context.collection
    attributes = {item.name: item for item in context.resource.schema.attributes}
    readable = {name: value for name, value in changes.items() if not attributes[name].write_only}
    values = {**prior, "id": key}
    natural = collection.natural_key
    if natural is not None and natural.field == collection.key:
        values.setdefault(natural.attribute, key)
    unmet: list[Diagnostic] = []
    first: Row | None = None
    last: Row | None = None
    target: dict[str, Any] = {}
    detour = Detour(context, key, values)
    with connection.locks.hold(collection.name, key), detour.told():
        for _ in range(ATTEMPTS):
            row = read_to_write(context, key, prior, changes, looks, whole=True)
            if not looks.ends:
                check_never_shown(context, key, row, prior, changes)
            first = row if first is None else first
            target = merge_sets(context, row, prior, changes)
            moves = {
                name: str(value)
                for name, value in target.items()
                if attributes[name].transitions is not None and is_set(value)
            }
            linked = {name: value for name, value in target.items() if attributes[name].links is not None}
            written = {name: value for name, value in target.items() if name not in moves and name not in linked}
            before = row
            begin_write(context, key, row, target)
            try:
                if moves and is_closed(context.resource, moves, row):
                    move(context, key, values, moves)
                if written and lifecycle.update is None:
                    recreate(context, key, values, row, written)
                elif written and lifecycle.update is not None:
                    body = _body(context, row, written)
                    headers = connection.unless_changed(collection, row) if collection.etag is not None else {}
                    with detour.writable(row, moves):
                        connection.client.call(lifecycle.update, values, body=body, safe=True, headers=headers)
                if moves:
                    move(context, key, values, moves)
                change_links(context, key, row, linked, prior)
            except (AmbiguousOutcome, Conflict) as problem:
                unmet, last = [problem.diagnostic()], None
                continue
            finally:
                connection.changed(collection.name, key)
            row = last = row_after(context, key, prior, first, before, target, looks.after, whole=True)
            if result is not None:
                result.state = state_of(context, row, {**prior, **readable})
            unmet = unmet_by(context, row, prior, target)
            if not unmet:
                note_written(context, key, before, row, target)
                look_after(context, key, first, row, target, result, whole=True)
                return row
        row = settle_unmet(context, last, changes, target, unmet, result)
        look_after(context, key, first or row, row, target, result, whole=True)
        return row


def settled(actual: Object, planned: Object) -> Object:
    """`actual`, with what was already known in the plan: Terraform allows no other, a later refresh shows the rest."""
    return {name: completed(value, actual[name]) for name, value in planned.items()}


def _body(
    context: Context[ObjectLifecycle],
    row: Mapping[str, Any],
    target: Mapping[str, Any],
) -> dict[str, Any]:
    body: dict[str, Any] = {}
    full_replace = context.lifecycle.full_replace
    if full_replace is not None and full_replace.carry == ("*",):
        body = copy.deepcopy({name: value for name, value in row.items() if name not in full_replace.strip})
    elif full_replace is not None:
        for name in full_replace.carry:
            value = dig(row, name)
            if value is not MISSING:
                put(body, name, value)
    for name, wanted in target.items():
        attribute = context.resource.schema.attribute(name)
        if attribute.further_members is not None:
            _put_members(body, attribute, row, wanted, whole=full_replace is not None)
            continue
        value = context.connection.wire.encode(attribute, wanted)
        if attribute.add_remove_lists is not None:
            before = context.connection.wire.decode(attribute, row)
            if attribute.elements is not None:
                for path, change in changes(attribute.add_remove_lists, none_if_missing(before), wanted).items():
                    put(body, path, change)
                continue
            put(body, attribute.add_remove_lists.add, [value])
            put(body, attribute.add_remove_lists.remove, [] if before in (MISSING, None, wanted) else [before])
        elif attribute.field is not None:
            around = dig(row, attribute.field) if attribute.shared and attribute.nesting == "single" else None
            whole = {**around, **value} if isinstance(around, Mapping) else value
            put(body, attribute.field, as_read(attribute, whole, dig(row, attribute.field)))
    return body


def _put_members(
    body: dict[str, Any], attribute: Attribute, row: Mapping[str, Any], wanted: str, *, whole: bool
) -> None:
    """Put the members that `wanted` changes; a body that is not the whole object says null for what ends."""
    members, field = further_members.parsed(wanted), attribute.field or ""
    there = dig(row, field)
    now = further_members.merged(there, members)
    if whole and isinstance(inside := dig(body, field), dict):
        for name in members.keys() - now.keys():
            inside.pop(name, None)
    changed = {name: now.get(name) for name in members if not whole or name in now}
    put_members(body, attribute, changed)
