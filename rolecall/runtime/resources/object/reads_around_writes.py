"""The reads that a write of an object is built on and looked at with afterwards.

A write that replaces more than it changes must know everything that it carries. What an answer leaves out is asked for
again, and then the write is refused; so is an answer that shows a set as it was before this run wrote it. After a write
the rest is compared with what was there before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.incarnation import check_incarnation
from rolecall.runtime.resources.instance import check_row
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.object.carried_members import check_beside
from rolecall.runtime.resources.object.changed_since_plan import check_elements, check_fixed, check_meanwhile
from rolecall.runtime.resources.object.collateral_losses import vanished
from rolecall.runtime.resources.object.confirmed_reads import agreed, is_replaced
from rolecall.runtime.resources.object.fresh_reads import read_current
from rolecall.runtime.resources.object.merge import gone, unmet_by, unsaid_by
from rolecall.runtime.resources.object.omitted_members import is_cleared, is_wiped
from rolecall.runtime.resources.object.read import large_set_attribute
from rolecall.runtime.resources.object.second_reads import Looks
from rolecall.runtime.resources.object.truncated_sets import shown_whole
from rolecall.runtime.resources.object.write_only_sets import beside_shown
from rolecall.runtime.resources.unread_members import is_something, is_unsaid, left_out, read_again, refused, warned
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import ListOf, SetOf


class TookAway(Refusal):
    """A write did what it was meant to, and something else is gone after it."""


def read_to_write(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    looks: Looks,
    *,
    whole: bool = False,
) -> Row:
    """The object as it is now, with everything that a write of `changes` must know.

    `whole`: the write replaces it. Two looks must agree where elements of something travel whole. Raises VendorError,
    and Refusal when it is gone, no two looks agree, or something stays unsaid.
    """

    def lacking(row: Row) -> dict[str, Any]:
        return _lacking(context, row, prior, changes, whole=whole)

    def doubtful(row: Row) -> list[Attribute]:
        return [item for item in _needed(context, changes, whole=whole) if _is_left_out(context, item, row)]

    def fresh() -> Row | None:
        return context.connection.fresh(context.collection, key, prior, whole=whole and _with_set(context, changes))

    def settled(row: Row) -> bool:
        return not lacking(row) and not doubtful(row)

    def current(settled: Callable[[Row], bool] = settled) -> Row:
        row = read_current(context, key, fresh, needed, settled)
        if row is None:
            raise gone(context.title, key)
        return row

    needed = _needed(context, changes, whole=whole)
    row = current()
    if not looks.ends and any(map(is_replaced, needed)):
        row = agreed(context, key, row, lambda: current(lambda _: True), needed, looks.before)
    row = _looked_at_again(context, key, prior, row, changes) if whole else row
    check_row(context, key, {**prior, **changes}, row)
    check_incarnation(context, prior, row)
    row = _with_large_set(context, key, prior, row, changes) if whole else row
    unsaid = lacking(row) or _shown_elsewhere(context, key, prior, row, doubtful(row))
    if unsaid:
        raise refused(context.title, key, unsaid)
    check_meanwhile(context, key, row, prior, changes)
    if not looks.ends:
        check_fixed(context, key, row, prior, changes)
        if whole:
            check_elements(context, key, row, prior, changes)
            check_beside(context, key, row)
    return row


def _with_large_set(
    context: Context[ObjectLifecycle], key: str, prior: Mapping[str, Any], row: Row, changes: Mapping[str, Any]
) -> Row:
    """`row` with all of its large set, which a write of the whole object must carry. Raises VendorError and Refusal."""
    large = large_set_attribute(context.collection, context.resource)
    if large is None or context.collection.large_set is None:
        return row
    known, carried = (values.get(large.name) for values in (prior, changes))
    known, carried = (each if isinstance(each, list) else () for each in (known, carried))
    return shown_whole(context.connection, context.collection, key, row, known, carried)


def _shown_elsewhere(
    context: Context[ObjectLifecycle], key: str, prior: Mapping[str, Any], row: Row, doubtful: list[Attribute]
) -> dict[str, Any]:
    """Those of the left out collections that a listing shows, with what it shows.

    Both ways must leave out what is taken for empty. The listing is narrowed to the object's name where it can be.
    """
    connection, collection, natural = context.connection, context.collection, context.collection.natural_key
    if not doubtful or collection.list is None:
        return {}
    name = dig(row, natural.field) if natural is not None else MISSING
    where = narrowing(collection, prior)
    if natural is None or name is MISSING or natural.field in collection.key:
        found = connection.listings.all(collection, where)
    else:
        found = connection.listings.find(collection, {natural.field: name}, where, whole=True)
    same_one = [each for each in found if str(key_of(collection, each)) == key]
    values = {item.name: connection.wire.decode(item, each) for each in same_one for item in doubtful}
    return {name: value for name, value in values.items() if is_something(value)}


def _lacking(
    context: Context[ObjectLifecycle],
    row: Row,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    *,
    whole: bool,
) -> dict[str, Any]:
    """What `row` does not say and a write of `changes` must know, with the values known so far.

    A trait that takes a missing member for an empty one is not believed against a value that was there before.
    """
    found: dict[str, Any] = {}
    for attribute in _needed(context, changes, whole=whole):
        before, path = prior.get(attribute.name), attribute.read_path
        if path is not None and dig(row, path) is MISSING and is_something(before):
            vanished = not is_cleared(context, attribute, changes)
        else:
            vanished = whole and is_wiped(attribute, left_out(attribute, row, before, context.left_out), changes)
        unshown = whole and path is not None and dig(row, path) is UNREAD
        if is_unsaid(attribute, row, before) or ((vanished or unshown) and not attribute.write_only):
            found[attribute.name] = before
    trait = context.lifecycle.full_replace if whole else None
    attributes = context.resource.schema.attributes
    known = {item.read_path for item in attributes} | {item.field for item in attributes if item.name in changes}
    for member in trait.carry if trait is not None and trait.carry != ("*",) else ():
        if member not in known and dig(row, member) in (MISSING, None):
            found[member] = None
    return found


def _looked_at_again(
    context: Context[ObjectLifecycle], key: str, prior: Mapping[str, Any], row: Row, changes: Mapping[str, Any]
) -> Row:
    """`row`, or what a second look shows where less is in it than there was.

    That is a member that is carried along unmanaged and empty, and a set that lacks what the state has of it.
    """
    trait = context.lifecycle.full_replace
    carried = trait.carry if trait is not None and trait.carry != ("*",) else ()
    known = {item.read_path for item in context.resource.schema.attributes}
    empty = [name for name in carried if name not in known and dig(row, name) in ({}, [])]
    sets = [item for item in _needed(context, changes, whole=True) if isinstance(item.value_type, SetOf)]

    def short(found: Row) -> list[str]:
        decode = context.connection.wire.decode
        had = {item.name: prior.get(item.name) for item in sets}
        now = {item.name: decode(item, found) for item in sets if isinstance(had[item.name], list)}
        lacking = [name for name, values in now.items() if isinstance(values, list) and _lacks(values, had[name] or [])]
        return lacking + [name for name in empty if dig(found, name) in ({}, [], None, MISSING)]

    lacking = short(row)

    def look() -> Row | None:
        found = context.connection.now(context.collection, key, prior, whole=_with_set(context, changes))
        return found if found is not None and len(short(found)) < len(lacking) else None

    return (context.connection.client.consistency.again(look) or row) if lacking else row


def _lacks(values: list[Any], had: list[Any]) -> bool:
    return any(each not in values for each in had)


def _needed(context: Context[ObjectLifecycle], changes: Mapping[str, Any], *, whole: bool) -> list[Attribute]:
    """The attributes that a write of `changes` must know: what it carries along, and what it merges with."""
    carried = carried_by(context) if whole else []
    return [
        item
        for item in context.resource.schema.attributes
        if (_is_merged(item) if item.name in changes else item in carried)
    ]


def _with_set(context: Context[ObjectLifecycle], changes: Mapping[str, Any]) -> bool:
    """Whether a write of `changes` must know a set that is a collection of its own: no body carries that along."""
    nested = context.collection.nested_set
    return nested is None or any(
        item.read_path == nested.field for item in context.resource.schema.attributes if item.name in changes
    )


def _is_left_out(context: Context[ObjectLifecycle], attribute: Attribute, row: Row) -> bool:
    """Whether the row leaves a collection out, which a trait takes for empty.

    A map that others write to as well is often empty: it is doubted only where a refresh has seen it go.
    """
    path, went = attribute.read_path, attribute.shared and attribute.name in context.left_out
    several = isinstance(attribute.value_type, SetOf | ListOf) or went
    return several and path is not None and attribute.absent == "empty" and dig(row, path) is MISSING


def _is_merged(attribute: Attribute) -> bool:
    """Whether a change of the attribute keeps, or takes away, something of what is there."""
    together = isinstance(attribute.value_type, SetOf) or attribute.shared
    parts = (attribute.add_remove_lists, attribute.elements, attribute.further_members)
    return together or any(each is not None for each in parts)


def read_back(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    before: Row,
    target: Mapping[str, Any],
    *,
    whole: bool,
) -> Row:
    """The object after `target` was written to what was `before`, once that shows and nothing is left out.

    Raises VendorError, and Refusal when the object is gone.
    """

    def read() -> Row | None:
        row = context.connection.fresh(context.collection, key, prior, whole=whole and _with_set(context, target))
        large = large_set_attribute(context.collection, context.resource)
        if row is None or not whole or large is None:
            return row
        had, wanted = context.connection.wire.decode(large, before), target.get(large.name)
        had, wanted = (frozenset(each) if isinstance(each, list) else None for each in (had, wanted))
        known = (had if wanted is None else wanted) or ()
        return beside_shown(context.connection, context.collection, row, known, had or (), shared=False)

    def complete(row: Row) -> bool:
        return not unsaid_by(context, row, target) and not _vanished(context, key, before, row, target, whole=whole)

    row = context.connection.client.consistency.until(
        read, lambda now: now is not None and not unmet_by(context, now, prior, target) and complete(now)
    )
    if row is not None and not complete(row):
        row = read_again(context, read, complete)
    if row is None:
        raise gone(context.title, key)
    return row


def look_after(
    context: Context[ObjectLifecycle],
    key: str,
    before: Row,
    after: Row,
    target: Mapping[str, Any],
    result: StateResult | None,
    *,
    whole: bool,
) -> None:
    """Look at what a write did beside what it was meant to do.

    What was written and is not said is a warning. Raises TookAway where something else is gone.
    """
    if result is not None:
        result.diagnostics.extend(warned(context.title, key, unsaid_by(context, after, target)))
    if lost := _vanished(context, key, before, after, target, whole=whole):
        raise TookAway(*lost)


def _vanished(
    context: Context[ObjectLifecycle], key: str, before: Row, after: Row, changes: Mapping[str, Any], *, whole: bool
) -> list[Diagnostic]:
    return vanished(context, key, before, after, changes, carried_by(context) if whole else None)
