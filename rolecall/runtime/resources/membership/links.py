"""Elements that calls of their own add and take out (`Links`): one more of them, or one less."""

from __future__ import annotations

from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.membership.pairs import make_added, make_removed
from rolecall.runtime.resources.membership.parent import parent_of
from rolecall.runtime.resources.object.links import change_links
from rolecall.specification.schema import MembershipLifecycle


def link(context: Context[MembershipLifecycle], owner: str, members: list[str], member: str) -> None:
    """Add the element beside `members`. Raises VendorError, and Refusal where no read shows it or others vanish."""
    _change(context, owner, members, [*members, member])
    make_added(context, owner, members, member)


def unlink(context: Context[MembershipLifecycle], owner: str, members: list[str], member: str) -> None:
    """Take the element out of `members`. Raises VendorError, and Refusal where it stays or others vanish."""
    _change(context, owner, members, [each for each in members if each != member])
    make_removed(context, owner, members, member)


def _change(context: Context[MembershipLifecycle], owner: str, before: list[str], after: list[str]) -> None:
    parent, attribute = parent_of(context)
    connection, place = context.connection, (parent.collection.name, owner, attribute.name)
    connection.elements.begin(place, before, after)
    try:
        change_links(parent, owner, {attribute.read_path or attribute.name: before}, {attribute.name: after})
    finally:
        connection.changed(parent.collection.name, owner)
    connection.elements.note(place, before, after)
