"""Checks of plans that add an element to a parent's set, or take one out."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.concurrency.single_owner import Subject
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.membership.parent import parent_of
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import MembershipLifecycle


def check_own_binding(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning where the account that we run as loses something. Raises VendorError when that cannot be told."""
    who, lifecycle, state = context.connection.who(), context.lifecycle, change.before
    if who is not None and str(state.get(lifecycle.owner)).lower() == who.lower():
        yield Diagnostic(
            "warning",
            f"The account we run as loses {state.get(lifecycle.member)!r}",
            "This binding belongs to the account whose credentials this provider uses. Make sure that what is left is "
            "enough to go on.",
            (lifecycle.member,),
        )


def check_claim(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding about a set that another resource lists whole."""
    lifecycle = context.lifecycle
    owner = change.after.get(lifecycle.owner)
    if is_set(owner):
        subject = Subject(lifecycle.parent, str(owner), lifecycle.of)
        problem = context.connection.claims.claim(subject, "additive", context.resource.name, (lifecycle.owner,))
        if problem is not None:
            yield problem


def check_member(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about a new element whose name the vendor does not know."""
    member = context.lifecycle.member
    if change.is_create and is_set(change.after.get(member)):
        _, attribute = parent_of(context)
        if attribute.reference is not None:
            yield from context.connection.references.check(attribute.reference, [change.after[member]], (member,))
