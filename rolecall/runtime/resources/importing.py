"""Import: an id, `name=<value>`, `<path>=<value>/<id>` or an identity, as state that the next read fills."""

from __future__ import annotations

import re
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.resources.object.read import read
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.paths import PLACES, dig
from rolecall.specification.schema import Attribute, ObjectLifecycle, Resource


def import_object(connection: Connection, resource: Resource, given: str) -> Object:
    """The state of what `given` names. Raises VendorError, or Refusal when there is no such thing or several."""
    state: Object = dict.fromkeys((item.name for item in resource.schema.attributes), None)
    if resource.id_template is not None:
        state |= _parts(resource, resource.id_template, given)
        state["id"] = given
    elif given.startswith(ways := _ways(connection, resource)):
        state["id"] = _by_name(
            connection, resource, given.removeprefix(next(each for each in ways if given.startswith(each)))
        )
    elif (place := _place(connection, resource, given)) is not None:
        state |= _placed(connection, resource, given, *place)
    else:
        state["id"] = given
    found = read(connection, resource, state, Private(imported=True))
    if found is None:
        raise _missing(connection, resource, given)
    return found


def _ways(connection: Connection, resource: Resource) -> tuple[str, ...]:
    """How an import begins that gives a name: `name=`, or the attribute that is the name."""
    lifecycle = resource.lifecycle
    natural = None
    if isinstance(lifecycle, ObjectLifecycle):
        natural = connection.shim.collection(lifecycle.collection).natural_key
    return ("name=",) if natural is None else ("name=", f"{natural.attribute}=")


def _parts(resource: Resource, template: str, given: str) -> dict[str, str]:
    """The attributes in an id such as `42/Analyst`; raises Refusal when it has another form."""
    names = [name.partition("|")[0] for name in PLACES.findall(template)]
    texts = iter(PLACES.split(template))
    pattern = re.escape(next(texts))
    for place, text in zip(texts, texts, strict=True):
        pattern += f"(?P<{place.partition('|')[0]}>.+?){re.escape(text)}"
    match = re.fullmatch(pattern, given)
    if match is None:
        form = PLACES.sub(lambda place: f"<{place[1].partition('|')[0]}>", template)
        raise refusal(
            f"{given!r} is not an id of {resource.name}", f"Write it as {form}, from {' and '.join(names)}.", ("id",)
        )
    return match.groupdict()


def _place(connection: Connection, resource: Resource, given: str) -> tuple[str, str, str] | None:
    """Path, value and key of `scope.cluster.name=alpha/rb-1`, where the vendor lists by that path; else None."""
    lifecycle = resource.lifecycle
    natural = (
        connection.shim.collection(lifecycle.collection).natural_key if isinstance(lifecycle, ObjectLifecycle) else None
    )
    for path, _ in natural.within if natural is not None else ():
        value, slash, key = given.removeprefix(f"{path}=").rpartition("/")
        if given.startswith(f"{path}=") and value and slash and key:
            return path, value, key
    return None


def _placed(connection: Connection, resource: Resource, given: str, path: str, value: str, key: str) -> Object:
    """The state of `key`, found where the attribute `path` is `value`: an answer itself may not say where it is.

    Raises Refusal when it is not there.
    """
    assert isinstance(resource.lifecycle, ObjectLifecycle)
    collection = connection.shim.collection(resource.lifecycle.collection)
    place = place_of(resource, path, value)
    rows, _ = connection.listings.search(collection, {}, narrowing(collection, place))
    if all(str(key_of(collection, row)) != key for row in rows):
        raise _missing(connection, resource, given)
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


def _by_name(connection: Connection, resource: Resource, name: str) -> str:
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        raise refusal(f"{resource.name} has no name", "Import it by its id.", ("id",))
    collection = connection.shim.collection(lifecycle.collection)
    natural = collection.natural_key
    if natural is None:
        raise refusal(f"{resource.name} has no name", "Import it by its id.", ("id",))
    rows = connection.listings.find(collection, {natural.field: name})
    if not rows:
        raise _missing(connection, resource, f"name={name}")
    keys = [str(dig(row, collection.key)) for row in rows]
    if len(keys) > 1:
        raise refusal(
            f"{len(keys)} objects are called {name!r}", f"Import one of them by its id: {', '.join(keys)}.", ("id",)
        )
    return keys[0]


def _missing(connection: Connection, resource: Resource, given: str) -> Refusal:
    lifecycle = resource.lifecycle
    hint = ""
    if isinstance(lifecycle, ObjectLifecycle):
        collection = connection.shim.collection(lifecycle.collection)
        natural = collection.natural_key
        if collection.inherited is not None:
            hint = f" {collection.inherited.reason}"
        if natural is not None and resource.id_template is None and not given.startswith("name="):
            hint += f" If this is its {natural.attribute}, write `name={given}`."
    return refusal(
        f"There is no {resource.name} {given!r}",
        f"{connection.shim.title} does not have it, or our account may not see it.{hint}",
        ("id",),
    )
