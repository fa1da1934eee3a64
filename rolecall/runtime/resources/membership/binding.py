"""Bindings that are one element of a set of their parent: added and taken out beside what others put there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.explaining import explain
from rolecall.runtime.resources.guards.refusals import check_destroy
from rolecall.runtime.resources.membership.large_set import gathers, join, leave
from rolecall.runtime.resources.object.read import identify, members_of, parent_of
from rolecall.runtime.resources.object.update import write
from rolecall.specification.schema import MembershipLifecycle, Resource


def bind(connection: Connection, resource: Resource, lifecycle: MembershipLifecycle, planned: Object) -> StateResult:
    """Add the element. One that is there already was not made here, and is refused with the way to import it."""
    way = gathers(connection, lifecycle)
    if way is not None:
        return join(connection, resource, lifecycle, way, planned)
    result = StateResult(state=None)
    owner, member = str(planned[lifecycle.owner]), str(planned[lifecycle.member])
    state = {**planned, "id": identify(resource, planned)}
    with _alone(connection, lifecycle, owner):
        try:
            members = _members_to_extend(connection, resource, lifecycle, owner, member, state)
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
            return result
        try:
            _write(connection, lifecycle, owner, members, [*members, member])
            result.state = state
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
            result.state = _if_there(connection, lifecycle, owner, member, state, result)
    return result


def unbind(connection: Connection, resource: Resource, lifecycle: MembershipLifecycle, prior: Object) -> StateResult:
    """Take the element out. A parent or element that is gone already is fine."""
    result = StateResult(state=prior)
    owner, member = str(prior[lifecycle.owner]), str(prior[lifecycle.member])
    try:
        result.diagnostics.extend(check_destroy(connection, resource, prior))
        way = gathers(connection, lifecycle)
        if way is not None:
            leave(connection, lifecycle, way, prior)
            result.state = None
            return result
        with _alone(connection, lifecycle, owner):
            members = members_of(connection, lifecycle, owner, fresh=True)
            if members is not None and member in members:
                _write(connection, lifecycle, owner, members, [item for item in members if item != member])
        result.state = None
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
    return result


def _members_to_extend(
    connection: Connection,
    resource: Resource,
    lifecycle: MembershipLifecycle,
    owner: str,
    member: str,
    state: Object,
) -> list[str]:
    members = members_of(connection, lifecycle, owner, fresh=True)
    if members is None:
        raise refusal(
            f"{owner!r} does not exist",
            f"{connection.shim.title} has nothing of that {lifecycle.owner} to add {member!r} to.",
            (lifecycle.owner,),
        )
    if member in members:
        raise refusal(
            f"{owner!r} already has {member!r}",
            "It was not given by this configuration, so destroying this resource would take away what was there "
            f"before. To manage it, import it: `terraform import {resource.name}.<label> '{state['id']}'`. Nothing was "
            "changed.",
            (lifecycle.member,),
        )
    return members


def _if_there(
    connection: Connection,
    lifecycle: MembershipLifecycle,
    owner: str,
    member: str,
    state: Object,
    result: StateResult,
) -> Object | None:
    """`state` if a write whose outcome is unclear did add the element, so that it is not lost from state."""
    try:
        members = members_of(connection, lifecycle, owner, fresh=True)
    except (VendorError, Refusal) as problem:
        result.diagnostics.extend(explain(problem))
        return state
    return state if members is not None and member in members else None


@contextmanager
def _alone(connection: Connection, lifecycle: MembershipLifecycle, owner: str) -> Iterator[None]:
    """Be the only writer of the parent object in this process, and be allowed to finish."""
    parent, _ = parent_of(connection, lifecycle)
    with connection.locks.hold(parent.collection, owner), connection.client.finishing():
        yield


def _write(
    connection: Connection, lifecycle: MembershipLifecycle, owner: str, before: list[str], after: list[str]
) -> None:
    parent, attribute = parent_of(connection, lifecycle)
    resource = connection.shim.resource(lifecycle.parent)
    write(connection, resource, parent, owner, {attribute.name: before}, {attribute.name: sorted(after)})
