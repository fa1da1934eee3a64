"""What is looked for in a listing: where it is, under which key, and by which members of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.collections.shared_listings import Query
from rolecall.runtime.values.paths import PLACES
from rolecall.specification.schema import Collection


def split(collection: Collection, query: Query) -> tuple[dict[str, str], Query]:
    """The part of a query that says where a nested collection is, and the rest of it."""
    own = {name: str(query[name]) for name in collection.parents if name in query}
    return own, {name: value for name, value in query.items() if name not in own} if own else query


def key_in(collection: Collection, wanted: Mapping[str, Any]) -> str | None:
    """The key of the object that has `wanted`, where that says it."""
    if not set(PLACES.findall(collection.key) or [collection.key]) <= wanted.keys():
        return None
    if "{" not in collection.key:
        return str(wanted[collection.key])
    return PLACES.sub(lambda place: str(wanted[place[1]]), collection.key)


def by_member(collection: Collection, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` by member of a row, given by member or by attribute of the natural key."""
    natural = collection.natural_key
    members = {} if natural is None else {natural.attribute: natural.field, **dict(natural.scope)}
    return {members.get(name, name): value for name, value in values.items() if value is not None}
