"""Access paths that change places: what ends in an apply waits for what the same run makes in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from rolecall.runtime.application import StateResult
from rolecall.runtime.concurrency.transfers import Way
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.paths import sibling, values_at
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Resource
from rolecall.specification.traits import Access

MOST_SHOWN: Final = 5
"""So many ways are told one by one: a group may have thousands of members."""


def plan_transfer(
    context: Context[Any], change: Change, planned: Private, *, replaces: bool
) -> tuple[Private, list[Diagnostic]]:
    """`planned` with what a removal waits for in the apply, and a warning where that was planned before this came.

    A replacement is no transfer: its order is Terraform's. What an account has that ends waits for nothing.
    """
    addresses, resource = context.connection.addresses, context.resource
    if replaces or resource.access is None:
        return planned, []
    if not change.is_destroy:
        if change.prior is None and change.private.prior is not None:
            return planned, []
        missed = addresses.transfers.plan_made(_gained(resource, change.before, change.after))
        return planned, [_comes_late(each) for each in missed[:1]]
    gives = resource.access.subject is not None or resource.access.group is not None
    if not gives or planned.stays or change.prior is None:
        return planned, []
    addresses.settled()
    ways = [
        way
        for way in ways_of(resource, change.before)
        if way.who != "user" or way.subject is None or not addresses.ends(way.subject)
    ]
    return replace(planned, awaits=tuple(addresses.transfers.plan_ended(ways)) if ways else None), []


def await_transfer(
    context: Context[Any], prior: Mapping[str, Any], awaits: tuple[Way, ...] | None
) -> Iterator[Diagnostic]:
    """Wait until what takes the place of a removal is made: what its plan knew of, and what this process makes.

    An error where that failed, or is not made and nothing would make it: the removal must not be. None waits for
    nothing.
    """
    if awaits is None:
        return
    outcome, missing = context.connection.addresses.transfers.await_made(awaits, ways_of(context.resource, prior))
    if outcome == "made":
        return
    why = (
        "failed, or was made and nobody could see that it gives this"
        if outcome == "failed"
        else "is not made yet, and nothing is under way that would make it"
    )
    yield Diagnostic(
        "error",
        "This is not taken away before there is another way to the same access",
        f"The same run gives {_several(missing)}. That {why}, so that people could be without access now. What is "
        "there stays. Apply again: what is made by then is not waited for. Where Terraform takes this away first each "
        "time (`-parallelism=1`, or what is new depends on something that is replaced), make what is new in a run of "
        "its own, and leave this in the "
        f"configuration until then.{unchanged()}",
    )


def _comes_late(ending: Way) -> Diagnostic:
    return Diagnostic(
        "warning",
        "Another way to the same access ends in this run",
        f"{_shown(ending)} ends, and may end before this is made: its plan was made before this one was known. Plan "
        "once more, or make this in a run of its own and take the other one out of the configuration after that.",
    )


def settle_transfer(context: Context[Any], change: Change, result: StateResult | None) -> None:
    """Note for the rest of the run what a change has made, or failed to make.

    State says after a create what was planned, whatever was seen of it. So a finding of any kind, a warning too, leaves
    open whether that is there.
    """
    if change.is_destroy:
        return
    resource, before, made = context.resource, change.before, None
    if result is not None and result.state is not None and not result.diagnostics.items:
        made = _gained(resource, before, result.state)
    context.connection.addresses.transfers.settle(_gained(resource, before, change.after), made)


def _gained(resource: Resource, before: Mapping[str, Any], after: Mapping[str, Any]) -> set[Way]:
    return set(ways_of(resource, after)) - set(ways_of(resource, before))


def ways_of(resource: Resource, values: Mapping[str, Any]) -> Iterator[Way]:
    """The ways to permissions that a resource is, as far as its traits tell."""
    access = resource.access
    if access is None:
        return
    scope = " ".join(
        f"{level}={_text(value)}"
        for level, path in access.scopes
        if path != "*"
        for _, value in values_at(values, path)
    )
    permissions = [
        (permission.kind, permission.word if value is True else _text(value))
        for permission in access.permissions
        for _, value in values_at(values, permission.attribute)
        if value is not False
    ]
    for who, subject in _subjects(access, values):
        for what, name in permissions:
            if name is not None or access.subject is not None:
                yield Way(who, subject, what, name, scope)
    if access.group is not None and access.group.members is not None:
        for _, member in values_at(values, access.group.members):
            if member is not UNKNOWN:
                yield Way("user", _text(member), "group", _text(values.get("id")), "")


def _subjects(access: Access, values: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    subject = access.subject
    if subject is None:
        if access.account is not None or access.group is not None:
            yield "user" if access.account is not None else "group", _text(values.get("id"))
        return
    for path, value in values_at(values, subject.attribute):
        at = None if subject.kind_at is None else sibling(values, path, subject.kind_at)
        yield None if at is UNKNOWN else dict(subject.kinds).get(str(at), subject.kind), _text(value)


def _text(value: Any) -> str | None:
    return None if value is None or value is UNKNOWN else str(value)


def _several(ways: list[Way]) -> str:
    shown = list(dict.fromkeys(_shown(way) for way in ways))
    more = f" and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
    return ", ".join(shown[:MOST_SHOWN]) + more


def _shown(way: Way) -> str:
    """The way in words; what is new has no id yet."""
    return f"{way.what} {way.permission or '(new)'} to {way.who or 'user or group'} {way.subject or '(new)'}"
