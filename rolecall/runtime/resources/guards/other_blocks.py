"""What another provider block of the same instance ends or gives in the same run: elements of sets, and relations.

Within one process they are handed over; another process cannot wait for this one, so that they are refused. What both
blocks go on giving is one at the vendor: whichever ends later takes it from the other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rolecall.runtime.concurrency.run_exchange import fact
from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.managed_twice import attribute_of, name_of
from rolecall.runtime.resources.instance_names import known_instance
from rolecall.runtime.resources.relations import is_relation
from rolecall.runtime.values.texts import caseless_name
from rolecall.runtime.values.unknown import is_set
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle

_ENDS, _STAYS, _MADE, _GOES_OVER = "ends", "stays", "made", "goes over"


class _Given(NamedTuple):
    """What a binding or a relation gives: an element of a place, in the form that all processes share, and in words."""

    place: tuple[Any, ...]
    element: str
    words: str
    attribute: str


def ended_elsewhere(context: Context[ObjectLifecycle], key: str, name: str, elements: Iterable[str]) -> set[str]:
    """Say that the set `name` of the object `key` lists `elements`; gives those that another block's binding ends."""
    place = _place_of_set(context, key, name)
    _tell(context, place, elements, _STAYS)
    return _hear(context, place, elements, _ENDS)


def given_elsewhere(
    context: Context[ObjectLifecycle], change: Change, key: str, name: str, elements: Iterable[str]
) -> set[str]:
    """Those of `elements`, which the set `name` of the object `key` lists, that another block goes on giving too."""
    found = _hear(context, _place_of_set(context, key, name), elements, _STAYS)
    return found if found and _is_first(context, change) else set()


def check_end(context: Context[Any], values: Mapping[str, Any]) -> None:
    """Say that a binding or a relation ends. Raises Refusal where another provider block has its element from now on.

    That is an equal one, or a set that lists it.
    """
    given = _given(context, values)
    if given is None:
        return
    _tell(context, given.place, [given.element], _ENDS)
    if _hear(context, given.place, [given.element], _STAYS):
        _refuse(given, "ends here, and another provider block goes on giving it, or gives it from now on")


def check_kept(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Say that a binding or a relation is to be there.

    Raises Refusal where another provider block ends an equal one. Where another one goes on giving the same, that is an
    error for what is new, and a warning for what both have already; not where an apply may be planning once more, which
    may hear of its own first plan.
    """
    given = None if context.connection.addresses.applying or change.is_planned_again else _given(context, change.after)
    if given is None:
        return
    _tell(context, given.place, [given.element], _STAYS)
    if _hear(context, given.place, [given.element], _ENDS):
        _refuse(given, "is given here, and a binding of another provider block ends it")
    if _hear(context, given.place, [given.element], _STAYS) and _is_first(context, change):
        yield managed_twice(given.words, given.attribute, is_new=change.is_create)


def tell_made(context: Context[Any], name: str) -> None:
    """Say that something called `name` is about to be made, which other blocks may refer to by its name."""
    kind = context.resource.name
    _tell(context, (known_instance(context.connection, context.resource), kind), [caseless_name(name)], _MADE)


def is_made_elsewhere(context: Context[Any], kinds: Iterable[str], name: str) -> bool:
    """Whether another block makes something of one of these types that is called `name`."""
    instance = known_instance(context.connection, context.resource)
    return any(_hear(context, (instance, kind), [caseless_name(name)], _MADE) for kind in kinds)


def managed_twice(words: str, attribute: str, *, is_new: bool) -> Diagnostic:
    """The finding for what two provider blocks give."""
    return Diagnostic(
        "error" if is_new else "warning",
        f"{words} is managed twice",
        "Another provider block of this instance gives the same. It is one at the vendor: whichever ends first takes "
        "it away from the other one. Keep one of them; take the other one out with `terraform state rm`, or with a "
        "`removed` block that does not destroy.",
        (attribute,),
    )


def is_kept(context: Context[Any], values: Mapping[str, Any]) -> bool:
    """Whether another address of this state keeps what is planned to end, by this plan or the one before it.

    An apply plans the end of a deposed object anew, in a process that hears of nothing else; so the plan leaves word.
    A `destroy` ends what its refresh still kept, at every address that has it, and leaves word of that too.
    """
    addresses, given = context.connection.addresses, _given(context, values)
    kind, key = context.resource.name, str(values.get("id"))
    if addresses.stays(kind, key):
        if given is not None:
            _tell(context, given.place, [given.element], _GOES_OVER)
        return True
    is_told = addresses.ends_once(kind, key) and _told_before(context, values, _GOES_OVER)
    return is_told and not _told_before(context, values, _ENDS)


def check_deposed(context: Context[Any], values: Mapping[str, Any]) -> None:
    """Raise Refusal where an apply planned an end anew, and the plan before it is of another run.

    Nothing tells then whether another address of the state keeps what ends.
    """
    addresses, given = context.connection.addresses, _given(context, values)
    key = str(values.get("id"))
    if given is None or addresses.has_refreshed or not addresses.has_ended(context.resource.name, key):
        return
    if addresses.neighbours.is_alone or _told_before(context, values, _ENDS):
        return
    raise refusal(
        f"Nothing tells whether {given.words} is kept by another address",
        "It is what `create_before_destroy` left behind, and the plan that is applied was saved by another run. "
        f"Run `terraform apply` without a saved plan, which plans and applies in one run.{unchanged()}",
        (given.attribute,),
    )


def _told_before(context: Context[Any], values: Mapping[str, Any], said: str) -> bool:
    given = _given(context, values)
    if given is None:
        return False
    told = fact(said, *given.place, given.element)
    return told in context.connection.addresses.neighbours.told_before([told])


def _place_of_set(context: Context[ObjectLifecycle], key: str, name: str) -> tuple[Any, ...]:
    return (known_instance(context.connection, context.resource), context.resource.name, key, name)


def _given(context: Context[Any], values: Mapping[str, Any]) -> _Given | None:
    """What is given; None where that is not known yet, and where the resource is something else."""
    lifecycle, instance = context.lifecycle, known_instance(context.connection, context.resource)
    if isinstance(lifecycle, MembershipLifecycle):
        owner, member = values.get(lifecycle.owner), values.get(lifecycle.member)
        if not is_set(owner) or not is_set(member):
            return None
        place = (instance, lifecycle.parent, str(owner), lifecycle.of)
        return _Given(place, str(member), f"{member!r} of {owner!r}", lifecycle.member)
    name = name_of(context, values) if is_relation(context) else None
    if name is None:
        return None
    attribute = attribute_of(context)
    kind = context.resource.name
    return _Given((instance, kind), name, f"The {kind} of {values.get(attribute)!r}", attribute)


def _tell(context: Context[Any], place: tuple[Any, ...], elements: Iterable[str], said: str) -> None:
    context.connection.addresses.neighbours.tell(*(fact(said, *place, each) for each in elements))


def _is_first(context: Context[Any], change: Change) -> bool:
    """Whether this is certainly a plan before an apply."""
    return change.is_certainly_planned or context.connection.addresses.refreshes()


def _hear(context: Context[Any], place: tuple[Any, ...], elements: Iterable[str], heard: str) -> set[str]:
    """Those of `elements` of which another process plans what is `heard`."""
    theirs = {fact(heard, *place, each): each for each in elements}
    return {theirs[each] for each in context.connection.addresses.neighbours.told(theirs)}


def _refuse(given: _Given, what: str) -> None:
    raise refusal(
        f"{given.words} would be lost in this run",
        f"It {what}. The two know nothing of each other while they are applied, and the one that comes last decides. "
        "Take the one that ends out of the state without destroying it, with a `removed` block (`destroy = false`) or "
        f"`terraform state rm`; what gives it instead may need an import.{unchanged()}",
        (given.attribute,),
    )
