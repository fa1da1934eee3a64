"""Names that a vendor's objects give to ids (trait Label)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.values.paths import sibling, values_at
from rolecall.specification.schema import OneOf, Provider
from rolecall.specification.traits import Label


def names_in(values: Mapping[str, Any], label: Label) -> Iterator[tuple[Any, str]]:
    """The names that an object gives to ids, each after its id, which may not be known yet."""
    for path, key in values_at(values, label.key):
        name = sibling(values, path, label.name)
        if isinstance(name, str) and name:
            yield key, name


def names_by_id(
    labels: Iterable[Label], attributes: Callable[[str, Iterable[str]], Iterator[Mapping[str, Any]]]
) -> dict[str, str]:
    """The names that objects give to ids; where several name an id, the earliest label does.

    `attributes` gives the named attributes of each object of a type.
    """
    found: dict[str, str] = {}
    for label in labels:
        wanted = dict.fromkeys(path.partition(".")[0] for path in (label.key, label.name))
        for values in attributes(label.of, wanted):
            for key, name in names_in(values, label):
                if isinstance(key, str):
                    found.setdefault(key, name)
    return found


def ask_name(shim: Provider, connection: Connection, id_: str) -> str:
    """The name of an object that is no resource, read by its id; the id where nothing says it.

    Where it cannot be read that is no gap: a name only serves to be read.
    """
    for label in shim.labels:
        source = next((item for item in shim.data_sources if item.name == label.of), None)
        if source is None or not isinstance(source.source, OneOf) or label.key != "id":
            continue
        collection = shim.collection(source.source.collection)
        if collection.get is None or collection.parents or not connection.client.is_configured(collection.get.endpoint):
            continue
        try:
            row = connection.listings.now(collection, id_)
            value = None if row is None else connection.wire.decode(source.schema.attribute(label.name), row)
        except (VendorError, Refusal):
            continue
        if isinstance(value, str) and value:
            return value
    return id_
