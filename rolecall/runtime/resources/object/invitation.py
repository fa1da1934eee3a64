"""Invitations (trait Invitation): an object that is there only once somebody has accepted.

Waiting is bounded and can be taken up again: what is invited is in state, and the next apply waits on without inviting
again. Running out of time is a warning when it happens in a create, because an error there would taint the object, and
a tainted one is invited anew; the plan shows that something is left to do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.prerequisites import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS
from rolecall.runtime.resources.object.merge import changes_of
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.state_upgrade import members_known_after
from rolecall.runtime.values.checks import seconds_of
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import ObjectLifecycle, Resource
from rolecall.specification.traits import Invitation


def plan_waiting(resource: Resource, trait: Invitation, prior: Object, planned: Object) -> None:
    """Plan that what is invited will be accepted, where the configuration wants to wait for that."""
    if planned.get(trait.wait_for) == trait.until and prior.get(trait.status) == trait.pending:
        provisional = prior["id"] == prior.get(trait.who)
        for name in members_known_after(resource):
            if name != "id" or provisional:
                planned[name] = UNKNOWN


def deciding(context: Context[ObjectLifecycle], values: Mapping[str, Any]) -> AbstractContextManager[None]:
    """In this block nobody else invites whom `values` describe, takes up their invitation, or takes it back."""
    person = _person(context, values)
    return context.connection.locks.hold("invited", *person) if person is not None else nullcontext()


def note_invited(context: Context[ObjectLifecycle], values: Mapping[str, Any]) -> None:
    """From now on a resource of this run holds the invitation."""
    if (person := _person(context, values)) is not None:
        context.connection.invited.add(person)


def leave_to_heir(context: Context[ObjectLifecycle], result: StateResult) -> bool:
    """Whether a resource that this run created holds the invitation of `result.state`: then only the state goes.

    Terraform creates before it destroys where it is told to, and it destroys under one name what it creates under
    another. Either would take the invitation from the heir.
    """
    person = _person(context, result.state or {})
    if person is None or person not in context.connection.invited:
        return False
    result.state = None
    result.diagnostics.warning(
        f"The invitation of {person[1]} is kept",
        f"Another {context.resource.name} of this run holds it, so it was not taken back, and nothing of {person[1]} "
        "was removed. What was destroyed leaves Terraform's state.",
    )
    return True


def _person(context: Context[ObjectLifecycle], values: Mapping[str, Any]) -> tuple[str, str] | None:
    trait = context.collection.invitation
    who = values.get(trait.who) if trait is not None else None
    return (context.resource.name, who.casefold()) if isinstance(who, str) else None


def warn_of_ending(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning where creating would invite somebody anew whose invitation ended, or who was removed."""
    connection, collection = context.connection, context.collection
    trait = collection.invitation
    who = change.after.get(trait.who) if trait is not None else None
    if trait is None or trait.listing is None or not isinstance(who, str):
        return
    rows, by = connection.references.rows(collection.name), trait.listing.by
    row = next((row for row in rows if str(dig(row, by)).casefold() == who.casefold()), None)
    if connection.invitations.corrected(collection, row, change.after, fresh=False) is not None:
        return
    ending = connection.invitations.ending(collection, trait.listing, who)
    if ending is not None:
        yield Diagnostic(
            "warning",
            f"{ending[0]}{who} {ending[1]}",
            f"Applying this plan invites {who} anew, with another mail. If that is not meant, take them out of the "
            "configuration.",
            (trait.who,),
        )


def check_invited(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error at every attribute that an update would send while nobody has accepted: the vendor refuses it."""
    trait, prior = context.collection.invitation, change.before
    if trait is None or prior.get(trait.status) != trait.pending:
        return
    for name in sorted(changes_of(context, change)):
        yield Diagnostic(
            "error",
            f"{name!r} cannot be changed before the invitation is accepted",
            f"{prior.get(trait.who)} was invited with {prior.get(name)!r}. Wait until the invitation is accepted, and "
            f"apply then. Or revoke it with the vendor and apply again: {prior.get(trait.who)} is then invited anew, "
            f"with another mail.{unchanged()}",
            (name,),
        )


def wait(context: Context[ObjectLifecycle], trait: Invitation, planned: Object, result: StateResult) -> bool:
    """Wait until the invitation is accepted, where that is asked for; gives whether it is.

    `result.state` follows what the vendor has, and is None when the invitation came to an end. Raises VendorError and
    Refusal.
    """
    asked = planned.get(trait.wait_for) == trait.until
    if not asked or result.state is None or result.state.get(trait.status) != trait.pending:
        return True
    collection = context.collection
    seconds = seconds_of(dig(planned, trait.timeout), trait.default_seconds)
    deadline = time.monotonic() + seconds
    pause = FIRST_PAUSE_SECONDS
    while (left := deadline - time.monotonic()) > 0 and context.connection.client.pause(min(pause, left)):
        pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)
        row = context.connection.fresh(collection, str(result.state["id"]), planned)
        if row is None:
            who = result.state.get(trait.who)
            result.state = None
            raise refusal(
                f"The invitation of {who} came to an end",
                f"It was revoked or it expired before it was accepted. Apply again to invite {who} anew.",
                (trait.who,),
            )
        actual = state_of(context, row, {**result.state, **_known(planned)})
        result.state = {**actual, **_known(planned)}
        if result.state.get(trait.status) != trait.pending:
            return True
    return False


def not_accepted(trait: Invitation, state: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """Summary, detail and attribute for an invitation that nobody accepted in time: who has to do what."""
    who = state.get(trait.who)
    return (
        f"{who} has not accepted the invitation yet",
        f"It was sent by mail and waits for {who} to follow the link in it. It is in state, and the next apply goes on "
        f"waiting without sending another one. To wait longer in one run, raise `{trait.timeout}`; not to wait at all, "
        f'set `{trait.wait_for}` to something else than "{trait.until}".',
        (trait.status,),
    )


def _known(planned: Object) -> Object:
    return {name: value for name, value in planned.items() if value is not UNKNOWN}
