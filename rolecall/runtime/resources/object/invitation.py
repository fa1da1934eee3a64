"""Invitations (trait Invitation): an object that is there only once somebody has accepted.

Waiting is bounded and can be taken up again: what is invited is in state, and the next apply waits on without inviting
again. Running out of time is a warning when it happens in a create, because an error there would taint the object, and
a tainted one is invited anew; the plan shows that something is left to do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rolecall.runtime.application import Object, PlanResult, StateResult
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.state_upgrade import members_known_after
from rolecall.runtime.values.checks import seconds_of
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Collection, ObjectLifecycle, Resource
from rolecall.specification.traits import Invitation

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


def waits(lifecycle: ObjectLifecycle, values: Mapping[str, Any]) -> Invitation | None:
    """The trait, where `values` (planned) ask to wait until the invitation is accepted."""
    trait = lifecycle.invitation
    return trait if trait is not None and values.get(trait.wait_for) == trait.until else None


def plan_waiting(resource: Resource, prior: Object, result: PlanResult) -> None:
    """Plan that what is invited will be accepted, where the configuration wants to wait for that."""
    if not isinstance(resource.lifecycle, ObjectLifecycle) or result.planned is None:
        return
    trait = waits(resource.lifecycle, result.planned)
    if trait is not None and prior.get(trait.status) == trait.pending:
        provisional = prior["id"] == prior.get(trait.who)
        for name in members_known_after(resource):
            if name != "id" or provisional:
                result.planned[name] = UNKNOWN


def deciding(connection: Connection, resource: Resource, values: Mapping[str, Any]) -> AbstractContextManager[None]:
    """In this block nobody else invites whom `values` describe, takes up their invitation, or takes it back."""
    person = _person(resource, values)
    return connection.locks.hold("invited", *person) if person is not None else nullcontext()


def note_invited(connection: Connection, resource: Resource, values: Mapping[str, Any]) -> None:
    """From now on a resource of this run holds the invitation."""
    if (person := _person(resource, values)) is not None:
        connection.invited.add(person)


def leave_to_heir(connection: Connection, resource: Resource, result: StateResult) -> bool:
    """Whether a resource that this run created holds the invitation of `result.state`: then only the state goes.

    Terraform creates before it destroys where it is told to, and it destroys under one name what it creates under
    another. Either would take the invitation from the heir.
    """
    person = _person(resource, result.state or {})
    if person is None or person not in connection.invited:
        return False
    result.state = None
    result.diagnostics.warning(
        f"The invitation of {person[1]} is kept",
        f"Another {resource.name} of this run holds it, so it was not taken back, and nothing of {person[1]} was "
        "removed. What was destroyed leaves Terraform's state.",
    )
    return True


def _person(resource: Resource, values: Mapping[str, Any]) -> tuple[str, str] | None:
    lifecycle = resource.lifecycle
    trait = lifecycle.invitation if isinstance(lifecycle, ObjectLifecycle) else None
    who = values.get(trait.who) if trait is not None else None
    return (resource.name, who.casefold()) if isinstance(who, str) else None


def warn_of_ending(connection: Connection, lifecycle: ObjectLifecycle, planned: Object) -> Diagnostics:
    """A warning where creating would invite somebody anew whose invitation ended, or who was removed."""
    found = Diagnostics()
    trait = lifecycle.invitation
    who = planned.get(trait.who) if trait is not None else None
    collection = connection.shim.collection(lifecycle.collection)
    if trait is None or collection.invited_apart is None or not isinstance(who, str):
        return found
    row = next((row for row in connection.references.rows(collection.name) if _is(row, collection, who)), None)
    if connection.invitations.corrected(collection, row, planned, fresh=False) is not None:
        return found
    ending = connection.invitations.ending(collection, who)
    if ending is not None:
        found.warning(
            f"{ending[0]}{who} {ending[1]}",
            f"Applying this plan invites {who} anew, with another mail. If that is not meant, take them out of the "
            "configuration.",
            (trait.who,),
        )
    return found


def refuse_change_of_invited(
    resource: Resource, lifecycle: ObjectLifecycle, prior: Object, changed: Iterable[str]
) -> Diagnostics:
    """An error at every attribute that an update would send while nobody has accepted: the vendor refuses it."""
    found = Diagnostics()
    trait = lifecycle.invitation
    if trait is None or prior.get(trait.status) != trait.pending:
        return found
    for name in sorted(changed):
        found.error(
            f"{name!r} cannot be changed before the invitation is accepted",
            f"{prior.get(trait.who)} was invited with {prior.get(name)!r}. Wait until the invitation is accepted, and "
            f"apply then. Or revoke it with the vendor and apply again: {prior.get(trait.who)} is then invited anew, "
            "with another mail. Nothing was changed.",
            (name,),
        )
    return found


def _is(row: Mapping[str, Any], collection: Collection, who: str) -> bool:
    trait = collection.invited_apart
    return trait is not None and str(dig(row, trait.by)).casefold() == who.casefold()


def wait(
    connection: Connection, resource: Resource, lifecycle: ObjectLifecycle, planned: Object, result: StateResult
) -> bool:
    """Wait until the invitation is accepted, where that is asked for; gives whether it is.

    `result.state` follows what the vendor has, and is None when the invitation came to an end. Raises VendorError and
    Refusal.
    """
    trait = waits(lifecycle, planned)
    if trait is None or result.state is None or result.state.get(trait.status) != trait.pending:
        return True
    collection = connection.shim.collection(lifecycle.collection)
    seconds = seconds_of(dig(planned, trait.timeout), trait.default_seconds)
    deadline = time.monotonic() + seconds
    pause = FIRST_PAUSE_SECONDS
    while (left := deadline - time.monotonic()) > 0 and connection.client.pause(min(pause, left)):
        pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)
        row = connection.fresh(collection, str(result.state["id"]), planned)
        if row is None:
            who = result.state.get(trait.who)
            result.state = None
            raise refusal(
                f"The invitation of {who} came to an end",
                f"It was revoked or it expired before it was accepted. Apply again to invite {who} anew.",
                (trait.who,),
            )
        actual = state_of(connection, resource, row, {**result.state, **_known(planned)})
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
