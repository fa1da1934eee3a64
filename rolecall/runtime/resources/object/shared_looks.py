"""Looks at objects that end, by listings that removals running together share."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import islice
from typing import Final

from rolecall.runtime.application import Object
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.collections.shared_listings import Query
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.looks import Look
from rolecall.specification.schema import Collection, ObjectLifecycle

MOST_PAGES: Final = 4
"""A listing of more pages costs more than the single reads of those who end something at the same time."""

EACH: Final = 2
"""For so many of them a request of the listing pays."""


def listed(context: Context[ObjectLifecycle], key: str, prior: Object) -> Row | None:
    """The live row of the object in a listing that begins after this was asked. Raises VendorError."""
    connection, collection = context.connection, context.collection
    query = narrowing(collection, prior)
    rows = Rows(connection.client, collection)
    by_key = connection.removals.share(
        _place(collection, query),
        lambda: {each: row for row in connection.listings.all(collection, query) for each in rows.keys(row)},
    )
    found: Row | None = by_key.get(rows.normal(key))
    return found


def cheaper_look(context: Context[ObjectLifecycle], key: str, prior: Object) -> Look | None:
    """A look at an object that has single reads, where a listing costs less; None where it does not.

    What such a look does not show is gone only where an earlier one showed it, in the form that it has now: some
    listings leave out who is disabled. Not where the vendor lags, nor where rows are not whole.
    """
    connection, collection = context.connection, context.collection
    parts = (collection.joined, collection.elements, collection.apart, collection.invitation)
    special = any(part is not None for part in parts) or collection.parents or narrowing(collection, prior)
    if special or collection.list is None or collection.get is None or connection.client.consistency.needed:
        return None
    together = connection.removals.sharing(_place(collection, {})) // EACH
    if together < 1 or _pages(context) > together:
        return None
    return lambda: listed(context, key, prior)


def _place(collection: Collection, query: Query) -> Hashable:
    return (collection.name, tuple(sorted(query.items())))


def _pages(context: Context[ObjectLifecycle]) -> int:
    """About how many requests a whole listing takes, looked up once per run; more than is worth it if it fails."""
    collection = context.collection

    def count() -> int:
        rows = Rows(context.connection.client, collection, whole=False)
        try:
            pages = list(islice(rows.pages(exhaustive=False), MOST_PAGES + 1))
        except Stopped:
            raise
        except VendorError:
            return MOST_PAGES + 1
        return len(pages)

    return context.connection.listing_sizes(collection.name, count)
