"""Who got something between the plan that ends it and the apply: it stays, since the plan did not show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.group_members import is_listed, members_of
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.runtime.resources.guards.listing_names import few
from rolecall.runtime.resources.guards.losses import holders_of
from rolecall.runtime.resources.guards.transfers import gives, giving_attributes, several, ways_of
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.unshown_losses import check_unshown_end, digest, lists_of
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Attribute, ObjectLifecycle, Resource
from rolecall.specification.types import ListOf, SetOf


def check_newcomers(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """An error where somebody has what ends who did not have it when that was planned.

    Raises VendorError or Refusal where that cannot be asked any more.
    """
    planned = change.private.had_by
    if not isinstance(context.lifecycle, ObjectLifecycle):
        return
    if change.private.anew and not change.private.shown and not change.private.stays:
        yield from _never_shown(context, change)
    if planned is None:
        return
    holders = holders_of(context, replace(change, replaces=change.private.replaces))
    members, unasked = members_of(context, replace(change, private=Private()))
    if holders.unasked or unasked:
        raise refusal(
            f"Who has {change.before['id']!r} could be asked when its end was planned, and cannot be now",
            f"Somebody may have got it since then: {'; '.join(filter(None, (*holders.unasked, unasked)))}. Apply "
            f"again.{unchanged()}",
        )
    having = {**{each: each for each in holders.found}, **members}
    yield from _given_since(context, change)
    if new := sorted(name for key, name in having.items() if digest(key) not in planned):
        yield Diagnostic(
            "error",
            f"{change.before['id']!r} was to end, and {len(new)} have it since that was planned",
            f"The plan did not show them: {few(new)}. Plan once more, and look whether they may lose it.{unchanged()}",
        )


def check_unshown(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """An error of the second plan of a replacement that the first one did not know of, and so warned of nothing.

    What is planned, under the id that the address had, is what ends. Members are asked of by the apply: those whom this
    state puts into a group are planned later than the group, and end before it. Raises VendorError or Refusal.
    """
    key = change.private.prior
    if not isinstance(context.lifecycle, ObjectLifecycle) or change.private.shown or change.private.stays:
        return
    if change.prior is None and key is not None and not change.is_planned_again:
        ends = replace(change, prior={**change.after, "id": key})
        holders = holders_of(context, ends, by_name=True)
        yield from _taken_unshown(ends, holders.found, holders.unasked)


def _never_shown(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error where an end that no plan showed takes something from somebody, who does not get it back."""
    if mode_of(context.lifecycle, change) == "retain":
        return
    holders = holders_of(context, change, by_name=True)
    members, unasked = members_of(context, change)
    group = None if context.resource.access is None else context.resource.access.group
    natural = context.collection.natural_key
    if group is not None and is_listed(change, group):
        members = {}
    if not members and natural is not None and natural.field in context.collection.key:
        unasked = ""  # members that are elsewhere, as at an identity provider, know the new one by the same name
    yield from _taken_unshown(change, [*holders.found, *members.values()], [*holders.unasked, unasked])
    lost = list(_lost_unshown(context, change))
    yield from lost or check_unshown_end(context, change)


def _lost_unshown(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error for each list of what it may do that nobody configured: what takes its place begins without.

    Role bindings of this state that go with it have ended by then. Raises VendorError or Refusal.
    """
    for name, has in lists_of(context, change).items():
        yield Diagnostic(
            "error",
            f"{change.before['id']!r} would be replaced, and lose its {name}",
            f"It has {few(has)}, and the configuration says nothing of that: what takes its place begins without, and "
            f"no plan shows that where `-replace` or `terraform taint` ask for it. Write `{name}` if the new one is to "
            "have them, or take it out of the configuration and put it back in a second run. `terraform untaint` takes "
            f"the mark off.{unchanged()}",
            (name,),
        )


def _taken_unshown(change: Change, names: list[str], unasked: list[str]) -> Iterator[Diagnostic]:
    unknown = "; ".join(filter(None, unasked))
    if not names and not unknown:
        return
    who = f" Now {few(sorted(names))} {'has' if len(names) == 1 else 'have'} it." if names else ""
    rest = f" Who else has it could not be asked: {unknown}." if unknown else ""
    several = f"{len(names)} who {'has it loses' if len(names) == 1 else 'have it lose'}"
    yield Diagnostic(
        "error",
        f"{change.before['id']!r} would be replaced, and {several if names else 'whoever has it loses'} it",
        "No plan shows that where `-replace` or `terraform taint` ask for it, and the new one is given to nobody by "
        f"itself.{who}{rest} Take it out of the configuration and put it back in a second run: the plan of the first "
        f"says who loses it. `terraform untaint` takes the mark off.{unchanged()}",
    )


def _given_since(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error where what ends gives more itself than the state says."""
    key = str(change.before["id"])
    if not _lists(context.resource):
        return
    row = context.connection.fresh(context.collection, key, change.before)
    now = {} if row is None else state_of(context, row, change.before)
    new = set(ways_of(context.resource, now)) - set(ways_of(context.resource, change.before))
    if new:
        yield Diagnostic(
            "error",
            f"{key!r} was to end, and gives more since that was planned",
            f"The plan did not show what somebody else put there: {several(sorted(new, key=str))}. Plan once more, and "
            f"look whether that may end too.{unchanged()}",
        )


def _lists(resource: Resource) -> bool:
    """Whether one object of the type gives several things, or to several."""
    if resource.access is None or not gives(resource.access):
        return False
    return any(_is_several(resource.schema.attribute(name)) for name in giving_attributes(resource))


def _is_several(attribute: Attribute) -> bool:
    return isinstance(attribute.value_type, SetOf | ListOf)
