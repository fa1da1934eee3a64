"""Bindings that end while a rule of the vendor may give the same (trait `GivenBy`).

A vendor may leave out of a rule for good whom somebody takes out of what it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import Denied
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle

_LEAVE = (
    "To leave it to the rule, take this out of the state without destroying it, with a `removed` block "
    "(`destroy = false`) or `terraform state rm`."
)


def warn_of_rules(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning for each rule that works and may give what is to end. Raises VendorError."""
    for _, name in _rules(context, change):
        yield Diagnostic("warning", f"The rule {name} may give this too", f"{_reason(context)} {_LEAVE}")


def refuse_beside_new_rules(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error where this run made or changed a rule that may give what is to end: its plan could not tell.

    Raises VendorError.
    """
    trait = context.resource.access.given_by if context.resource.access is not None else None
    for key, name in _rules(context, change):
        if trait is not None and context.connection.addresses.is_written(trait.rule, key):
            yield Diagnostic(
                "error",
                f"The rule {name} is new, and may give this too",
                f"It was made or changed in this run. {_reason(context)} {_LEAVE} Else apply again: the plan then says "
                f"so.{unchanged()}",
            )


def _rules(context: Context[ObjectLifecycle], change: Change) -> Iterator[tuple[str, str]]:
    """Key and name of each rule that works and gives what the binding gives; none where we may not see rules."""
    trait = context.resource.access.given_by if context.resource.access is not None else None
    if trait is None:
        return
    connection = context.connection
    rule: Any = connection.shim.resource(trait.rule)
    collection = connection.shim.collection(rule.lifecycle.collection)
    names, (switch, on) = rule.schema.attribute(trait.names), trait.where
    status = rule.schema.attribute(switch)
    try:
        rows = connection.references.rows(collection.name)
    except Denied:
        return
    for row in rows:
        given = connection.wire.decode(names, row)
        if connection.wire.decode(status, row) == on and change.before.get(trait.attribute) in (given or ()):
            key = str(key_of(collection, row))
            natural = collection.natural_key
            yield key, repr(str(row.get(natural.field)) if natural is not None else key)


def _reason(context: Context[ObjectLifecycle]) -> str:
    trait = context.resource.access.given_by if context.resource.access is not None else None
    return f"{context.title} may leave out of a rule for good whom it gives this. {trait.reason if trait else ''}"
