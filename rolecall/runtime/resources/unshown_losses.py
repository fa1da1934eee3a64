"""What accounts and groups lose that are replaced although no plan shows it (`-replace`, taint), and nobody configured.

The plan of the replacement asks what there is. What of that this state gives is known once the resources that name the
object are planned, which come later: the first of them waits for the others, and refuses what is left over. Where none
comes the apply refuses, before anything of it has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from rolecall.runtime.concurrency.run_exchange import fact
from rolecall.runtime.concurrency.unshown import Had
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.ending_assignments import belongings_of, warn_of_belongings
from rolecall.runtime.resources.guards.group_members import givers_of, is_listed, members_of
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.runtime.resources.guards.listing_names import few, named
from rolecall.runtime.resources.guards.transfers import giving_attributes
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.instance_names import instance_of
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.values.texts_in import texts_in
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle
from rolecall.specification.types import ListOf, SetOf

_WAYS_OUT = (
    "Write it into the configuration and import it, or take it away first. Else leave `-replace` out; `terraform "
    "untaint` takes the mark off. To let it go, take the resource out of the configuration and put it back in a second "
    "run."
)


def note_unshown(context: Context[Any], change: Change) -> frozenset[str] | None:
    """Ask what an object has of which the first plan did not know that it is replaced; gives that as digests.

    None: that is not so, or not all could be asked.
    """
    key, addresses = change.private.prior, context.connection.addresses
    if change.prior is not None or key is None or change.private.shown or change.private.stays:
        return None
    if not isinstance(context.lifecycle, ObjectLifecycle) or change.is_planned_again or addresses.applying:
        return None
    ends = replace(change, prior={**change.after, "id": key})
    if mode_of(context.lifecycle, ends) == "retain":
        return None
    try:
        found, unasked = belongings_of(context, key)
        members, hidden = members_of(context, ends)
        lists = lists_of(context, ends)
    except Stopped:
        raise
    except (VendorError, Refusal):
        return None
    shim, group = context.connection.shim, None if context.resource.access is None else context.resource.access.group
    had = [Had(*each) for each in found]
    if group is not None and not is_listed(change, group):
        had += [Had(f"the member {name!r}", givers_of(shim, key, id)) for id, name in sorted(members.items())]
    for attribute, elements in lists.items():
        had += [Had(f"{attribute} {each!r}", _givers(context, key, attribute, each)) for each in elements]
    natural = context.collection.natural_key
    addresses.unshown.replace(key, str(change.after.get(natural.attribute) if natural is not None else key), had)
    return None if unasked or hidden else frozenset(digest(each.words) for each in found)


def lists_of(context: Context[ObjectLifecycle], ends: Change) -> dict[str, list[str]]:
    """What an object that ends may do, by the lists that nobody configured. Raises VendorError or Refusal."""
    access, managed = context.resource.access, ends.private.managed or frozenset()
    members = None if access is None or access.group is None else access.group.members
    names = giving_attributes(context.resource) - managed - {members}
    lists = [item for item in context.resource.schema.attributes if item.name in names]
    lists = [item for item in lists if isinstance(item.value_type, SetOf | ListOf)]
    natural = context.collection.natural_key
    row = context.connection.fresh(context.collection, str(ends.before["id"]), ends.before) if lists else None
    now = {} if row is None else state_of(context, row, ends.before)
    name = "" if natural is None else str(now.get(natural.attribute) or "").casefold()
    found: dict[str, list[str]] = {}
    for attribute in lists:
        values = now.get(attribute.name)
        has = [named(each) for each in values] if isinstance(values, list) else []
        has = [each for each in has if not name or not each.casefold().endswith(f"-{name}")]  # made with it, and anew
        if has:
            found[attribute.name] = sorted(has)
    return found


def check_unshown_losses(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """An error of the first resource planned that names an object which is replaced unshown: what nobody gives it."""
    if change.prior is None or change.is_planned_again:
        return
    addresses, kind, key = context.connection.addresses, context.resource.name, str(change.before.get("id"))
    for name in addresses.unshown.name(kind, key, texts_in(change.before)):
        addresses.neighbours.tell(_naming(context, kind, key, name))
        if not addresses.unshown.asks(name):
            continue
        is_all = addresses.rests()
        called, had = addresses.unshown.had(name)
        left = [each.words for each in had if not _is_given(context, name, each)]
        if left:
            yield Diagnostic(
                "error" if is_all else "warning",
                f"{called!r} would be replaced, and lose what nobody configured",
                f"`-replace` or `terraform taint` ask for that. It has {few(left)}, and nothing that this state has "
                f"gives it: what takes its place begins without. {_WAYS_OUT} With `-parallelism=1` nobody can tell "
                "what this configuration gives: leave that out.",
            )


def check_unshown_end(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error where an object ends that no plan showed, and has what nobody gives it, as far as that is known.

    A warning where what this configuration gives may have ended already. Raises Refusal.
    """
    key = str(change.before["id"])
    found, unasked = belongings_of(context, key)
    kept = [each for each in found if not _was_told(context, key, each.bindings | each.sets)]
    planned, now = change.private.had, {digest(each.words) for each in found}
    if planned is not None and kept and (planned <= now or not {digest(each.words) for each in kept} <= planned):
        yield Diagnostic(
            "error",
            f"{key!r} would be replaced, and lose what nobody configured",
            f"`-replace` or `terraform taint` ask for that. It is in, or has, {few([each.words for each in kept])}: "
            f"what takes its place begins without. {_WAYS_OUT} Where a set of this configuration gives it, apply "
            f"without a saved plan.{unchanged()}",
        )
    else:
        yield from warn_of_belongings(key, kept, unasked, shown=False)


def _givers(context: Context[Any], key: str, attribute: str, element: str) -> frozenset[tuple[str, str]]:
    """The bindings, by type and id, that would give the object one element of a list."""
    found = set[tuple[str, str]]()
    for item in context.connection.shim.resources:
        lifecycle = item.lifecycle
        is_binding = isinstance(lifecycle, MembershipLifecycle) and lifecycle.parent == context.resource.name
        if isinstance(lifecycle, MembershipLifecycle) and is_binding and lifecycle.of == attribute:
            values = {"id": None, lifecycle.owner: key, lifecycle.member: element}
            found.add((item.name, str(identify(item, values))))
    return frozenset(found)


def _is_given(context: Context[Any], key: str, had: Had) -> bool:
    addresses = context.connection.addresses
    return addresses.unshown.is_given(key, had) or any(addresses.plans(*each) for each in had.bindings)


def _was_told(context: Context[Any], key: str, givers: frozenset[tuple[str, str]]) -> bool:
    """Whether the plan of this run knew one of `givers`."""
    facts = [_naming(context, kind, giver, key) for kind, giver in givers]
    return bool(context.connection.addresses.neighbours.told_before(facts))


def _naming(context: Context[Any], kind: str, giver: str, key: str) -> str:
    resource = context.connection.shim.resource(kind)
    return fact("names", instance_of(context.connection, resource), kind, giver, key)


def digest(name: str) -> str:
    """The form in which a plan remembers who had what it ends."""
    return sha256(name.encode()).hexdigest()[:12]
