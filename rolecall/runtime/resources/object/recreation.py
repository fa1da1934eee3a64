"""Updates of objects that the vendor only creates and deletes (trait `Recreate`).

Deleting and creating are two calls, between which the object is not there. Whatever happens to the second, the object
is there again afterwards, as it is to be or as it was, or the error says that it is not and what it had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import Conflict, NotFound, VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.merge import changes_of
from rolecall.runtime.values.conversion import none_if_missing, same
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Attribute, ObjectLifecycle

PAUSES: Final = (0.5, 1.0, 2.0, 4.0)
"""Seconds before the vendor is asked again to create what it has not noticed yet is deleted."""


def check_recreation(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning where a change takes an object away for a moment."""
    trait, changes = context.lifecycle.recreate, changes_of(context, change)
    if trait is not None and changes and change.prior is not None:
        yield Diagnostic(
            "warning",
            f"{change.before['id']!r} is removed and made again",
            f"{context.title} cannot change {', '.join(sorted(changes))} of a {context.resource.name}: it is deleted "
            f"and created again under the same name. {trait.meanwhile} If the second step is refused, what was there "
            "is put back.",
            (min(changes),),
        )


def recreate(
    context: Context[ObjectLifecycle],
    key: str,
    values: Mapping[str, Any],
    row: Mapping[str, Any],
    target: Mapping[str, Any],
) -> None:
    """Delete the object `key`, which is `row`, and create it with `target` and whatever else it had.

    `values` fill the addresses. Raises VendorError, and Refusal when it could not be put back.
    """
    before = {item.name: none_if_missing(context.connection.wire.decode(item, row)) for item in _sent(context)}
    _remove(context, key, values)
    try:
        _make(context, key, values, {**before, **target})
    except (VendorError, Refusal) as problem:
        try:
            _make(context, key, values, before)
        except (VendorError, Refusal) as another:
            if context.connection.now(context.collection, key, values) is None:
                raise _lost(context, key, before, problem) from another
        raise


def _sent(context: Context[ObjectLifecycle]) -> list[Attribute]:
    """The attributes that a create carries."""
    return [item for item in context.resource.schema.attributes if item.field is not None]


def _remove(context: Context[ObjectLifecycle], key: str, values: Mapping[str, Any]) -> None:
    """Delete the object. Raises VendorError where it is still there."""
    operation = context.lifecycle.delete
    if operation is None:
        raise refusal("This cannot be changed", f"{context.title} offers no way to delete {key!r}.")
    try:
        context.connection.client.call(operation, values)
    except NotFound:
        return  # it was there a moment ago: an answer of ours was lost
    except VendorError:
        if context.connection.now(context.collection, key, values) is not None:
            raise


def _make(context: Context[ObjectLifecycle], key: str, values: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Create the object, which repeats harmlessly: its name can be taken once only."""
    connection, operation = context.connection, context.lifecycle.create
    given = [item for item in _sent(context) if is_set(wanted.get(item.name))]
    body = connection.wire.body(given, wanted)
    for pause in (*PAUSES, None):
        try:
            connection.client.call(operation, {**values, **wanted}, body=body, safe=True)
            return
        except Conflict:
            # Either an earlier attempt of ours was carried out, or the vendor still shows what was deleted.
            row = connection.now(context.collection, key, values)
            if row is not None and all(
                same(item, connection.wire.decode(item, row), wanted[item.name]) for item in given
            ):
                return
            if pause is None:
                raise
            connection.client.consistency.wait(pause)


def _lost(
    context: Context[ObjectLifecycle], key: str, before: Mapping[str, Any], problem: VendorError | Refusal
) -> Refusal:
    """The error for an object that is away: what it had, and how it comes back."""
    had = ", ".join(f"{name} {value!r}" for name, value in before.items() if value not in (None, [], key))
    why = problem.diagnostic().detail if isinstance(problem, VendorError) else str(problem)
    return refusal(
        f"{key!r} is away",
        f"It was deleted to be created again, and {context.title} did not create it, neither as it is to be nor as it "
        f"was: it had {had or 'nothing'}. {why}\n\nApply again: the next plan finds that it is not there and makes it.",
        ("id",),
    )
