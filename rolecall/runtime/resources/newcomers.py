"""Who got something between the plan that ends it and the apply: it stays, since the plan did not show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.group_members import members_of
from rolecall.runtime.resources.guards.losses import few, holders_of
from rolecall.runtime.resources.guards.transfers import gives, giving_attributes, several, ways_of
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle, Resource
from rolecall.specification.types import ListOf, SetOf


def check_newcomers(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """An error where somebody has what ends who did not have it when that was planned.

    Raises VendorError or Refusal where that cannot be asked any more.
    """
    planned = change.private.had_by
    if planned is None or not isinstance(context.lifecycle, ObjectLifecycle):
        return
    holders = holders_of(context, change, replaces=change.private.replaces)
    members, unasked = members_of(context, replace(change, private=Private()))
    if holders.unasked or unasked:
        raise refusal(
            f"Who has {change.before['id']!r} could be asked when its end was planned, and cannot be now",
            f"Somebody may have got it since then: {'; '.join(filter(None, (*holders.unasked, unasked)))}. Apply "
            f"again.{unchanged()}",
        )
    having = {**{each: each for each in holders.found}, **members}
    yield from _given_since(context, change)
    if new := sorted(name for key, name in having.items() if digest(key) not in planned):
        yield Diagnostic(
            "error",
            f"{change.before['id']!r} was to end, and {len(new)} have it since that was planned",
            f"The plan did not show them: {few(new)}. Plan once more, and look whether they may lose it.{unchanged()}",
        )


def _given_since(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error where what ends gives more itself than the state says."""
    key = str(change.before["id"])
    if not _lists(context.resource):
        return
    row = context.connection.fresh(context.collection, key, change.before)
    now = {} if row is None else state_of(context, row, change.before)
    new = set(ways_of(context.resource, now)) - set(ways_of(context.resource, change.before))
    if new:
        yield Diagnostic(
            "error",
            f"{key!r} was to end, and gives more since that was planned",
            f"The plan did not show what somebody else put there: {several(sorted(new, key=str))}. Plan once more, and "
            f"look whether that may end too.{unchanged()}",
        )


def _lists(resource: Resource) -> bool:
    """Whether one object of the type gives several things, or to several."""
    if resource.access is None or not gives(resource.access):
        return False
    return any(
        isinstance(resource.schema.attribute(name).value_type, SetOf | ListOf) for name in giving_attributes(resource)
    )


def digest(name: str) -> str:
    """The form in which a plan remembers who had what it ends."""
    return sha256(name.encode()).hexdigest()[:12]
