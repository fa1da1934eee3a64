"""What objects are doing: switched on and off by calls of their own, and not always well."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import ObjectLifecycle, Operation, Resource


def switch(
    connection: Connection,
    resource: Resource,
    lifecycle: ObjectLifecycle,
    planned: Object,
    key: str,
    row: dict[str, Any],
) -> dict[str, Any]:
    """Bring about what the plan says of attributes with the trait Toggle; gives the row as it is afterwards.

    Raises VendorError, or Refusal when a call had no effect.
    """
    collection = connection.shim.collection(lifecycle.collection)
    for trait in lifecycle.toggles:
        attribute, wanted = resource.schema.attribute(trait.attribute), planned.get(trait.attribute)
        if not is_set(wanted) or connection.wire.decode(attribute, row) == wanted:
            continue
        operation = Operation(method="POST", path=trait.on_path if wanted else trait.off_path)
        values = state_of(connection, resource, row, {**planned, "id": key})
        with connection.locks.hold(collection.name, key):
            try:
                connection.client.call(operation, values, safe=True)
            finally:
                connection.changed(collection.name, key)
            found = connection.client.patience.until(
                lambda: connection.fresh(collection, key, planned),
                lambda now: now is not None and connection.wire.decode(attribute, now) == wanted,  # noqa: B023  # used at once
            )
        if found is None or connection.wire.decode(attribute, found) != wanted:
            raise refusal(
                f"{trait.attribute} is still {str(not wanted).lower()}",
                f"{connection.shim.title} took the call without an error, but a read shows no effect on {key!r}. Look "
                "at its status, and apply again.",
                (trait.attribute,),
            )
        row = found
    return row


def switches(lifecycle: ObjectLifecycle, prior: Object, planned: Object) -> bool:
    """Whether the plan switches something on or off."""
    return any(
        is_set(planned.get(trait.attribute)) and planned[trait.attribute] != prior.get(trait.attribute)
        for trait in lifecycle.toggles
    )


def ailments(resource: Resource, state: Object | None) -> Diagnostics:
    """A warning for what is there and does not do what it should (trait Ailing)."""
    found = Diagnostics()
    if state is None or not isinstance(resource.lifecycle, ObjectLifecycle):
        return found
    for trait in resource.lifecycle.ailing:
        if state.get(trait.attribute) in trait.values:
            why = f" ({state[trait.because]})" if state.get(trait.because) else ""
            found.warning(
                f"{trait.attribute} of {state['id']!r} is {state[trait.attribute]}{why}",
                trait.advice,
                (trait.attribute,),
            )
    return found
