"""What a refresh says of what is gone, and what a plan that rests on it may still take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import Unproven
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle, Resource

OTHERS_SECONDS: Final = 1.0
"""For so long the reads of others may still find something."""


def tell_gone(context: Context[Any], state: Object) -> Diagnostic:
    """The warning about what `state` says and the vendor no longer has.

    Raises Unproven where accounts, groups and roles of several types are gone and nothing that state knows is there:
    another tenant shows the same.
    """
    key, resource = str(state.get("id")), context.resource
    sightings = context.connection.sightings
    if isinstance(context.lifecycle, ObjectLifecycle):
        natural = context.collection.natural_key
        name = state.get(natural.attribute) if natural is not None else None
        sightings.miss(resource.name, key, [str(name)] if name else [])
        _check_tenant(context, key)
    return Diagnostic(
        "warning",
        f"A resource of the type {resource.name} is gone",
        f"{context.title} no longer has {_shown(context, state)}, however often it is looked for. It leaves the state, "
        "and is planned anew where the configuration has it. If it should be there, apply nothing: look at the vendor, "
        "and plan again.",
    )


def _check_tenant(context: Context[ObjectLifecycle], key: str) -> None:
    shim, sightings = context.connection.shim, context.connection.sightings
    missed = {name: keys for name, keys in sightings.missed().items() if _stands_alone(shim.resource(name))}
    if context.resource.name not in missed or len(missed) < 2 or sightings.found_any(OTHERS_SECONDS):
        return
    counted = " and ".join(f"{len(keys)} of {name}" for name, keys in sorted(missed.items()))
    raise Unproven(
        f"{key!r} is not found, and neither is anything else that this state knows: {counted} would be gone at once, "
        "and nothing is there. The credentials of another tenant or organization show the same, and so do those that "
        "may not see these objects.",
        advice="State stays as it is. Check the URL and the credentials in the provider block. If all of it was really "
        "deleted, take it out of the state with `terraform state rm`, and plan again.",
    )


def _stands_alone(resource: Resource) -> bool:
    """Whether an object of the type goes only if somebody deletes it: not along with an account or a group."""
    access = resource.access
    return access is not None and any((access.account, access.group, access.role))


def _shown(context: Context[Any], state: Object) -> str:
    key = str(state.get("id"))
    if not isinstance(context.lifecycle, ObjectLifecycle) or (natural := context.collection.natural_key) is None:
        return repr(key)
    name = state.get(natural.attribute)
    return repr(key) if name in (None, key) else f"{name!r} (id {key!r})"


def missed_by(context: Context[Any], change: Change, replacing: list[str]) -> tuple[tuple[str, str], ...]:
    """The objects, as types and keys, that this run took for gone and whose place others take in `replacing`."""
    values = [change.before.get(name) for name in replacing]
    missed = context.connection.sightings.missed_of
    return tuple(sorted({each for value in values if isinstance(value, str) for each in missed(value)}))


def check_missed(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """An error where the plan ends this because it took for gone what is there after all. Raises VendorError."""
    for name, key in change.private.missed:
        lifecycle = context.connection.shim.resource(name).lifecycle
        if not isinstance(lifecycle, ObjectLifecycle):
            continue
        collection = context.connection.shim.collection(lifecycle.collection)
        if context.connection.fresh(collection, key, {"id": key}) is not None:
            yield Diagnostic(
                "error",
                f"{key!r} was taken for gone, and is there",
                f"The plan ends {change.before.get('id')!r} because {context.title} did not have {name} {key!r} when "
                f"it was made, and has it now. What it gives stays. Plan again.{unchanged()}",
            )
