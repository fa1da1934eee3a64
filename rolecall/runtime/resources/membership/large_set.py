"""Bindings that are one element of a large set (trait `LargeSet`): those of one object that come together go together.

Terraform creates bindings one by one, in as many threads as it is told. What waits for the same object at the same
moment becomes one request. The set is not downloaded as long as filters can be trusted.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypeAlias

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.errors import AmbiguousOutcome, Rejected, VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.membership.collateral_losses import others_vanished
from rolecall.runtime.resources.membership.parent import CONFIRMATION_PAUSES_SECONDS, check_denied, parent_of
from rolecall.runtime.resources.membership.takeover import given_already, is_handed
from rolecall.runtime.resources.object.element_batches import Edit
from rolecall.runtime.resources.object.element_outcomes import NotDone, NotKept, Unseen
from rolecall.runtime.resources.object.elements import change_elements
from rolecall.runtime.resources.object.hidden_elements import Unsent
from rolecall.runtime.resources.object.merge import Gone
from rolecall.runtime.values.paths import Unread
from rolecall.runtime.writes import unsent
from rolecall.specification.schema import Collection, MembershipLifecycle, Operation

Outcome: TypeAlias = Literal["there"] | VendorError | Refusal | None
"""None where it is done, `there` where the element is there already, or what went wrong."""


def gathers(context: Context[MembershipLifecycle]) -> tuple[Collection, Operation] | None:
    """The collection and the call that changes its large set; None where bindings rewrite a set of their parent."""
    parent, attribute = parent_of(context)
    large, operation = parent.collection.large_set, parent.lifecycle.patch
    if large is None or attribute.read_path != large.field or operation is None:
        return None
    return (parent.collection, operation) if context.connection.patches(parent.lifecycle) else None


def join(
    context: Context[MembershipLifecycle],
    way: tuple[Collection, Operation],
    change: Change,
) -> StateResult | None:
    """Add the element, or take over what this state gave until now; None where the server has no such call.

    One that somebody else gave is refused with the way to import it.
    """
    planned = change.after
    owner, member = str(planned[context.lifecycle.owner]), str(planned[context.lifecycle.member])
    state = {**planned, "id": identify(context.resource, planned)}
    found = _change(context.connection, way, owner, "add", member)
    if isinstance(found, Rejected) and context.connection.refuses_patch(way[1], found):
        return None
    if isinstance(found, Gone) and _is_there(context.connection, way[0], owner, member):
        found = None
    if found == "there":
        found = (
            None if is_handed(context, owner, member, change) else given_already(context, owner, member, state["id"])
        )
    result = StateResult(state=state if found is None else None)
    if isinstance(found, NotKept):
        result.diagnostics.extend(others_vanished(context, found, str(state["id"])))
    elif isinstance(found, Unsent):
        result.diagnostics.extend(replace(each, path=(context.lifecycle.owner,)) for each in found.diagnostics)
    elif isinstance(found, VendorError | Refusal):
        result.diagnostics.extend(found.diagnostics if isinstance(found, Refusal) else [found.diagnostic()])
        if isinstance(found, AmbiguousOutcome | Unseen):
            result.state = state
    return result


def _is_there(connection: Connection, collection: Collection, owner: str, member: str) -> bool:
    """Whether the element is there after all, where one read of several said that there is no such object."""
    for pause in CONFIRMATION_PAUSES_SECONDS:
        with suppress(VendorError):
            if connection.large_sets.has(collection, owner, member) is True:
                return True
        connection.changed(collection.name, owner)
        if not connection.client.pause(pause):
            break
    return False


def leave(
    context: Context[MembershipLifecycle], way: tuple[Collection, Operation], prior: Object
) -> Iterable[Diagnostic] | None:
    """Take the element out. A parent or element that is gone already is fine. Raises VendorError or Refusal.

    Gives a warning where nothing tells whether it is out; None where the server has no such call.
    """
    found = _change(
        context.connection, way, str(prior[context.lifecycle.owner]), "remove", str(prior[context.lifecycle.member])
    )
    if isinstance(found, Rejected) and context.connection.refuses_patch(way[1], found):
        return None
    if isinstance(found, Unseen):
        return found.diagnostics
    if isinstance(found, Gone):
        check_denied(context, str(prior[context.lifecycle.owner]))
        return ()
    if isinstance(found, VendorError | Refusal):
        raise found
    return ()


def _change(
    connection: Connection, way: tuple[Collection, Operation], owner: str, kind: Literal["add", "remove"], member: str
) -> Outcome:
    collection, operation = way

    def work(members: list[str]) -> list[Outcome]:
        with connection.locks.hold(collection.name, owner), connection.client.finishing():
            if kind == "add":
                return _add(connection, collection, operation, owner, members)
            return _remove(connection, collection, operation, owner, members)

    found: Outcome = connection.batches((collection.name, owner, kind), member, work)
    return found


def _add(
    connection: Connection, collection: Collection, operation: Operation, owner: str, members: list[str]
) -> list[Outcome]:
    wanted = list(dict.fromkeys(members))
    try:
        there = _present(connection, collection, owner, wanted)
    except (VendorError, Refusal) as problem:
        return [problem] * len(members)
    found: dict[str, Outcome] = dict.fromkeys(there, "there")
    found |= _each(connection, collection, operation, owner, [("add", item) for item in wanted if item not in there])
    outcomes: list[Outcome] = []
    for item in members:
        outcomes.append(found[item])
        found[item] = found[item] or "there"
    return outcomes


def _present(connection: Connection, collection: Collection, owner: str, members: list[str]) -> frozenset[str]:
    """Those of `members` that are there. Raises Refusal when the object is gone."""
    if connection.large_sets.find(collection, owner, members, "or") is False:
        return frozenset()
    present = connection.large_sets.read(collection, owner, members)
    if present is None:
        raise refusal(
            f"{owner!r} does not exist",
            f"{connection.shim.title} has nothing of that id in its {collection.name}. {unsent()}",
        )
    return frozenset() if isinstance(present, Unread) else present.intersection(members)


def _remove(
    connection: Connection, collection: Collection, operation: Operation, owner: str, members: list[str]
) -> list[Outcome]:
    changes: list[Edit] = [("remove", item) for item in dict.fromkeys(members)]
    found = _each(connection, collection, operation, owner, changes)
    gone_already: list[Outcome] = [problem for problem in found.values() if isinstance(problem, Gone)]
    return gone_already[:1] * len(members) if gone_already else [found[item] for item in members]


def _each(
    connection: Connection, collection: Collection, operation: Operation, owner: str, changes: list[Edit]
) -> dict[str, Outcome]:
    """What came of each change. Where the vendor refuses them together, they are told apart by halves."""
    if not changes:
        return {}
    try:
        change_elements(connection, collection, operation, owner, changes, beside=True)
    except NotKept as problem:
        undone = {item for _, item in problem.left}
        told = {item: problem for _, item in changes if item in undone}
        return dict.fromkeys((item for _, item in changes), None) | (told or {changes[0][1]: problem})
    except (Unseen, Unsent) as problem:
        return dict.fromkeys((item for _, item in changes), problem)
    except NotDone as problem:
        return {item: problem if (kind, item) in problem.left else None for kind, item in changes}
    except Rejected as problem:
        if len(changes) > 1:
            half = len(changes) // 2
            first = _each(connection, collection, operation, owner, changes[:half])
            return first | _each(connection, collection, operation, owner, changes[half:])
        return {changes[0][1]: problem}
    except (Refusal, VendorError) as problem:
        return dict.fromkeys((item for _, item in changes), problem)
    return dict.fromkeys((item for _, item in changes), None)
