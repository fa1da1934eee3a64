"""Switching objects on and off by calls of their own (trait Toggle)."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import ObjectLifecycle, Operation


def switch(
    context: Context[ObjectLifecycle],
    planned: Object,
    key: str,
    row: dict[str, Any],
) -> dict[str, Any]:
    """Bring about what the plan says of attributes with the trait Toggle; gives the row as it is afterwards.

    Raises VendorError, or Refusal when a call had no effect.
    """
    collection = context.collection
    for trait in context.lifecycle.toggles:
        attribute, wanted = context.resource.schema.attribute(trait.attribute), planned.get(trait.attribute)
        if not is_set(wanted) or context.connection.wire.decode(attribute, row) == wanted:
            continue
        operation = Operation(method="POST", path=trait.on_path if wanted else trait.off_path)
        values = state_of(context, row, {**planned, "id": key})
        with context.connection.locks.hold(collection.name, key):
            try:
                context.connection.client.call(operation, values, safe=True)
            finally:
                context.connection.changed(collection.name, key)
            found = context.connection.client.consistency.until(
                lambda: context.connection.fresh(collection, key, planned),
                lambda now: now is not None and context.connection.wire.decode(attribute, now) == wanted,  # noqa: B023  # used at once
            )
        if found is None or context.connection.wire.decode(attribute, found) != wanted:
            raise refusal(
                f"{trait.attribute} is still {str(not wanted).lower()}",
                f"{context.title} took the call without an error, but a read shows no effect on {key!r}. Look "
                "at its status, and apply again.",
                (trait.attribute,),
            )
        row = found
    return row


def switches(lifecycle: ObjectLifecycle, change: Change) -> bool:
    """Whether the plan switches something on or off."""
    return any(
        is_set(change.after.get(trait.attribute)) and change.changed(trait.attribute) for trait in lifecycle.toggles
    )
