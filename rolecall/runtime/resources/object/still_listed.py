"""Objects that single reads deny and a listing shows: a refresh keeps them, since one of both is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.resources.context import Context
from rolecall.specification.schema import Collection, ObjectLifecycle

log = Logger("absence")


def is_still_listed(context: Context[ObjectLifecycle], key: str, state: Mapping[str, Any]) -> bool:
    """Whether a listing shows the object `key`, which two single reads did not find.

    It is asked for its name where the vendor takes one, else read once per run for all. One that cannot be had says
    nothing.
    """
    connection, collection = context.connection, context.collection
    if collection.get is None or collection.list is None:
        return False
    try:
        name = _filtered_by(collection, state)
        if (shown := connection.listings.lists(collection, key, known=name is not None)) is not None or name is None:
            return bool(shown)
        rows = Rows(connection.client, collection, whole=False)
        found = connection.listings.find(collection, name, narrowing(collection, state))
        return any(rows.normal(key) in rows.keys(row) for row in found)
    except Stopped:
        raise
    except VendorError as error:
        log.info("the listing cannot be read, and says nothing of what is gone", path=error.path, why=str(error))
        return False


def contradicted(title: str, key: str, attribute: str = "id") -> tuple[str, str, tuple[str, ...]]:
    """What is said of such an object, whose key is in `attribute`: summary, detail and path."""
    return (
        f"{key!r} is listed, and not found when it is read alone",
        f"{title} says both, twice, so that nobody can tell whether it is there. State stays as it is, and what others "
        "changed of it cannot be seen. Look at it in the vendor's console, and see that the credentials may read it. "
        "If it was really deleted, plan again later, or take it out of the state with `terraform state rm`.",
        (attribute,),
    )


def _filtered_by(collection: Collection, state: Mapping[str, Any]) -> dict[str, str] | None:
    """The name by which the vendor narrows the listing to the object, if it does."""
    natural = collection.natural_key
    if natural is None or natural.direct or natural.get is not None or natural.field == collection.key:
        return None
    name = state.get(natural.attribute)
    narrows = natural.query is not None or collection.filters is not None
    return {natural.attribute: name} if narrows and isinstance(name, str) and name else None
