"""Whether what a plan newly names by its id is there: check `Exists`, and the owner of a binding.

A user who is not there has no roles to be given, and the apply fails half way through everything else. What this state
has, and what the same run makes, is known without asking; what our account may not look for passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.nearest_names import nearest
from rolecall.runtime.resources.guards.other_blocks import is_made_elsewhere
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.texts import caseless_name
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Collection, MembershipLifecycle, ObjectLifecycle, Provider
from rolecall.specification.traits import Exists

MOST: Final = 20
"""So many new elements of one set are looked for, and of more none: the vendor refuses the one that is not there."""

log = Logger("named objects")


def check_existing(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Findings about ids that the plan would write and that nothing has. Raises VendorError where the run is stopped.

    What an apply plans once more was looked at before.
    """
    if context.connection.addresses.applying or change.is_planned_again:
        return
    for name, check in _checks(context):
        for value in _new(change, name):
            if _is_missing(context, check, value):
                yield _finding(context, name, check, value)


def note_there(connection: Connection, collection: str, key: str) -> None:
    """The object `key` was read for another reason: it is not looked for again."""
    connection.existing(_place((collection,), key), lambda: True)


def _place(among: tuple[str, ...], key: str) -> str:
    return f"{' '.join(among)}/{key}"


def _checks(context: Context[Any]) -> Iterator[tuple[str, Exists]]:
    """The attributes that name objects. The owner of a binding is one of those that its parent's type describes."""
    lifecycle, shim = context.lifecycle, context.connection.shim
    if isinstance(lifecycle, MembershipLifecycle):
        parent = shim.resource(lifecycle.parent)
        if isinstance(parent.lifecycle, ObjectLifecycle):
            noun = parent.name.partition("_")[2].replace("_", " ")
            yield lifecycle.owner, Exists(among=(parent.lifecycle.collection,), noun=noun)
    for attribute in context.resource.schema.attributes:
        yield from ((attribute.name, check) for check in attribute.checks if isinstance(check, Exists))


def _new(change: Change, name: str) -> list[str]:
    """What the attribute names now and did not before, as far as it is known; none of very many."""
    value, before = change.after.get(name), change.before.get(name)
    if not is_set(value):
        return []
    had = before if isinstance(before, list) else [before]
    found = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str) and each]
    found = [each for each in found if each not in had]
    return found if len(found) <= MOST else []


def _is_missing(context: Context[Any], check: Exists, value: str) -> bool:
    """Whether it is certain that nothing has this id, and that the run makes nothing that will."""
    connection = context.connection
    if any(connection.addresses.knows(kind, value) for kind in _makers(connection.shim, check)):
        return False
    found = connection.existing(
        _place(check.among, value), lambda: any(_may_have(context, each, value) for each in check.among)
    )
    if found or _is_announced(context, check, value):
        return False
    if any(_is_named_by_key(connection.shim.collection(each)) for each in check.among):
        connection.addresses.settled()
        makers = _makers(connection.shim, check)
        return not _is_announced(context, check, value) and not is_made_elsewhere(context, makers, value)
    return True


def _makers(shim: Provider, check: Exists) -> Iterator[str]:
    """The types of resources that make objects of these collections."""
    yield from check.made_by
    for item in shim.resources:
        if isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.collection in check.among:
            yield item.name


def _may_have(context: Context[Any], name: str, value: str) -> bool:
    """Whether the collection has an object of this id, or does not let us tell."""
    connection, collection = context.connection, context.connection.shim.collection(name)
    try:
        if connection.listings.get(collection, value) is not None:
            return True
        if collection.list is not None and connection.listings.lists(collection, value):
            return True  # a copy lags, or single reads hide what the listing shows
    except Stopped:
        raise
    except VendorError as error:
        log.info("it cannot be told whether this is there", of=name, path=error.path, why=str(error))
        return True
    client = connection.client
    return collection.list is not None and name not in client.answered | client.answered_singly


def _is_named_by_key(collection: Collection) -> bool:
    """Whether objects of the collection are known by their names, so that those that are made have ids already."""
    natural = collection.natural_key
    return natural is not None and natural.field == collection.key


def _is_announced(context: Context[Any], check: Exists, value: str) -> bool:
    """Whether this run makes something of that name."""
    references = context.connection.references
    made = (name for kind in _makers(context.connection.shim, check) for name in references.announced(kind))
    return caseless_name(value) in {caseless_name(name) for name in made}


def _finding(context: Context[Any], name: str, check: Exists, value: str) -> Diagnostic:
    makers = sorted(set(_makers(context.connection.shim, check)))
    referred = f" If the same run makes it, refer to it: {makers[0]}.<label>.id." if makers else ""
    return Diagnostic(
        "error",
        f"There is no {check.noun} {value!r}",
        f"{context.title} has nothing of that id, so that the apply would fail. {_advice(context, check, value)}"
        f"{referred} Where our account may not see it, give it the permission to.",
        (name,),
    )


def _advice(context: Context[Any], check: Exists, value: str) -> str:
    """What may be meant: an object of that name, where ids are no names, or a name that is nearly the same."""
    for each in check.among:
        collection = context.connection.shim.collection(each)
        natural = collection.natural_key
        if natural is None:
            continue
        try:
            if _is_named_by_key(collection):
                rows = context.connection.references.rows(each)
                near = nearest(value, (str(dig(row, natural.field)) for row in rows), 0.5)
                if near is not None:
                    return f"Did you mean {near!r}?"
            elif (row := context.connection.names.holder(collection, value)) is not None:
                return f"{value!r} is the {natural.attribute} of {str(dig(row, collection.key))!r}: write that id."
        except Stopped:
            raise
        except VendorError as error:
            log.info("names cannot be looked up", of=each, path=error.path, why=str(error))
    return "Check the id."
