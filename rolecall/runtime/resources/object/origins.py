"""Objects that are made from a template, and those that are made together with another one."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import ObjectLifecycle, Resource
from rolecall.specification.traits import Template


def check_template(resource: Resource, config: Mapping[str, Any]) -> Diagnostics:
    """A finding where a configuration gives none, or both, of a template's key and its name."""
    found = Diagnostics()
    trait = resource.lifecycle.template if isinstance(resource.lifecycle, ObjectLifecycle) else None
    given = [] if trait is None else [name for name in (trait.name, trait.id) if config.get(name) is not None]
    if trait is not None and len(given) != 1:
        problem = "Both are set." if given else "Neither is set."
        found.error(
            f"The {trait.noun} is not clear",
            f"Set either `{trait.name}`, its name, or `{trait.id}`, its id. {problem}",
            (trait.name,),
        )
    return found


def check_origin(
    connection: Connection, lifecycle: ObjectLifecycle, prior: Object | None, planned: Object
) -> Diagnostics:
    """A finding where the template that a plan names does not exist, or an imported object was made from another one.

    Raises VendorError.
    """
    found = Diagnostics()
    trait = lifecycle.template
    if trait is None or not is_set(planned.get(trait.name)) or (prior or {}).get(trait.name) is not None:
        return found
    try:
        key = _key_of_template(connection, trait, str(planned[trait.name]))
    except Refusal as problem:
        found.extend(problem.diagnostics)
        return found
    if prior is not None and prior.get(trait.id) not in (None, key):
        found.error(
            f"{prior['id']!r} was not made from {planned[trait.name]!r}",
            f"Its `{trait.id}` is {prior[trait.id]!r}, that of {planned[trait.name]!r} is {key!r}. Correct "
            f"`{trait.name}`, or import the object that is meant.",
            (trait.name,),
        )
    return found


def with_template(connection: Connection, lifecycle: ObjectLifecycle, planned: Object) -> Object:
    """`planned` with the key of the template that it names. Raises VendorError or Refusal."""
    trait = lifecycle.template
    if trait is None or is_set(planned.get(trait.id)) or not is_set(planned.get(trait.name)):
        return planned
    return {**planned, trait.id: _key_of_template(connection, trait, str(planned[trait.name]))}


def _key_of_template(connection: Connection, trait: Template, name: str) -> str:
    collection = connection.shim.collection(trait.lookup)
    rows = connection.listings.find(collection, {trait.by: name})
    if len(rows) == 1:
        return str(dig(rows[0], collection.key))
    if rows:
        keys = ", ".join(str(dig(row, collection.key)) for row in rows)
        raise refusal(
            f"There are {len(rows)} {trait.noun}s called {name!r}", f"Set `{trait.id}` to one of {keys}.", (trait.name,)
        )
    known = {str(dig(row, trait.by)).casefold(): str(dig(row, trait.by)) for row in connection.listings.all(collection)}
    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.5)
    advice = f"Did you mean {known[near[0]]!r}?" if near else f"Look its name up, or set `{trait.id}`."
    raise refusal(
        f"Unknown {trait.noun} {name!r}", f"{connection.shim.title} has none of that name. {advice}", (trait.name,)
    )


def with_companion(connection: Connection, lifecycle: ObjectLifecycle, state: Object, row: Mapping[str, Any]) -> Object:
    """`state` with the key of what was made along with the object, found where it is not known. Raises VendorError."""
    trait = lifecycle.companion
    if trait is None or (state.get(trait.attribute) and state[trait.attribute] is not UNKNOWN):
        return state
    value = dig(row, trait.member)
    collection = connection.shim.collection(trait.collection)
    rows = [] if value is MISSING or value is None else connection.listings.find(collection, {trait.by: value})
    return {**state, trait.attribute: str(dig(rows[0], collection.key)) if len(rows) == 1 else None}


def await_companion(
    connection: Connection, lifecycle: ObjectLifecycle, state: Object, row: Mapping[str, Any]
) -> Object:
    """`state` with the key of what was made along with a new object, once that can be read.

    Raises VendorError, or Refusal when it never can.
    """
    trait = lifecycle.companion
    if trait is None:
        return state
    state = connection.client.patience.until(
        lambda: with_companion(connection, lifecycle, state, row), lambda found: bool(found.get(trait.attribute))
    )
    collection, key = connection.shim.collection(trait.collection), state.get(trait.attribute)
    if key is None:
        return state
    there = connection.client.patience.until(
        lambda: connection.fresh(collection, str(key), state), lambda found: found is not None
    )
    if there is None:
        raise refusal(
            "What was made along with it cannot be read",
            f"{connection.shim.title} answers that {key!r} in {collection.name} does not exist. Both stay in state; "
            "look again with `terraform plan`.",
            (trait.attribute,),
        )
    return state
