"""Bindings that are one element of a set of their parent: added and taken out beside what others put there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.explaining import explain
from rolecall.runtime.resources.membership.checks import check_own_binding
from rolecall.runtime.resources.membership.large_set import gathers, join, leave
from rolecall.runtime.resources.membership.parent import members_of, parent_of
from rolecall.runtime.resources.object.read import identify
from rolecall.runtime.resources.object.update import write
from rolecall.specification.schema import MembershipLifecycle


def bind(context: Context[MembershipLifecycle], change: Change) -> StateResult:
    """Add the element. One that is there already was not made here, and is refused with the way to import it."""
    planned = change.after
    way = gathers(context)
    if way is not None:
        return join(context, way, planned)
    result = StateResult(state=None)
    owner, member = str(planned[context.lifecycle.owner]), str(planned[context.lifecycle.member])
    state = {**planned, "id": identify(context.resource, planned)}
    with _alone(context, owner):
        try:
            members = _members_to_extend(context, owner, member, state)
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
            return result
        try:
            _write(context, owner, members, [*members, member])
            result.state = state
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
            result.state = _if_there(context, owner, member, state, result)
    return result


def unbind(context: Context[MembershipLifecycle], change: Change) -> StateResult:
    """Take the element out. A parent or element that is gone already is fine."""
    prior = change.before
    result = StateResult(state=prior)
    owner, member = str(prior[context.lifecycle.owner]), str(prior[context.lifecycle.member])
    try:
        result.diagnostics.extend(check_own_binding(context, change))
        way = gathers(context)
        if way is not None:
            result.diagnostics.extend(leave(context, way, prior))
            result.state = None
            return result
        with _alone(context, owner):
            members = members_of(context, owner, fresh=True)
            if members is not None and member in members:
                _write(context, owner, members, [item for item in members if item != member])
        result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _members_to_extend(
    context: Context[MembershipLifecycle],
    owner: str,
    member: str,
    state: Object,
) -> list[str]:
    members = members_of(context, owner, fresh=True)
    if members is None:
        raise refusal(
            f"{owner!r} does not exist",
            f"{context.title} has nothing of that {context.lifecycle.owner} to add {member!r} to.",
            (context.lifecycle.owner,),
        )
    if member in members:
        raise refusal(
            f"{owner!r} already has {member!r}",
            "It was not given by this configuration, so destroying this resource would take away what was there "
            f"before. To manage it, import it: `terraform import {context.resource.name}.<label> '{state['id']}'`. "
            "Nothing was changed.",
            (context.lifecycle.member,),
        )
    return members


def _if_there(
    context: Context[MembershipLifecycle],
    owner: str,
    member: str,
    state: Object,
    result: StateResult,
) -> Object | None:
    """`state` if a write whose outcome is unclear did add the element, so that it is not lost from state."""
    try:
        members = members_of(context, owner, fresh=True)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
        return state
    return state if members is not None and member in members else None


@contextmanager
def _alone(context: Context[MembershipLifecycle], owner: str) -> Iterator[None]:
    """Be the only writer of the parent object in this process, and be allowed to finish."""
    parent, _ = parent_of(context)
    with context.connection.locks.hold(parent.collection.name, owner), context.connection.client.finishing():
        yield


def _write(context: Context[MembershipLifecycle], owner: str, before: list[str], after: list[str]) -> None:
    parent, attribute = parent_of(context)
    write(parent, owner, {attribute.name: before}, {attribute.name: sorted(after)})
