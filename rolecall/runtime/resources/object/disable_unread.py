"""Disabling an account that no read finds, where destroying leaves it behind (trait `Deprovision`).

No delete follows that would make sure, so the disabling values are written without a read to build on. What would
replace the whole object cannot be written so: there the listing has the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import NotFound
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.disabled import hides_disabled, is_disabled
from rolecall.runtime.resources.object.element_batches import patch_message
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.values.paths import put
from rolecall.specification.schema import ObjectLifecycle, Operation
from rolecall.specification.traits import Transitions


def named(context: Context[ObjectLifecycle], prior: Mapping[str, Any]) -> str:
    """What people call the object, and its id: `'jane' ('2031')`."""
    natural, key = context.collection.natural_key, str(prior["id"])
    name = prior.get(natural.attribute) if natural is not None else None
    return repr(key) if name in (None, key) else f"{name!r} ({key!r})"


def disable_unfound(
    context: Context[ObjectLifecycle], prior: Object, wanted: Mapping[str, Any], result: StateResult
) -> None:
    """Write `wanted` to the object of `prior`, which two looks did not find, and say what is known of it afterwards.

    Raises VendorError, and Refusal where it is there after all and not disabled.
    """
    key, collection = str(prior["id"]), context.collection
    with context.connection.locks.hold(collection.name, key):
        try:
            taken = _write(context, key, prior, wanted)
        except NotFound:
            taken = False
        finally:
            context.connection.changed(collection.name, key)
    row: Mapping[str, Any] | None = context.connection.now(collection, key, prior)
    if row is None and not taken:
        row = _listed(context, key, prior)
    if row is not None:
        if not is_disabled(context.lifecycle, state_of(context, row, prior)):
            raise refusal(
                f"{named(context, prior)} is still active",
                f"{context.title} answered that it does not exist, and shows it all the same, not deactivated. It "
                "stays in state; apply again.",
            )
    elif taken:
        warn_unconfirmed(context, prior, result)
    elif not hides_disabled(context.lifecycle, prior):
        result.diagnostics.warning(
            f"{named(context, prior)} was not found, and not deactivated",
            f"{context.title} answered several times that it does not exist, so it leaves the state. If it was not "
            f"deleted, it may be active: {_where(context, prior)} If it is there, import it and destroy it again, or "
            "deactivate it there.",
        )


def warn_unconfirmed(context: Context[ObjectLifecycle], prior: Object, result: StateResult) -> None:
    """Say that the vendor took the values that disable the object, and that no read shows them."""
    result.diagnostics.warning(
        f"{named(context, prior)} was deactivated, and cannot be seen",
        f"{context.title} took the deactivation, and answers that it does not exist, so nothing confirms it. It leaves "
        f"the state. To make sure: {_where(context, prior)}",
    )


def _write(context: Context[ObjectLifecycle], key: str, prior: Object, wanted: Mapping[str, Any]) -> bool:
    """Send what disables, and nothing else; False where the vendor takes no such write. Raises VendorError."""
    connection, lifecycle = context.connection, context.lifecycle
    members: dict[str, Any] = {}
    steps: list[Operation] = []
    for name, value in wanted.items():
        attribute = context.resource.schema.attribute(name)
        if attribute.transitions is not None:
            steps.extend(_steps(attribute.transitions, str(value)))
        elif attribute.field is not None:
            members[attribute.field] = connection.wire.encode(attribute, value)
    values = {**prior, "id": key}
    if members and lifecycle.patch is not None and connection.patches(lifecycle):
        edits = [{"op": "replace", "path": path, "value": value} for path, value in members.items()]
        connection.client.call(lifecycle.patch, values, body=patch_message(edits), safe=True)
    elif members and lifecycle.update is not None and lifecycle.full_replace is None:
        body: dict[str, Any] = {}
        for path, value in members.items():
            put(body, path, value)
        connection.client.call(lifecycle.update, values, body=body, safe=True)
    elif members:
        return False
    for step in steps:
        connection.client.call(step, values)
    return bool(members or steps)


def _steps(trait: Transitions, wanted: str) -> list[Operation]:
    """The call that leads to `wanted` from most statuses: which of them the object is in, nobody knows."""
    ways = [step for step in trait.steps if step.ends == wanted]
    widest = sorted(ways, key=lambda step: -len(step.starts))[:1]
    return [Operation(method="POST", path=step.path, query=step.query) for step in widest]


def _listed(context: Context[ObjectLifecycle], key: str, prior: Object) -> Mapping[str, Any] | None:
    """The row of the object in a listing, where single reads and a listing are two ways to see it."""
    collection = context.collection
    if collection.list is None or collection.get is None:
        return None
    rows = context.connection.listings.all(collection, narrowing(collection, prior))
    return next((row for row in rows if str(key_of(collection, row)) == key), None)


def _where(context: Context[ObjectLifecycle], prior: Object) -> str:
    operation = context.collection.list or context.collection.get
    path = f" (GET {context.connection.client.path_of(operation, prior)})" if operation is not None else ""
    return f"look for {named(context, prior)} in {context.title}{path}."
