"""Elements that are objects of their own (`Pairs`): one more of them, or one less, and nothing else is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Incomplete, NotFound
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.membership.collateral_losses import check_others, missing
from rolecall.runtime.resources.membership.parent import holds, members_of, parent_of
from rolecall.runtime.values.paths import MISSING, put
from rolecall.runtime.values.texts import same_name
from rolecall.runtime.writes import nothing_written
from rolecall.specification.schema import MembershipLifecycle, Pairs


def add_pair(context: Context[MembershipLifecycle], pairs: Pairs, owner: str, members: list[str], member: str) -> None:
    """Make the object of `owner` and `member`, beside `members`.

    Raises VendorError, and Refusal where no read shows the element, or one shows that others are not there any more.
    """
    owner_id, member_id = _ids(context, owner, member)
    body: dict[str, Any] = {}
    put(body, pairs.owner, owner_id)
    put(body, pairs.member, member_id)
    with _writing(context, pairs, owner, members, [*members, member]) as taken:
        context.connection.client.call(pairs.create, body=body)
        taken.append(member)
    make_added(context, owner, members, member)


def remove_pair(
    context: Context[MembershipLifecycle], pairs: Pairs, owner: str, members: list[str], member: str
) -> None:
    """Delete every object of `owner` and `member`. Raises VendorError, and Refusal where it stays or others vanish."""
    connection = context.connection
    collection = connection.shim.collection(pairs.collection)
    owner_id, member_id = _ids(context, owner, member)
    found = connection.listings.find(collection, {pairs.owner: owner_id, pairs.member: member_id})
    keys = [key_of(collection, row) for row in found]
    if MISSING in keys:
        raise Incomplete(f"A row of {collection.name} has no {collection.key!r}.", place=(context.lifecycle.member,))
    with _writing(context, pairs, owner, members, [each for each in members if not same_name(each, member)]) as taken:
        for key in keys:
            with suppress(NotFound):
                connection.client.call(pairs.delete, {"id": key})
                taken.append(key)
    make_removed(context, owner, members, member)


def _ids(context: Context[MembershipLifecycle], owner: str, member: str) -> tuple[Any, Any]:
    """The two ids as the vendor writes them. Raises Refusal for a name that it does not know."""
    parent, attribute = parent_of(context)
    wire, reference = context.connection.wire, attribute.reference
    owner_id = wire.encode(parent.resource.schema.attribute("id"), owner)
    if reference is None:
        return owner_id, member
    by_id = replace(reference, wire="id")
    return owner_id, context.connection.references.encode(by_id, [member], (context.lifecycle.member,))[0]


@contextmanager
def _writing(
    context: Context[MembershipLifecycle], pairs: Pairs, owner: str, before: list[str], after: list[str]
) -> Iterator[list[Any]]:
    """Whatever comes of the write, forget what was read of the owner and of the pairs.

    Gives a list for what the vendor took: where that stays empty, nothing is known to be written.
    """
    parent, attribute = parent_of(context)
    connection, place = context.connection, (parent.collection.name, owner, attribute.name)
    connection.elements.begin(place, before, after)
    taken: list[Any] = []
    try:
        yield taken
    finally:
        connection.changed(parent.collection.name, owner)
        connection.references.forget(pairs.collection)
    if taken:
        connection.elements.note(place, before, after)


def make_added(context: Context[MembershipLifecycle], owner: str, before: list[str], member: str) -> None:
    """Raise Refusal unless the owner's set shows the new element, and all that was there `before` it."""

    def done(found: list[str]) -> bool:
        return holds(found, member)

    _make_sure(context, owner, before, member, done, "added", f"{member!r} was added, and is not there")


def make_removed(context: Context[MembershipLifecycle], owner: str, before: list[str], member: str) -> None:
    """Raise Refusal unless the owner's set lacks the element, and nothing else of what was there `before`."""

    def done(found: list[str]) -> bool:
        return not holds(found, member)

    _make_sure(context, owner, before, member, done, "taken out", f"{owner!r} still has {member!r}")


def _make_sure(
    context: Context[MembershipLifecycle],
    owner: str,
    before: list[str],
    member: str,
    done: Callable[[list[str]], bool],
    verb: str,
    problem: str,
) -> None:
    """Raise Refusal unless the owner's set shows what was done and nothing else; an owner that is gone has nothing."""
    members = context.connection.client.consistency.until(
        lambda: members_of(context, owner, fresh=True),
        lambda found: found is None or (done(found) and not missing(before, found, member)),
    )
    if members is None:
        return
    if not done(members):
        said = "was asked, and changed nothing" if nothing_written() else "accepted the change"
        raise refusal(
            problem,
            f"{context.title} {said}, and a read of {owner!r} shows {', '.join(members) or 'none'}. Look "
            "at it there, then apply again.",
            (context.lifecycle.member,),
        )
    check_others(context, owner, before, members, member, verb)
