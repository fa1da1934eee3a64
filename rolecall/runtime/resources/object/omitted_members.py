"""Members that had a value and that answers leave out, where a trait takes what is missing for empty.

A server that omits what is empty, and one that stopped showing it, give the same answer. A refresh remembers which
members went that way, until an answer shows them. No update that replaces the whole object takes them for empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.unread_members import UNSAID, is_something, left_out, way_out
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Attribute, ObjectLifecycle


def left_out_of(context: Context[ObjectLifecycle], row: Row, state: Object, private: Private) -> frozenset[str]:
    """The names of what updates may carry along and `row` leaves out, though it had a value (see `unsaid.left_out`).

    So does what was shown as empty until now: a server that shows that does not leave it out.
    """
    noted = private.left_out | private.empty
    names = (left_out(item, row, state[item.name], noted) for item in carried_by(context))
    return frozenset().union(*names)


def shown_empty(context: Context[ObjectLifecycle], row: Row, private: Private) -> frozenset[str]:
    """The names of the collections that `row` shows as empty, and of those that it leaves out and an earlier one did.

    Only of what updates carry along, and nobody configures.
    """
    if context.connection.patches(context.lifecycle):
        return frozenset()
    found = set()
    for item in carried_by(context):
        if item.absent == "empty" and item.read_path is not None and item.name not in (private.managed or ()):
            said = dig(row, item.read_path)
            if said in ([], {}) or (said in (MISSING, None) and item.name in private.empty):
                found.add(item.name)
    return frozenset(found)


def kept_values(
    context: Context[ObjectLifecycle], row: Row, state: Object, private: Private, names: frozenset[str]
) -> dict[str, Any]:
    """The last values of those of `names` that the configuration leaves alone, where updates replace the object.

    What it manages shows as missing, so that a plan brings it back.
    """
    if not names or context.connection.patches(context.lifecycle):
        return {}
    attributes = [item for item in carried_by(context) if item.name in {name.partition(".")[0] for name in names}]
    return {
        item.name: _merged(context, item, row, state[item.name])
        for item in attributes
        if item.name not in (private.managed or ())
    }


def _merged(context: Context[ObjectLifecycle], attribute: Attribute, row: Row, before: Any) -> Any:
    """The value as it was last seen; of an object, with what is said of it now."""
    if attribute.nesting != "single" or not isinstance(before, Mapping):
        return before
    now = context.connection.wire.decode(attribute, row)
    return {**before, **{name: value for name, value in now.items() if value is not None}} if now else before


def warned_of(context: Context[ObjectLifecycle], key: str, names: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """A warning of a refresh for each of `names`, with the values that state keeps."""
    for name in sorted(names):
        yield Diagnostic(
            "warning",
            f"{UNSAID} {name}",
            f"Until now {key!r} had {name}, and the answer of {context.title} leaves it out. It may be empty, or it "
            "is not shown any more. Updates here replace the whole object, and would wipe it: none is sent "
            f"until an answer shows {name}. {way_out(name, names[name])}",
            (name,),
        )


def is_cleared(context: Context[ObjectLifecycle], attribute: Attribute, changes: Mapping[str, Any]) -> bool:
    """Whether the configuration takes away, in words, what a refresh has said to be left out."""
    return attribute.name in context.left_out and changes.get(attribute.name, UNKNOWN) in (None, [])


def is_wiped(attribute: Attribute, names: frozenset[str], changes: Mapping[str, Any]) -> bool:
    """Whether a write of the whole object wipes one of `names`, which an answer leaves out: `changes` do not say it."""
    if attribute.name not in changes:
        return bool(names)
    wanted = changes[attribute.name]
    inside = {name.partition(".")[2] for name in names} - {""}
    return isinstance(wanted, Mapping) and any(not is_something(wanted.get(name)) for name in inside)
