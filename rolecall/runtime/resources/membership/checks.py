"""Checks of plans that add an element to a parent's set, or take one out."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.concurrency.single_owner import Subject
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.administrators import check_loss, held_by
from rolecall.runtime.resources.membership.parent import parent_of
from rolecall.runtime.resources.membership.takeover import stays
from rolecall.runtime.resources.object.unshown_elements import unshown_of
from rolecall.runtime.values.paths import dig
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


def check_administrators(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings against taking away what lets an account administer (trait Administrators). Raises VendorError."""
    lifecycle, prior = context.lifecycle, change.before
    parent, attribute = parent_of(context)
    trait, natural = parent.lifecycle.administrators, parent.collection.natural_key
    member, owner = prior.get(lifecycle.member), str(prior.get(lifecycle.owner))
    is_kept = change.planned is not None and all(
        not change.changed(name) for name in (lifecycle.owner, lifecycle.member)
    )
    if trait is None or trait.attribute != attribute.name or member not in trait.values or is_kept:
        return
    row = context.connection.listings.get(parent.collection, owner, confirm=False)
    if row is None:
        return
    named = {} if natural is None else {natural.attribute: dig(row, natural.field)}
    of_whom = Change({**named, "id": owner}, None, None)
    lost = held_by(parent, trait, row) & {str(member)}
    yield from check_loss(parent, trait, of_whom, lost, (lifecycle.member,))


def check_administration_ends(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """The same while planning: what another resource keeps does not end. Raises VendorError or Refusal."""
    found = list(check_administrators(context, change))
    if found and not stays(context, change):
        yield from found


def check_claim(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding about a set that another resource lists whole."""
    lifecycle = context.lifecycle
    owner = change.after.get(lifecycle.owner)
    if is_set(owner):
        subject = Subject(lifecycle.parent, str(owner), lifecycle.of)
        problem = context.connection.single_owners.claim(subject, "additive", context.resource.name, (lifecycle.owner,))
        if problem is not None:
            yield problem


def check_unshown_beside(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings where writing the parent whole wipes elements that this run's refresh missed. Raises VendorError."""
    lifecycle, values = context.lifecycle, change.before or change.after
    parent, attribute = parent_of(context)
    owner, member = values.get(lifecycle.owner), values.get(lifecycle.member)
    if not is_set(owner) or context.connection.patches(parent.lifecycle):
        return
    unshown = context.connection.missed.of(parent.collection.name, str(owner))
    if attribute.name in unshown:
        unshown[attribute.name] = [each for each in unshown[attribute.name] if each != member]
    lost = {name: elements for name, elements in unshown.items() if elements}
    yield from unshown_of(parent, {"id": owner}, lost, whole=True, path=(lifecycle.owner,))


def check_member(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about a new element whose name the vendor does not know."""
    member = context.lifecycle.member
    if change.is_create and is_set(change.after.get(member)):
        _, attribute = parent_of(context)
        if attribute.reference is not None:
            yield from context.connection.references.check(attribute.reference, [change.after[member]], (member,))
