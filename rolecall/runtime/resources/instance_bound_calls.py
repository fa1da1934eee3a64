"""Read, apply and import at the right instance, with what is remembered of a resource from then on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostics, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.added_since_plan import check_newcomers
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context, context_of
from rolecall.runtime.resources.creation_time import expect_made, note_made
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.give_before_take import change_over
from rolecall.runtime.resources.gone import check_missed, leaves_alone, note_found, sightings_of, tell_gone
from rolecall.runtime.resources.guards.managed_twice import settle_addresses
from rolecall.runtime.resources.guards.transfers import await_transfer, settle_transfer
from rolecall.runtime.resources.handlers import handler_of
from rolecall.runtime.resources.incarnation import note_incarnation, warn_of_another
from rolecall.runtime.resources.instance import check_company, check_instance, remember
from rolecall.runtime.resources.last_dialect import check_dialect, seen
from rolecall.runtime.resources.objects_met import count
from rolecall.runtime.resources.private_state import Private


def read(context: Context[Any], state: Object, private: Private) -> StateResult:
    """The resource as the vendor has it now. Raises VendorError or Refusal."""
    with context.connection.addresses.calling():
        return _read(context, state, private)


def _read(context: Context[Any], state: Object, private: Private) -> StateResult:
    context.connection.addresses.refresh()
    context.connection.addresses.know(context.resource.name, str(state.get("id")))
    check_instance(context, private, state)
    expect_made(context, private, state)
    count(context, private)
    here = context_of(context.connection, context.resource, private)
    with sightings_of(context).reading():
        result = handler_of(context.resource).read(here, state, private)
        if result.state is None:
            check_instance(context, private, state, ask=True)
            check_dialect(context, private, state)
            result.diagnostics.extend([tell_gone(context, state)])
        else:
            note_found(context, result.state)
    private = seen(context, private)
    if result.private:
        told = Private.from_bytes(result.private)
        private = replace(private, left_out=told.left_out, empty=told.empty, unshown=told.unshown, beside=told.beside)
    private = note_incarnation(context, private, state)
    if result.state is not None:
        result.diagnostics.extend(warn_of_another(context, private, state))
    result.private = remember(context, remember(context, private, state), result.state or state).to_bytes()
    return result


def apply(context: Context[Any], change: Change) -> StateResult:
    """Create, update or delete. With errors the result holds whatever exists. Raises VendorError or Refusal."""
    planned, waited = change.private, Diagnostics()
    check_instance(context, planned, change.prior or change.after, ask=True)
    expect_made(context, planned.held, change.before)
    if change.prior is not None:
        check_dialect(context, planned.held, change.prior)
    if change.is_create:
        check_company(context)
        planned = replace(planned, incarnation=None, another=None)
        change = replace(change, private=replace(planned, among=max(planned.among, count(context, planned))))
    if change.is_destroy:
        waited.extend(_before_the_end(context, change))
        known = replace(planned.held, stays=planned.stays, missed=planned.missed, becomes=planned.becomes)
        change = replace(change, private=known)
        if waited.has_error:
            kept = remember(context, planned.held.lasting, change.before)
            return StateResult(state=change.prior, private=kept.to_bytes(), diagnostics=waited)
    result = change_over(context, change, _carry_out) if _is_update(change) else _carry_out(context, change)
    result.diagnostics.extend(() if result.diagnostics.has_error else waited)
    kept = _kept(change, result)
    if change.is_create and result.state is not None:
        kept = note_made(context, kept)
    if result.private:
        kept = replace(kept, stored={**kept.stored, **Private.from_bytes(result.private).stored})
    result.private = kept.to_bytes()
    with suppress(VendorError, Refusal):  # what is there stays in state, whatever cannot be told of it
        settle_addresses(context, change, result)
        applied = not change.is_destroy and not result.diagnostics.has_error
        kept = note_incarnation(context, kept, result.state or {}, anew=applied)
        result.private = seen(context, remember(context, kept, result.state or {}, anew=applied)).to_bytes()
    return result


def _before_the_end(context: Context[Any], change: Change) -> Diagnostics:
    """Findings before something ends: what it waits for, who got it meanwhile, what the plan took for gone."""
    found = Diagnostics()
    try:
        check_missed(context, change)
        found.extend(await_transfer(context, change))
        found.extend(() if found.has_error else check_newcomers(context, change))
    except (VendorError, Refusal) as problem:
        found.extend(explain(problem))
    return found


def _is_update(change: Change) -> bool:
    return not change.is_create and not change.is_destroy


def _carry_out(context: Context[Any], change: Change) -> StateResult:
    result: StateResult | None = None
    held = change.private.held
    incarnation = None if change.is_create else held.incarnation
    left_out = held.left_out | held.empty
    known = replace(
        context, stored=change.private.stored, left_out=left_out, beside=held.beside, incarnation=incarnation
    )
    with context.connection.addresses.transfers.working(), context.connection.presence.joined():
        try:
            left = leaves_alone(context, change)
            result = (
                handler_of(context.resource).apply(known, change)
                if left is None
                else StateResult(state=None, diagnostics=Diagnostics([left]))
            )
        finally:
            settle_transfer(context, change, result)
    return result


def _kept(change: Change, result: StateResult) -> Private:
    """What is remembered after an apply, of which `result` holds what is there.

    What was not carried out leaves what was remembered before. An update that failed has carried out as much as shows.
    """
    private = change.private
    written = {name for name in private.left_out | private.empty if change.changed(name.partition(".")[0])}
    left_out, empty = private.left_out - written, private.empty - written
    planned = replace(private.lasting, before=None, left_out=left_out, empty=empty)
    held = change.private.held.lasting
    if change.is_destroy:
        return held
    if change.is_create or not result.diagnostics.has_error:
        return planned
    if held.managed is None or planned.managed is None or result.state is None:
        return held
    state = result.state
    done = {name for name in held.managed ^ planned.managed if state.get(name) == change.after.get(name)}
    return replace(held, managed=held.managed - (done - planned.managed) | (done & planned.managed))


def import_(context: Context[Any], given: str) -> StateResult:
    """What `given` names. Raises VendorError, or Refusal when there is no such thing or several."""
    state = handler_of(context.resource).import_(context, given)
    private = note_incarnation(context, Private(imported=True, among=count(context)), state)
    return StateResult(state=state, private=seen(context, remember(context, private, state)).to_bytes())
