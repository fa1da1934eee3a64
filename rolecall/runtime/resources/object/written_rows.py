"""The object after it was written, from the cheapest answer that shows it: the write's own, a shared listing, a read.

An answer that says less than was known before, or that does not show what was written and all the rest, is no proof:
then the object is read. The answer to a write is taken at its word only for what it gives, elements that are added to
sets. What is taken away, and what is disabled, is always read back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeAlias

from rolecall.runtime.collections.envelope import item_of, key_of
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.errors import VendorError
from rolecall.runtime.http.client import Answer
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.basis import read_back
from rolecall.runtime.resources.object.carried import carried_by
from rolecall.runtime.resources.object.merge import unmet_by, unsaid_by
from rolecall.runtime.resources.object.vanished import vanished
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import SetOf

Look: TypeAlias = Callable[[], Row | None]
"""Another way to see the object as it is now; None where it does not show it."""


def row_after(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    first: Row,
    before: Row,
    target: Mapping[str, Any],
    answer: Answer | None,
    look: Look | None,
    *,
    whole: bool,
) -> Row:
    """The object `key` after `target` was written to `before`, which `answer` answered; `first` was there at first.

    `whole`: the write replaced it. Raises VendorError, and Refusal where the object is gone.
    """

    def read() -> Row:
        return read_back(context, key, prior, first, target, whole=whole)

    def shows(row: Row) -> bool:
        return (
            not _says_less(context, before, row)
            and not unsaid_by(context, row, target)
            and not unmet_by(context, row, prior, target)
            and not vanished(context, key, first, row, target, carried_by(context) if whole else None)
        )

    if answer is not None and _only_adds(context, before, target):
        told = _told(context, key, answer)
        if told is not None and shows(told):
            kind = (context.resource.name, *sorted(target))
            return context.connection.answers.row(kind, told, read, lambda row: _is_same(context, told, row))
    seen = None
    with suppress(VendorError):
        seen = look() if look is not None else None
    return seen if seen is not None and shows(seen) else read()


def _told(context: Context[ObjectLifecycle], key: str, answer: Answer) -> Row | None:
    """The object as the answer to a write shows it, where it says which one it is and hides nothing."""
    collection = context.collection
    parts = (collection.joined, collection.elements, collection.apart, collection.invitation)
    if any(part is not None for part in parts) or collection.parents or context.connection.client.consistency.needed:
        return None
    item = item_of(collection.envelope, answer.data)
    if item is None or key_of(collection, item) is MISSING:
        return None
    rows = Rows(context.connection.client, collection)
    try:
        (row,) = rows.clean([item], listed=False)
    except VendorError:
        return None
    return row if rows.key(row) == rows.normal(key) and not rows.is_deleted(row) else None


def _only_adds(context: Context[ObjectLifecycle], before: Row, target: Mapping[str, Any]) -> bool:
    """Whether the write of `target` does nothing but add elements to sets."""
    for name, wanted in target.items():
        attribute = context.resource.schema.attribute(name)
        if not isinstance(attribute.value_type, SetOf) or attribute.nesting is not None or attribute.write_only:
            return False
        had = context.connection.wire.decode(attribute, before)
        if not isinstance(had, list) or not isinstance(wanted, list) or not set(had) <= set(wanted):
            return False
    return bool(target)


def _says_less(context: Context[ObjectLifecycle], before: Row, after: Row) -> bool:
    """Whether `after` leaves out an attribute that `before` says."""
    unsaid = (MISSING, UNREAD)
    return any(dig(before, path) not in unsaid and dig(after, path) in unsaid for _, path in _read(context))


def _is_same(context: Context[ObjectLifecycle], told: Row, row: Row) -> bool:
    """Whether the answer to a write said what a read says."""
    wire = context.connection.wire
    return all(wire.decode(item, told) == wire.decode(item, row) for item, _ in _read(context))


def _read(context: Context[ObjectLifecycle]) -> list[tuple[Attribute, str]]:
    attributes = context.resource.schema.attributes
    return [(item, item.read_path) for item in attributes if item.read_path is not None]
