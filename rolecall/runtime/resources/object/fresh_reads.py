"""Reads that are news: not older than what this run has written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.write_only_sets import beside_shown
from rolecall.runtime.resources.unread_members import read_again
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.types import SetOf


def read_current(
    context: Context[ObjectLifecycle],
    key: str,
    read: Callable[[], Row | None],
    sets: Iterable[Attribute],
    settled: Callable[[Row], bool] = lambda row: True,
) -> Row | None:
    """The row of `key` that `read` gives, in which `sets` are not older than what this run wrote to them.

    It is read again a few times until it is `settled` too. A large set that may be cut short is no older where filters
    find in it what this run put there. Raises VendorError, and Refusal where it stays stale.
    """
    several = _sets(context, (item.name for item in sets))

    def stale(row: Row) -> dict[str, list[str]]:
        found = {item.name: _denied(context, key, item, row) for item in several}
        return {name: elements for name, elements in found.items() if elements}

    def read_beside() -> Row | None:
        row = read()
        for item in several if row is not None and context.collection.large_set is not None else ():
            if row is not None and item.read_path == context.collection.apart:
                denied = _denied(context, key, item, row)
                row = beside_shown(context.connection, context.collection, row, denied, shared=False)
        return row

    def look() -> Row | None:
        return context.connection.client.consistency.until(read_beside, lambda row: row is None or not stale(row))

    row = read_again(context, look, lambda found: settled(found) and not stale(found))
    for name, elements in stale(row).items() if row is not None else ():
        raise refusal(
            f"{context.title} shows {name} of {key!r} as they were before this run changed them",
            f"It was asked several times. This is not as it was written and confirmed a moment ago: "
            f"{', '.join(elements)}. A change that is built on this answer would undo what was done, so it was not "
            "sent. Plan and apply again; if this goes on, somebody else is changing the same.",
            (name,),
        )
    return row


def _denied(context: Context[ObjectLifecycle], key: str, attribute: Attribute, row: Row) -> list[str]:
    """The elements in which the row differs from what this run wrote."""
    value = context.connection.wire.decode(attribute, row)
    place = (context.collection.name, key, attribute.name)
    return context.connection.elements.denied_by(place, value) if isinstance(value, list) else []


def begin_write(context: Context[ObjectLifecycle], key: str, row: Row, target: Mapping[str, Any]) -> None:
    """A write that makes the sets of `row` what `target` says begins."""
    for attribute in _sets(context, target):
        had, wanted = context.connection.wire.decode(attribute, row), target[attribute.name]
        place = (context.collection.name, key, attribute.name)
        context.connection.elements.begin(place, _elements(had), _elements(wanted))


def note_written(
    context: Context[ObjectLifecycle], key: str, before: Row, after: Row, target: Mapping[str, Any]
) -> None:
    """A write of `target` led from the row `before` to the row `after`, which was read back."""
    for attribute in _sets(context, target):
        had, has = (context.connection.wire.decode(attribute, row) for row in (before, after))
        if isinstance(has, list):
            place = (context.collection.name, key, attribute.name)
            context.connection.elements.note(place, _elements(had), has)


def _sets(context: Context[ObjectLifecycle], names: Iterable[str]) -> list[Attribute]:
    found = (context.resource.schema.attribute(name) for name in names)
    return [item for item in found if isinstance(item.value_type, SetOf) and item.read_path is not None]


def _elements(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()
