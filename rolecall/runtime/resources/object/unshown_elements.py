"""What an object had and answers do not show any more, where updates replace the whole object: elements and texts.

Somebody took them away, or they are not shown any more: both look the same, and an update goes out without them. So it
is said in the plan of the next such update, whichever refresh missed them. Nothing is said of what is configured: its
plan shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.listing_names import few
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.object.carried_members import beside
from rolecall.runtime.resources.object.merge import changes_of
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Attribute, ObjectLifecycle

_NAMES = ("kind", "namespace", "value", "name", "id")
"""The members of an element by which it is told from others."""


def unshown_since(
    context: Context[ObjectLifecycle], row: Row, state: Object, now: Object, private: Private
) -> Mapping[str, list[str]]:
    """What nobody configures, `state` or an earlier one had, and `row` does not show: names of elements by attribute.

    `now` is what state becomes. Keys of settings that no attribute speaks of stand under the name of their member.
    """
    if context.connection.patches(context.lifecycle):
        return {}
    found: dict[str, list[str]] = {}
    for attribute in carried_by(context):
        had, has = (_called(attribute, values.get(attribute.name)) for values in (state, now))
        noted = private.unshown.get(attribute.name, ())
        if has and isinstance(now[attribute.name], str):
            noted, had = (), []  # another text is no loss
        lost = [each for each in had if each not in has]
        managed = attribute.name in (private.managed or ())
        _miss(context, attribute.name, lost, state, configured=managed)
        if not managed:
            found[attribute.name] = _with(lost, noted, has)
    there = beside(context, row)
    for path in private.beside - there:
        name, _, inside = path.partition(".")
        found[name] = [*found.get(name, ()), inside or name]
        _miss(context, name, [inside or name], state, configured=False)
    for name in private.unshown.keys() - now.keys():
        keys = [path.partition(".")[2] or name for path in there if path.partition(".")[0] == name]
        found[name] = _with(found.get(name, []), private.unshown[name], keys)
    return {name: sorted(each) for name, each in found.items() if each}


def _miss(
    context: Context[ObjectLifecycle], attribute: str, lost: list[str], state: Object, *, configured: bool
) -> None:
    for each in lost:
        context.connection.missed.miss(
            context.collection.name, attribute, each, str(state["id"]), configured=configured
        )


def _with(lost: list[str], before: Sequence[str], has: list[str]) -> list[str]:
    return [*lost, *(each for each in before if each not in has and each not in lost)]


def _called(attribute: Attribute, value: Any) -> list[str]:
    """The names of the elements of a collection, the keys of a map, or a text; none of anything else."""
    if attribute.sensitive or attribute.nesting == "single":
        return []
    if isinstance(value, dict | str):
        return list(value) if isinstance(value, dict) else [value] if value else []
    return [_name(each) for each in value] if isinstance(value, list) else []


def _name(element: Any) -> str:
    if not isinstance(element, dict):
        return str(element)
    return " ".join(str(element[name]) for name in _NAMES if element.get(name)) or "one more"


def check_unshown_elements(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning of each attribute of which an update writes the whole without what is not shown any more.

    An error where several objects lost the same since the last refresh, and nothing shows it of anybody: our account
    sees less than it did, or somebody took it from all of them.
    """
    unshown = {name: lost for name, lost in change.private.unshown.items() if change.given.get(name) is None}
    if change.prior is not None and unshown:
        yield from unshown_of(context, change.before, unshown, whole=is_written_whole(context, change))


def unshown_of(
    context: Context[ObjectLifecycle],
    values: Object,
    unshown: Mapping[str, list[str]],
    *,
    whole: bool,
    path: tuple[str, ...] = (),
) -> Iterator[Diagnostic]:
    """The same of the object that `values` name by its id, of which `unshown` is not shown any more.

    `whole`: a plan writes it whole. `path` is what a finding is about, where that is not the attribute.
    """
    missed, collection, key = context.connection.missed, context.collection.name, str(values["id"])
    if whole:
        missed.write(collection, key)
    for name, lost in sorted(unshown.items()):
        several = {each: missed.together(collection, name, each, key) for each in lost}
        gone = [each for each, keys in several.items() if keys and not _is_shown(context, name, each, values)]
        if gone:
            yield _refused(context, name, gone, sorted(set().union(*(several[each] for each in gone))), path or (name,))
        elif whole:
            yield _warned(context, key, name, lost, path or (name,))


def is_written_whole(context: Context[ObjectLifecycle], change: Change) -> bool:
    """Whether the update that is planned sends the whole object."""
    if change.prior is None or change.is_destroy or change.replaces or context.connection.patches(context.lifecycle):
        return False
    attributes = (context.resource.schema.attribute(name) for name in changes_of(context, change))
    return bool(carried_by(context)) and any(each.transitions is None and each.links is None for each in attributes)


def _is_shown(context: Context[ObjectLifecycle], name: str, element: str, values: Object) -> bool:
    """Whether a listing shows the element of any object, or the vendor does not have what it names any more."""
    attribute = next((each for each in context.resource.schema.attributes if each.name == name), None)
    connection, reference = context.connection, None if attribute is None else attribute.reference
    if attribute is None:
        return False
    with suppress(VendorError):
        rows = connection.references.rows(reference.lookup) if reference is not None else ()
        if reference is not None and not any(row.get(reference.by) == element for row in rows):
            return True
        listed = connection.listings.all(context.collection, narrowing(context.collection, values))
        return any(element in _called(attribute, connection.wire.decode(attribute, row)) for row in listed)
    return False


def _warned(
    context: Context[ObjectLifecycle], key: str, name: str, lost: list[str], path: tuple[str, ...]
) -> Diagnostic:
    return Diagnostic(
        "warning",
        f"{name} of {key!r} is written without {few(lost)}",
        f"{context.title} showed {few(lost)} there until now, and does not any more. Nobody configures it, and this "
        f"update writes the whole object as it is shown now. If it was taken away, this is right. If nobody took it "
        f"away, apply nothing: look whether the account that the provider runs as may see it, or write `{name}` with "
        "all that is to be there.",
        path,
    )


def _refused(
    context: Context[ObjectLifecycle], name: str, gone: list[str], keys: list[str], path: tuple[str, ...]
) -> Diagnostic:
    return Diagnostic(
        "error",
        f"{name} of {len(keys)} objects lacks {few(gone)} all at once",
        f"State has it of {few(keys)}, and {context.title} now shows it of nobody. This plan writes some of them "
        "whole, and would wipe what is only not shown any more. Look whether the account that the provider runs as may "
        "still see it. If it was really taken from all of them, let the state take that up first: `terraform apply "
        f"-refresh-only`; then plan again.{unchanged()}",
        path,
    )
