"""Bindings that are one element of a set of their parent: added and taken out beside what others put there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rolecall.runtime.application import StateResult
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.guards.other_blocks import check_deposed
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.membership.checks import check_administrators, check_own_binding
from rolecall.runtime.resources.membership.collateral_losses import check_others, others_vanished
from rolecall.runtime.resources.membership.hidden import add_hidden, remove_hidden
from rolecall.runtime.resources.membership.large_set import gathers, join, leave
from rolecall.runtime.resources.membership.links import link, unlink
from rolecall.runtime.resources.membership.pairs import add_pair, remove_pair
from rolecall.runtime.resources.membership.parent import (
    CONFIRMATION_PAUSES_SECONDS,
    Seen,
    SetHidden,
    beyond_shown,
    check_denied,
    check_listed,
    holds,
    look_at,
    look_to_reduce,
    members_of,
    name_now,
    parent_of,
)
from rolecall.runtime.resources.membership.takeover import given_already, is_handed, taken_over, takes_over
from rolecall.runtime.resources.object.links import remove_unseen
from rolecall.runtime.resources.object.reads_around_writes import TookAway
from rolecall.runtime.resources.object.second_reads import Looks
from rolecall.runtime.resources.object.update import write
from rolecall.runtime.values.texts import same_name
from rolecall.runtime.writes import nothing_written
from rolecall.specification.schema import MembershipLifecycle


def bind(context: Context[MembershipLifecycle], change: Change) -> StateResult:
    """Add the element, or take over what this state gave until now.

    The plan refused what somebody else gave. An apply that is told nothing of its plan cannot tell whether this binding
    is the heir of an equal one that Terraform destroys afterwards, or whether somebody gave the element since: a
    warning says so.
    """
    way = gathers(context)
    result = (None if way is None else join(context, way, change)) or _give(context, change)
    if result.state is not None and not result.diagnostics.has_error:
        context.connection.addresses.take(context.resource.name, str(result.state["id"]))
    return result


def _give(context: Context[MembershipLifecycle], change: Change) -> StateResult:
    planned = change.after
    result = StateResult(state=None)
    owner, member = str(planned[context.lifecycle.owner]), str(planned[context.lifecycle.member])
    state = {**planned, "id": identify(context.resource, planned)}
    with _alone(context, owner):
        try:
            seen = _look_to_extend(context, owner, member)
        except SetHidden as hidden:
            return add_hidden(context, owner, member, state, hidden)
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
            return result
        result.state = state
        if holds(seen.members, member):
            result.seen = True
            if is_handed(context, owner, member, change):
                return result
            if not takes_over(context):
                raise given_already(context, owner, member, str(state["id"]))
            result.diagnostics.extend([taken_over(context, owner, member)])
            return result
        try:
            _add(context, owner, seen, member)
        except (VendorError, Refusal) as problem:
            _confirm(context, owner, seen.members, member, problem, result)
    return result


def unbind(context: Context[MembershipLifecycle], change: Change) -> StateResult:
    """Take the element out. A parent or element that is gone already is fine, and what another resource keeps stays."""
    prior = change.before
    result = StateResult(state=prior)
    addresses, kind, key = context.connection.addresses, context.resource.name, str(prior["id"])
    if change.private.stays or addresses.is_taken(kind, key):
        addresses.leave(kind, key)
        return StateResult(state=None)
    owner, member = str(prior[context.lifecycle.owner]), str(prior[context.lifecycle.member])
    try:
        check_deposed(context, prior)
        result.diagnostics.extend((*check_administrators(context, change), *check_own_binding(context, change)))
        if result.diagnostics.has_error:
            return result
        way = gathers(context)
        if way is not None and (said := leave(context, way, prior)) is not None:
            result.diagnostics.extend(said)
            result.state = None
            return result
        with _alone(context, owner):
            try:
                seen = look_to_reduce(context, owner, member)
            except SetHidden as hidden:
                result.diagnostics.extend(remove_hidden(context, owner, member, hidden))
                result.state = None
                return result
            if seen is not None and not holds(seen.members, member):
                member = name_now(context, seen.row, member, change.private)
                check_listed(context, owner, seen.members, member, change.private)
            if seen is not None and holds(seen.members, member):
                _remove(context, owner, seen, member)
            elif seen is not None:
                _remove_unseen(context, owner, member)
            else:
                check_denied(context, owner)
        result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _look_to_extend(context: Context[MembershipLifecycle], owner: str, member: str) -> Seen:
    seen = look_at(context, owner)
    if seen is None:
        raise refusal(
            f"{owner!r} does not exist",
            f"{context.title} has nothing of that {context.lifecycle.owner} to add {member!r} to.",
            (context.lifecycle.owner,),
        )
    return beyond_shown(context, owner, seen, member)


def _confirm(
    context: Context[MembershipLifecycle],
    owner: str,
    before: list[str],
    member: str,
    problem: VendorError | Refusal,
    result: StateResult,
) -> None:
    """After a write that went wrong, or that was not seen to go well: what is there decides.

    An element that may be there stays in state. Where the write itself went well and no read shows it, that is a
    warning; an error would taint the binding. Where nothing was sent, nothing is there. Where the element is there and
    something that was there `before` is not, that is an error, and the binding not in state.
    """
    if isinstance(problem, Refusal) and nothing_written():
        result.state = None
        result.diagnostics.extend(explain(problem))
        return
    said: VendorError | Refusal | None = None
    took = problem if isinstance(problem, TookAway) else None
    lost: Refusal | None = took
    members: list[str] | None = None
    for pause in CONFIRMATION_PAUSES_SECONDS:
        try:
            members, said = members_of(context, owner, fresh=True), None
        except (VendorError, Refusal) as again:
            members, said = None, again
        if members is not None and holds(members, member):
            try:
                check_others(context, owner, before, members, member)
            except Refusal as others:
                lost = others
            else:
                lost = took
                break
        if not context.connection.client.pause(pause):
            break
    if members is not None and holds(members, member):
        if lost is not None:
            result.diagnostics.extend(others_vanished(context, lost, str((result.state or {}).get("id"))))
            result.state = None
    elif members is not None:
        result.state = None
        result.diagnostics.extend(explain(problem))
    elif isinstance(problem, Refusal) or problem.method == "GET":
        for each in explain(problem):
            result.diagnostics.warning(
                f"{owner!r} was not seen to have {member!r}",
                f"It was written, and no read confirms it yet. "
                f"It is in state; the next plan looks again.\n{each.detail}",
                (context.lifecycle.member,),
            )
    else:
        result.diagnostics.extend(explain(problem))
        result.diagnostics.extend(() if said is None else explain(said))


@contextmanager
def _alone(context: Context[MembershipLifecycle], owner: str) -> Iterator[None]:
    """Be the only writer of the parent object in this process, and be allowed to finish."""
    parent, _ = parent_of(context)
    with context.connection.locks.hold(parent.collection.name, owner), context.connection.client.finishing():
        yield


def _spelled(context: Context[MembershipLifecycle], member: str) -> str:
    """The element as the vendor writes it, where it is a name."""
    _, attribute = parent_of(context)
    reference = attribute.reference
    return member if reference is None else context.connection.references.spelled(reference, member)


def _add(context: Context[MembershipLifecycle], owner: str, seen: Seen, member: str) -> None:
    pairs, (_, attribute) = context.lifecycle.pairs, parent_of(context)
    if pairs is not None:
        add_pair(context, pairs, owner, seen.members, member)
    elif attribute.links is not None:
        link(context, owner, seen.members, member)
    else:
        _write(context, owner, seen, [*seen.members, _spelled(context, member)])


def _remove(context: Context[MembershipLifecycle], owner: str, seen: Seen, member: str) -> None:
    pairs, (_, attribute) = context.lifecycle.pairs, parent_of(context)
    if pairs is not None:
        remove_pair(context, pairs, owner, seen.members, member)
    elif attribute.links is not None:
        unlink(context, owner, seen.members, member)
    else:
        _write(context, owner, seen, [item for item in seen.members if not same_name(item, member)])


def _remove_unseen(context: Context[MembershipLifecycle], owner: str, member: str) -> None:
    """Take out by a call of its own what state has and no read shows: a copy may lag. Raises VendorError."""
    parent, attribute = parent_of(context)
    if attribute.links is None:
        return
    remove_unseen(context.connection, attribute.links, owner, [member])
    context.connection.changed(parent.collection.name, owner)


def _write(context: Context[MembershipLifecycle], owner: str, seen: Seen, after: list[str]) -> None:
    parent, attribute = parent_of(context)
    before, looks = {attribute.name: seen.members}, Looks(before=seen.row)
    write(parent, owner, before, {attribute.name: sorted(after)}, looks=looks)
