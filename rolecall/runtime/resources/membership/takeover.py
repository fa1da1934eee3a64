"""Elements that change hands: what this state gave goes over to another resource of it, and nobody loses it.

Before 1.15 Terraform gives the plan of something new no private state, neither in the plan nor in the apply. What an
apply must know of the resource that gave an element until now comes from that resource's own plan, which runs in both,
or from the process of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.diagnostics import Diagnostic, Refusal, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.managed_twice import name_of
from rolecall.runtime.resources.guards.named_objects import note_there
from rolecall.runtime.resources.guards.other_blocks import check_end, is_kept
from rolecall.runtime.resources.membership.parent import holds, members_of, parent_of
from rolecall.runtime.resources.object.takeover import announce_heir, is_announced
from rolecall.runtime.values.unknown import is_set
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import MembershipLifecycle


def check_given(context: Context[MembershipLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A finding where somebody else gave the element already. Raises VendorError or Refusal.

    It is an error where this is certainly a plan: Terraform says so, or the run refreshes. Otherwise an apply may be
    planning the heir of an equal binding anew, whose element is there by right: then it is a warning, and the create
    takes the element over. Of a large set no create does, so that it is an error there too, once all others that are
    planned beside it were heard of.

    What the state of the parent knew before this run was given by it once, as far as anybody can tell: Terraform calls
    no apply for what needs no change, so a whole set that was imported, or that took the place of bindings, may be
    remembered nowhere else. It is taken over, with a warning.
    """
    lifecycle, planned, addresses = context.lifecycle, change.after, context.connection.addresses
    owner, member = planned.get(lifecycle.owner), planned.get(lifecycle.member)
    if not is_set(owner) or not is_set(member) or addresses.applying or change.is_planned_again:
        return
    key = str(planned["id"])
    if key == change.private.prior or addresses.knows(context.resource.name, key):
        announce_heir(context, key)
        return
    if not _is_there(context, str(owner), str(member)):
        return
    if not change.is_certainly_planned and not takes_over(context):
        addresses.settled()
    if addresses.knows(context.resource.name, key):
        announce_heir(context, key)
        return
    if is_handed(context, str(owner), str(member), change):
        return
    if addresses.is_known(lifecycle.parent, str(owner), lifecycle.of, str(member)):
        announce_heir(context, key)
        yield taken_from_state(context, str(owner), str(member))
    elif change.is_certainly_planned or not takes_over(context) or addresses.refreshes():
        yield from given_already(context, str(owner), str(member), key).diagnostics
    else:
        yield taken_over(context, str(owner), str(member))


def _is_there(context: Context[MembershipLifecycle], owner: str, member: str) -> bool:
    """Whether the element is in the set. Of a large one all that are planned together are asked for by one filter.

    Where that finds one of them, or there are no filters, a few are asked for, and then the set is read once for all.
    """
    parent, _ = parent_of(context)
    connection, collection = context.connection, parent.collection

    def may_be_there(members: list[str]) -> list[bool]:
        found = connection.large_sets.find(collection, owner, list(dict.fromkeys(members)), "or")
        return [found is not False] * len(members)

    if collection.apart is not None:
        maybe = connection.batches((collection.name, owner, "there"), member, may_be_there)
        return maybe and connection.large_sets.has(collection, owner, member) is True
    members = members_of(context, owner, fresh=False)
    if members is not None:
        note_there(connection, collection.name, owner)
    return members is not None and holds(members, member)


def takes_over(context: Context[MembershipLifecycle]) -> bool:
    """Whether a create takes over what may be somebody else's: not in large sets, where an apply refuses it."""
    parent, _ = parent_of(context)
    return parent.collection.apart is None


def is_handed(context: Context[MembershipLifecycle], owner: str, member: str, change: Change) -> bool:
    """Whether this state gave the element until now, and leaves it to whoever is made.

    An apply hears of it from the plan of its own run, too.
    """
    lifecycle, addresses, key = context.lifecycle, context.connection.addresses, str(change.after.get("id"))
    if change.private.stays or addresses.is_left(context.resource.name, key) or is_announced(context, key):
        return True
    return addresses.is_handed_over(lifecycle.parent, owner, lifecycle.of, member)


def stays(context: Context[MembershipLifecycle], change: Change) -> bool:
    """Whether the element of a binding that is destroyed or replaced is kept by another resource of this configuration.

    Waits until no plan has come for a while. Raises Refusal where another provider block keeps it, and VendorError.
    """
    lifecycle, prior, addresses = context.lifecycle, change.before, context.connection.addresses
    kind, key = context.resource.name, str(prior.get("id"))
    if change.is_destroy and addresses.stays(kind, key):
        return is_kept(context, prior)
    addresses.settled()
    owner, member = str(prior[lifecycle.owner]), str(prior[lifecycle.member])
    is_listed = addresses.is_listed(lifecycle.parent, owner, lifecycle.of, member)
    name = name_of(context, prior)
    if is_listed or (name is not None and addresses.makes(kind, name)):
        return True
    if change.is_destroy and (is_kept(context, prior) or not addresses.ends_now(kind, key)):
        return is_kept(context, prior)
    check_end(context, prior)
    return False


def given_already(context: Context[MembershipLifecycle], owner: str, member: str, key: str) -> Refusal:
    """The error for an element that is there and was not given by this configuration."""
    return refusal(
        f"{owner!r} already has {member!r}",
        "It was not given by this configuration, so destroying this resource would take away what was there before. To "
        f"manage it, import it: `terraform import {context.resource.name}.<label> '{key}'`. Where another address "
        "of this configuration gave it until now, as the next index of a `count` does, plan with a `-parallelism` "
        f"above the number of resources.{unchanged()}",
        (context.lifecycle.member,),
    )


def taken_from_state(context: Context[MembershipLifecycle], owner: str, member: str) -> Diagnostic:
    """The warning for an element that the state of the parent knew, and that the create takes over."""
    return Diagnostic(
        "warning",
        f"{owner!r} has {member!r} already",
        f"The state knew that of {context.lifecycle.parent} {owner!r} before this run, so this resource takes it over "
        "as it is. From then on destroying this resource takes it away, whoever gave it.",
        (context.lifecycle.member,),
    )


def taken_over(context: Context[MembershipLifecycle], owner: str, member: str) -> Diagnostic:
    """The warning for an element that is there and that the create takes over."""
    return Diagnostic(
        "warning",
        f"{owner!r} has {member!r} already",
        "Either this binding replaces an equal one, which ends without taking anything away, or somebody else gave it. "
        "It comes into state as it is, and destroying this resource takes it away. An equal one that ends under "
        "another provider block, or in a run with `-target`, knows nothing of this one and takes it away: plan again "
        "after this apply.",
        (context.lifecycle.member,),
    )
