"""Objects that are made from a template, and those that are made together with another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import Companion, Template


def check_template(trait: Template, config: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """A finding where a configuration gives none, or both, of a template's key and its name."""
    given = [name for name in (trait.name, trait.id) if config.get(name) is not None]
    if len(given) != 1:
        problem = "Both are set." if given else "Neither is set."
        yield Diagnostic(
            "error",
            f"The {trait.noun} is not clear",
            f"Set either `{trait.name}`, its name, or `{trait.id}`, its id. {problem}",
            (trait.name,),
        )


def check_origin(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding where the template that a plan names does not exist, or an imported object was made from another one.

    Raises VendorError.
    """
    trait, prior, planned = context.lifecycle.template, change.prior, change.after
    if trait is None or not is_set(planned.get(trait.name)) or change.before.get(trait.name) is not None:
        return
    if prior is None and is_set(planned.get(trait.id)):
        return  # found already
    try:
        key = _key_of_template(context.connection, trait, str(planned[trait.name]))
    except Refusal as problem:
        yield from problem.diagnostics
        return
    if prior is not None and prior.get(trait.id) not in (None, key):
        yield Diagnostic(
            "error",
            f"{prior['id']!r} was not made from {planned[trait.name]!r}",
            f"Its `{trait.id}` is {prior[trait.id]!r}, that of {planned[trait.name]!r} is {key!r}. Correct "
            f"`{trait.name}`, or import the object that is meant.",
            (trait.name,),
        )


def with_origin(context: Context[Any], change: Change) -> Change:
    """The change with the key of the template that something new names, by which others of its name are known.

    A template that is not there stays unknown: `check_origin` tells of it. Raises VendorError.
    """
    lifecycle = context.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.template is None or not change.is_create:
        return change
    with suppress(Refusal):
        return replace(change, planned=with_template(context, lifecycle.template, change.after))
    return change


def with_template(context: Context[ObjectLifecycle], trait: Template, planned: Object) -> Object:
    """`planned` with the key of the template that it names. Raises VendorError or Refusal."""
    if is_set(planned.get(trait.id)) or not is_set(planned.get(trait.name)):
        return planned
    return {**planned, trait.id: _key_of_template(context.connection, trait, str(planned[trait.name]))}


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


def with_companion(
    context: Context[ObjectLifecycle], trait: Companion, state: Object, row: Mapping[str, Any]
) -> Object:
    """`state` with the key of what was made along with the object, found where it is not known. Raises VendorError."""
    if state.get(trait.attribute) and state[trait.attribute] is not UNKNOWN:
        return state
    value = dig(row, trait.member)
    collection = context.connection.shim.collection(trait.collection)
    rows = [] if value is MISSING or value is None else context.connection.listings.find(collection, {trait.by: value})
    return {**state, trait.attribute: str(dig(rows[0], collection.key)) if len(rows) == 1 else None}


def found_companion(
    context: Context[ObjectLifecycle], trait: Companion, state: Object, row: Mapping[str, Any]
) -> Object:
    """`state` with the key of what was made along with a new object, as soon as that shows. Raises VendorError."""
    return context.connection.client.consistency.until(
        lambda: with_companion(context, trait, state, row), lambda found: bool(found.get(trait.attribute))
    )


def await_companion(context: Context[ObjectLifecycle], trait: Companion, state: Object) -> None:
    """Wait until what was made along with a new object can be read. Raises VendorError, or Refusal if it never can."""
    collection, key = context.connection.shim.collection(trait.collection), state.get(trait.attribute)
    if key is None:
        return
    there = context.connection.client.consistency.until(
        lambda: context.connection.now(collection, str(key), state), lambda found: found is not None
    )
    if there is None:
        raise refusal(
            "What was made along with it cannot be read",
            f"{context.title} answers that {key!r} in {collection.name} does not exist. Both stay in state; "
            "look again with `terraform plan`.",
            (trait.attribute,),
        )
