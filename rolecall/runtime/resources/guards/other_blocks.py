"""Elements that another provider block of the same instance ends, keeps or gives in the same run.

Within one process they are handed over; another process cannot wait for this one, so that they are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rolecall.runtime.concurrency.neighbours import fact
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.instance import instance_of
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle

_ENDS, _STAYS = "ends", "stays"


def ended_elsewhere(context: Context[ObjectLifecycle], key: str, name: str, elements: Iterable[str]) -> set[str]:
    """Say that the set `name` of the object `key` lists `elements`; gives those that another block's binding ends."""
    place = (instance_of(context.connection, context.resource), context.resource.name, key, name)
    return _exchange(context, place, elements, _STAYS, _ENDS)


def check_end(context: Context[MembershipLifecycle], owner: str, member: str) -> None:
    """Say that a binding ends. Raises Refusal where another provider block lists its element, or gives it anew."""
    if _exchange(context, _place(context, owner), [member], _ENDS, _STAYS):
        raise _clash(context, owner, member, "ends here, and another provider block gives it from now on")


def check_start(context: Context[MembershipLifecycle], owner: str, member: str) -> None:
    """Say that a binding is made. Raises Refusal where another provider block ends an equal one."""
    if _exchange(context, _place(context, owner), [member], _STAYS, _ENDS):
        raise _clash(context, owner, member, "is given here, and a binding of another provider block ends it")


def _place(context: Context[MembershipLifecycle], owner: str) -> tuple[Any, ...]:
    lifecycle = context.lifecycle
    return (instance_of(context.connection, context.resource), lifecycle.parent, owner, lifecycle.of)


def _exchange(
    context: Context[Any], place: tuple[Any, ...], elements: Iterable[str], said: str, heard: str
) -> set[str]:
    """Tell the other processes what is planned of `elements`; gives those of which one of them plans the opposite."""
    neighbours, several = context.connection.addresses.neighbours, list(elements)
    neighbours.tell(*(fact(said, *place, each) for each in several))
    opposite = {fact(heard, *place, each): each for each in several}
    return {opposite[each] for each in neighbours.told(opposite)}


def _clash(context: Context[MembershipLifecycle], owner: str, member: str, what: str) -> Refusal:
    return refusal(
        f"{owner!r} would lose {member!r} in this run",
        f"{member!r} of {owner!r} {what}. The two know nothing of each other while they are applied, and the one that "
        "comes last decides. Take the binding that ends out of the state without destroying it, with a `removed` block "
        f"(`destroy = false`) or `terraform state rm`; what gives it instead may need an import.{unchanged()}",
        (context.lifecycle.member,),
    )
