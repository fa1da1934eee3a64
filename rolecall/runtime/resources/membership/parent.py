"""The parent of a binding, and the elements that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from rolecall.runtime.application import ListEvent, Object, StateResult
from rolecall.runtime.collections.large_sets import Elements
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.object.fresh_reads import read_current
from rolecall.runtime.resources.object.hidden_elements import told_by_candidates
from rolecall.runtime.resources.object.still_listed import contradicted, is_still_listed
from rolecall.runtime.resources.object.truncated_sets import shown_whole
from rolecall.runtime.resources.object.write_only_sets import beside_shown, unseen
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.paths import MISSING, Unread, dig
from rolecall.runtime.values.spellings import spelled_as
from rolecall.runtime.values.texts import same_name
from rolecall.specification.schema import Attribute, MembershipLifecycle, ObjectLifecycle

CONFIRMATION_PAUSES_SECONDS: Final = (0.2, 0.6, 0.0)
"""Pauses after each of the reads that look for an element whose write was not confirmed."""


class SetHidden(Refusal):
    """A read of the parent keeps its set back (trait `NestedSet`, `hidden`)."""


class Seen(NamedTuple):
    """A look at a parent: the elements that it has, and the row that shows them."""

    members: list[str]
    row: Row


def parent_of(context: Context[MembershipLifecycle]) -> tuple[Context[ObjectLifecycle], Attribute]:
    """The parent's resource type and its set attribute."""
    parent = context.connection.shim.resource(context.lifecycle.parent)
    if not isinstance(parent.lifecycle, ObjectLifecycle):
        raise TypeError(f"{context.lifecycle.parent} is not an object")
    return Context(context.connection, parent, parent.lifecycle), parent.schema.attribute(context.lifecycle.of)


def read_membership(context: Context[MembershipLifecycle], state: Object, private: Private) -> StateResult:
    """The binding as it stands; None when the parent is gone or no longer has the element."""
    lifecycle = context.lifecycle
    owner, member = str(state[lifecycle.owner]), state[lifecycle.member]
    parent, _ = parent_of(context)
    seen: Seen | None = None
    if parent.collection.apart is not None:
        has = context.connection.large_sets.has(parent.collection, owner, str(member), known=True)
        denied = has is False and _says_so_itself(parent, owner, str(member))
        if isinstance(has, Unread) or denied:
            denied = denied and context.connection.listings.shown.has_shown(parent.collection)
            found = Diagnostics([unseen(context.connection, parent.collection, lifecycle.member, denied=denied)])
            return StateResult(state=state, diagnostics=found)
        there = has is True or (has is False and _is_there_after_all(context, owner, str(member)))
    else:
        seen = look_at(context, owner, fresh=False)
        if seen is not None and not holds(seen.members, str(member)):
            member = name_now(context, seen.row, str(member), private)
        there = seen is not None and (holds(seen.members, str(member)) or private.key in seen.members)
        there = there or (seen is not None and _is_there_after_all(context, owner, str(member)))
        state = {**state, lifecycle.member: member}
    found = Diagnostics()
    if not there and seen is None and _is_denied(context, owner):
        there = True
        found.warning(*contradicted(context.title, owner, lifecycle.owner))
    return StateResult(state={**state, "id": identify(context.resource, state)} if there else None, diagnostics=found)


def check_denied(context: Context[MembershipLifecycle], owner: str) -> None:
    """See that the parent `owner`, which a removal did not find, is listed no more. Raises Refusal."""
    if _is_denied(context, owner):
        raise refusal(*contradicted(context.title, owner, context.lifecycle.owner))


def _is_denied(context: Context[MembershipLifecycle], owner: str) -> bool:
    """Whether single reads do not find the parent `owner`, and a listing shows it. Raises VendorError."""
    parent, _ = parent_of(context)
    if parent.collection.get is None or context.connection.listings.fresh(parent.collection, owner, whole=False):
        return False
    return is_still_listed(parent, owner, {})


def _says_so_itself(parent: Context[ObjectLifecycle], owner: str, member: str) -> bool:
    """Whether the element, which the set does not show, says that it is in it."""
    connection, collection = parent.connection, parent.collection
    if collection.large_set is None:
        return False
    return member in told_by_candidates(connection, collection, owner, shared=True).inside


def _is_there_after_all(context: Context[MembershipLifecycle], owner: str, member: str) -> bool:
    """Whether a second look, after a pause and once for all of the parent `owner`, shows the element."""
    connection, (parent, _) = context.connection, parent_of(context)

    def look() -> list[str] | Elements | Unread | None:
        connection.client.consistency.wait(connection.client.consistency.apart)
        if parent.collection.apart is not None:
            return connection.large_sets.read(parent.collection, owner, [member], known=True)
        return members_of(context, owner, fresh=True)

    members = connection.second_looks(f"{parent.collection.name}/{owner}", look)
    return members is not None and not isinstance(members, Unread) and holds(members, member)


def name_now(context: Context[MembershipLifecycle], row: Row, member: str, private: Private) -> str:
    """What the vendor calls the element now that was called `member`: it is known by its id. Raises VendorError.

    The `row` of the parent says it, else the listing, which may be from before the element was renamed. What is listed
    no more, as where our account may not see it, has its name still.
    """
    _, attribute = parent_of(context)
    reference, references = attribute.reference, context.connection.references
    if reference is None or private.key is None:
        return member
    shown = dig(row, attribute.read_path or attribute.name)
    for item in shown if isinstance(shown, list) else ():
        if isinstance(item, dict) and str(item.get(reference.key)) == private.key:
            (name,) = references.names(reference, [item])
            return member if name == private.key else name
    rows = references.rows(reference.lookup)
    return next((str(row[reference.by]) for row in rows if str(row.get(reference.key)) == private.key), member)


def check_listed(
    context: Context[MembershipLifecycle], owner: str, members: Iterable[str], member: str, private: Private
) -> None:
    """Raise Refusal where `owner` has the element by its id, and the vendor lists nothing of that id any more."""
    if private.key is not None and private.key in members:
        raise refusal(
            f"{owner!r} still has {member!r}, which {context.title} lists no more",
            f"It is known by its id {private.key} alone, and was not taken out. Check what the account may see that we "
            "run as, then run again.",
            (context.lifecycle.member,),
        )


def look_to_reduce(context: Context[MembershipLifecycle], owner: str, element: str) -> Seen | None:
    """The parent `owner` as it is now, or None when there is no such parent.

    Where it lacks `element`, which was there, it is looked at once more, and a large set is asked for it. Raises
    VendorError, and Refusal, as where nothing tells whether it is in a large set that may be cut short.
    """
    seen = look_at(context, owner)
    if seen is None or holds(seen.members, element):
        return seen

    def again() -> Seen | None:
        found = look_at(context, owner)
        return found if found is not None and holds(found.members, element) else None

    found = context.connection.client.consistency.again(again)
    return beyond_shown(context, owner, seen, element, proven=True) if found is None else found


def beyond_shown(
    context: Context[MembershipLifecycle], owner: str, seen: Seen, element: str, *, proven: bool = False
) -> Seen:
    """`seen`, with `element` where it is found in the large set of `owner`, which did not show it.

    Raises VendorError, and Unsent where it has to be `proven` that it is not there, and nothing tells.
    """
    connection, (parent, attribute) = context.connection, parent_of(context)
    collection, large = parent.collection, parent.collection.large_set
    if large is None or attribute.read_path != large.field:
        return seen
    seen = seen._replace(members=sorted(spelled_as(frozenset(seen.members), [element])))
    if holds(seen.members, element):
        return seen
    row = beside_shown(connection, collection, seen.row, [element], shared=not proven)
    if row is seen.row and proven and connection.large_sets.find(collection, owner, [element], "and") is None:
        row = shown_whole(connection, collection, owner, row, [element])
    return Seen(_members_in(context, owner, row), row)


def members_of(context: Context[MembershipLifecycle], owner: str, *, fresh: bool) -> list[str] | None:
    """The elements that the parent `owner` has, or None when there is no such parent, which is proven."""
    seen = look_at(context, owner, fresh=fresh)
    return None if seen is None else seen.members


def look_at(context: Context[MembershipLifecycle], owner: str, *, fresh: bool = True) -> Seen | None:
    """The parent `owner`, or None when there is no such parent, which is proven.

    It is as it is now, or, not `fresh`, as this run has read it for a refresh. Raises VendorError or Refusal.
    """
    parent, attribute = parent_of(context)
    listings, collection = context.connection.listings, parent.collection
    if fresh:
        row = read_current(parent, owner, lambda: listings.fresh(collection, owner), [attribute])
    else:
        row = listings.get(collection, owner, frozenset({attribute.read_path or attribute.name}))
    return None if row is None else Seen(_members_in(context, owner, row), row)


def _members_in(context: Context[MembershipLifecycle], owner: str, row: Row) -> list[str]:
    """The elements that a row of the parent shows. Raises Refusal where it says nothing of them."""
    parent, attribute = parent_of(context)
    value = context.connection.wire.decode(attribute, row)
    if value in (MISSING, None) and parent.collection.nested_set is not None:
        raise SetHidden(
            replace(unseen(context.connection, parent.collection, context.lifecycle.member), severity="error")
        )
    if value in (MISSING, None):
        raise refusal(
            f"{context.title} did not say which {context.lifecycle.of} {owner!r} has",
            f"The answer has no list {attribute.read_path or attribute.name!r}. That is not taken as having none. "
            "Check the permissions of the account we run as.",
            (context.lifecycle.owner,),
        )
    return list(value or [])


def holds(members: Iterable[str], member: str) -> bool:
    """Whether the element is among those that the parent has."""
    return any(same_name(each, member) for each in members)


def list_memberships(context: Context[MembershipLifecycle]) -> Iterator[ListEvent]:
    """An event for each element of each parent."""
    parent, attribute = parent_of(context)
    collection, connection, lifecycle = parent.collection, context.connection, context.lifecycle
    needed = frozenset({attribute.read_path or attribute.name})
    for row in connection.listings.all(collection):
        members = connection.wire.decode(attribute, row)
        if members is MISSING:
            full = connection.listings.get(collection, str(dig(row, collection.key)), needed)
            members = connection.wire.decode(attribute, full) if full is not None else None
        if members is MISSING:
            warning = unseen(connection, collection, lifecycle.member)
            yield ListEvent(identity=None, display_name=str(dig(row, collection.key)), diagnostics=[warning])
        for member in members or [] if members is not MISSING else []:
            state: Object = dict.fromkeys((item.name for item in context.resource.schema.attributes), None)
            state |= {lifecycle.owner: str(dig(row, collection.key)), lifecycle.member: member}
            state["id"] = identify(context.resource, state)
            yield ListEvent(identity={"id": state["id"]}, display_name=str(state["id"]), resource=state)
