"""Import of objects: an id, `name=<value>` or `<path>=<value>/<id>`."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.importing import Read, missing, no_name, parts_of, read_imported
from rolecall.specification.schema import Attribute, ObjectLifecycle, Resource


def import_object(context: Context[ObjectLifecycle], given: str, read: Read[ObjectLifecycle]) -> Object:
    """The state of what `given` names. Raises VendorError, or Refusal when there is no such thing or several."""
    natural, template = context.collection.natural_key, context.resource.id_template
    ways = ("name=",) if natural is None else ("name=", f"{natural.attribute}=")
    known: Object
    if template is not None:
        known = {**parts_of(context.resource, template, given), "id": given}
    elif given.startswith(ways):
        known = _of_key(context, _by_name(context, given.removeprefix(next(filter(given.startswith, ways)))))
    elif (place := _place(context, given)) is not None:
        known = _placed(context, given, *place)
    else:
        known = _of_key(context, given)
    found = read_imported(context, known, read)
    if found is None:
        raise _missing(context, given)
    return found


def _of_key(context: Context[ObjectLifecycle], key: str) -> Object:
    """The state of `key`, which may be the name of somebody who is only invited."""
    natural = context.collection.natural_key
    named = natural is not None and context.collection.provisional_key == natural.field
    return {"id": key, natural.attribute: key} if natural is not None and named else {"id": key}


def _place(context: Context[ObjectLifecycle], given: str) -> tuple[str, str, str] | None:
    """Path, value and key of `scope.cluster.name=alpha/rb-1`, where the vendor lists by that path; else None."""
    natural = context.collection.natural_key
    for path, _ in natural.within if natural is not None else ():
        value, slash, key = given.removeprefix(f"{path}=").rpartition("/")
        if given.startswith(f"{path}=") and value and slash and key:
            return path, value, key
    return None


def _placed(context: Context[ObjectLifecycle], given: str, path: str, value: str, key: str) -> Object:
    """The state of `key`, found where the attribute `path` is `value`: an answer itself may not say where it is.

    Raises Refusal when it is not there.
    """
    collection, place = context.collection, place_of(context.resource, path, value)
    rows, _ = context.connection.listings.search(collection, {}, narrowing(collection, place))
    if all(str(key_of(collection, row)) != key for row in rows):
        raise _missing(context, given)
    return {"id": key, **place}


def place_of(resource: Resource, path: str, value: str) -> Object:
    """The attribute that `path` leads into, with `value` there and nothing else."""
    name, *inner = path.split(".")
    return {name: _nested(resource.schema.attribute(name), inner, value)}


def _nested(attribute: Attribute, path: list[str], value: str) -> Any:
    """`value` at `path` in an object of `attribute`, everything else null."""
    if not path:
        return value
    return {item.name: _nested(item, path[1:], value) if item.name == path[0] else None for item in attribute.nested}


def _by_name(context: Context[ObjectLifecycle], name: str) -> str:
    collection = context.collection
    natural = collection.natural_key
    if natural is None:
        raise no_name(context.resource)
    rows = context.connection.listings.find(collection, {natural.field: name})
    if not rows and collection.provisional_key == natural.field:
        return name
    if not rows:
        raise _missing(context, f"name={name}")
    keys = [str(key_of(collection, row)) for row in rows]
    if len(keys) > 1:
        raise refusal(
            f"{len(keys)} objects are called {name!r}", f"Import one of them by its id: {', '.join(keys)}.", ("id",)
        )
    return keys[0]


def _missing(context: Context[ObjectLifecycle], given: str) -> Refusal:
    collection = context.collection
    indirect = collection.absent("indirect")
    hint = "" if indirect is None else f" {indirect.reason}"
    natural = collection.natural_key
    if natural is not None and context.resource.id_template is None and not given.startswith("name="):
        hint += f" If this is its {natural.attribute}, write `name={given}`."
    return missing(context, given, hint)
