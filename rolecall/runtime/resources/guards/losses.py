"""What people lose when an object ends or is replaced, and no attribute of the plan shows: a warning of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.ending_assignments import belongings_of, warn_of_belongings
from rolecall.runtime.resources.guards.ending_references import shown_as
from rolecall.runtime.resources.guards.group_members import check_members, members_of
from rolecall.runtime.resources.guards.guard import mode_of
from rolecall.runtime.resources.guards.listing_names import few, named
from rolecall.runtime.resources.unread_members import is_something
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.texts import same_name
from rolecall.specification.schema import Attribute, Collection, ObjectLifecycle, Resource
from rolecall.specification.types import ListOf, SetOf


def check_losses(context: Context[Any], change: Change) -> tuple[list[Diagnostic], frozenset[str] | None]:
    """Warnings about who has what ends and about what a new object in its place does not have, and who all has it.

    None: nothing ends, or not all could be asked. With `-replace` alone there are no warnings: the provider's first
    plan does not know of it, and Terraform drops the warnings of the second one.
    """
    if change.prior is None or not isinstance(context.lifecycle, ObjectLifecycle):
        return [], None
    found: list[Diagnostic] = []
    having: frozenset[str] | None = None
    if change.replaces or (change.is_destroy and mode_of(context.lifecycle, change) != "retain"):
        holders = holders_of(context, change)
        members, unasked = members_of(context, change)
        found.extend(_held_by(context, change, holders))
        found.extend(check_members(context, change, members, unasked))
        if not holders.unasked and not unasked:
            having = frozenset((*holders.found, *members))
    if change.replaces:
        found.extend(_left_behind(context, change))
        key = str(change.before["id"])
        found.extend(warn_of_belongings(key, *belongings_of(context, key), shown=True))
    return found, having


def _left_behind(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning for each list of what is replaced that the configuration does not say: the new one begins without."""
    for attribute in context.resource.schema.attributes:
        has = change.before.get(attribute.name)
        several = isinstance(attribute.value_type, SetOf | ListOf) and isinstance(has, list)
        if not several or not has or attribute.sensitive or attribute.recomputed_with:
            continue
        if change.given.get(attribute.name) is not None:
            continue
        yield Diagnostic(
            "warning",
            f"{change.before['id']!r} is replaced, and loses its {attribute.name}",
            f"It has {few([named(each) for each in has])}, and the configuration says nothing of that: what takes its "
            f"place begins without. Write `{attribute.name}` if it is to have them, or give them again.",
            (attribute.name,) if attribute.optional else (),
        )


class Holders(NamedTuple):
    """Who has what ends, of which its attribute `place` is the name; `unasked`: what could not be asked, and why."""

    found: list[str]
    unasked: list[str]
    place: str


def holders_of(context: Context[ObjectLifecycle], change: Change, *, by_name: bool = False) -> Holders:
    """Who has what ends by an attribute of their own. `by_name`: only where that is not its id.

    Where it is replaced, whoever this configuration gives it by its id gets the new one by another.
    """
    found: list[str] = []
    unasked: list[str] = []
    place = "id"
    for resource, collection, attribute, by in _holding(context):
        name, place = change.before.get(by), by
        if not isinstance(name, str) or (by_name and by == "id"):
            continue
        if change.replaces and change.after.get(by) == name and by != "id":
            continue
        try:
            rows = context.connection.references.rows(collection.name)
            held = [(row, context.connection.wire.decode(attribute, row)) for row in rows]
            if held and all(value is MISSING for _, value in held):
                unasked.append(f"{resource.name} (its listing shows no {attribute.name})")
            found += [f"{resource.name} {_called(collection, row)}" for row, value in held if _holds(value, name)]
        except (VendorError, Refusal) as problem:
            unasked.append(f"{resource.name} ({problem})")
    return Holders(found, unasked, place)


def _held_by(context: Context[ObjectLifecycle], change: Change, holders: Holders) -> Iterator[Diagnostic]:
    """A warning that names who has the object that ends, as far as the vendor can be asked."""
    found, unasked, place = holders
    if not found and not unasked:
        return
    shown, several = change.before.get(place), f"{len(found)} {'has' if len(found) == 1 else 'have'} it"
    taken = f"{context.title} takes it from {few(sorted(found))}." if found else ""
    rest = f"Who else has it could not be asked: {', '.join(unasked)}." if unasked else ""
    new = "What is made under the new name is given to nobody by itself." if change.replaces else ""
    way = "To change over without a gap, make another one first, give it to them, and end this one in a later run."
    yield Diagnostic(
        "warning",
        f"{shown!r} ends, and {several if found else 'who has it is not known'}",
        " ".join(filter(None, (taken, rest, new, way))),
        (place,),
    )


def _holding(context: Context[ObjectLifecycle]) -> Iterator[tuple[Resource, Collection, Attribute, str]]:
    """The attributes of other types that name objects of this type, with the attribute that they name them by."""
    shim, kind = context.connection.shim, context.resource.name
    for resource in shim.resources:
        lifecycle = resource.lifecycle
        if not isinstance(lifecycle, ObjectLifecycle):
            continue
        collection = shim.collection(lifecycle.collection)
        if collection.list is None or collection.parents or collection.elements is not None:
            continue
        for attribute in resource.schema.attributes:
            reference = attribute.reference
            if reference is not None and reference.made_by == kind and attribute.optional | attribute.required:
                yield resource, collection, attribute, shown_as(shim, kind, reference.by)


def _holds(value: Any, name: str) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(each, str) and same_name(each, name) for each in values)


def _called(collection: Collection, row: dict[str, Any]) -> str:
    natural = collection.natural_key
    name = dig(row, natural.field) if natural is not None else MISSING
    return repr(str(key_of(collection, row) if name is MISSING or not is_something(name) else name))
