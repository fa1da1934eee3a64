"""Updates that take away what another resource of the run gives: they give first, and take away once that is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.transfers import await_transfer, gained_by, giving_attributes, lost_by
from rolecall.runtime.values.canonical import canonical_value
from rolecall.specification.schema import Resource

CarryOut = Callable[[Context[Any], Change], StateResult]


def change_over(context: Context[Any], change: Change, carry_out: CarryOut) -> StateResult:
    """Carry out an update: in one write where nothing takes the place of what it takes away.

    Otherwise in two, so that of two sets that swap elements neither waits for the other for ever. Where what takes the
    place is not made, the second one is not, which is an error.
    """
    resource, transfers = context.resource, context.connection.addresses.transfers
    awaits, lost, gained = change.private.awaits, lost_by(resource, change), gained_by(resource, change)
    if not lost or awaits is None or not (awaits or transfers.comes(lost, gained)):
        return carry_out(context, change)
    result, rest = StateResult(state=change.prior), change
    if gained and (planned := _giving(resource, change)) != change.planned:
        result = carry_out(context, replace(change, planned=planned))
        if result.state is None or result.diagnostics.has_error:
            return result
        rest = replace(change, prior=result.state)
    waited = list(await_transfer(context, rest))
    if waited:
        result.diagnostics.extend(waited)
        return result
    second = carry_out(context, rest)
    second.diagnostics.extend(each for each in result.diagnostics if each not in second.diagnostics.items)
    return second


def _giving(resource: Resource, change: Change) -> Object:
    """What is planned, with all that was there before in the attributes that give access."""
    planned: Object = dict(change.after)
    names = giving_attributes(resource)
    for attribute in resource.schema.attributes:
        before, after = change.before.get(attribute.name), planned.get(attribute.name)
        if attribute.name not in names or before == after:
            continue
        if isinstance(before, list) and isinstance(after, list):
            kept = [each for each in before if each not in after]
            planned[attribute.name] = canonical_value(attribute.value_type, [*after, *kept])
        else:
            planned[attribute.name] = before
    return planned
