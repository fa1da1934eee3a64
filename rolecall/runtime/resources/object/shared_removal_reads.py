"""Looks at objects that end, by listings that removals running together share."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import islice
from typing import Final

from rolecall.runtime.application import Object
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.collections.shared_listings import Query
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Stopped, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.disabled import is_disabled
from rolecall.runtime.resources.object.read import state_of
from rolecall.runtime.resources.object.second_reads import Look
from rolecall.specification.schema import Collection, ObjectLifecycle

MOST_PAGES: Final = 4
"""A listing of more pages costs more than the single reads of those who end something at the same time."""

EACH: Final = 2
"""For so many of them a request of the listing pays."""

log = Logger("removals")


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


def is_unlisted(context: Context[ObjectLifecycle], key: str, prior: Object) -> bool:
    """Whether a listing that began after the deletion lacks it; False also where there is none to be had for less."""
    look = cheaper_look(context, key, prior)
    try:
        return look is not None and look() is None
    except Stopped:
        raise
    except VendorError:
        return False


def check_unlisted(context: Context[ObjectLifecycle], key: str, prior: Object) -> None:
    """See that a listing lacks, too, what single reads and the deletion did not find, or shows it disabled.

    Raises Refusal where two listings, with a pause between, show it. A listing that is not to be had says nothing.
    """
    connection, collection = context.connection, context.collection
    if collection.get is None or collection.list is None or _is_special(context, prior):
        return
    try:
        if (row := listed(context, key, prior)) is not None:
            connection.client.consistency.wait(connection.client.consistency.apart)
            row = listed(context, key, prior)
    except Stopped:
        raise
    except VendorError as error:
        log.info("the listing cannot be read, and says nothing of what is gone", path=error.path, why=str(error))
        return
    if row is None or is_disabled(context.lifecycle, state_of(context, row, prior)):
        return
    raise refusal(
        f"{key!r} is listed, and cannot be deleted",
        f"{context.title} answers that it does not exist, to its deletion and when it is read alone, and lists it all "
        "the same. It stays in state; apply again. If this goes on, end it in the vendor's console, and take it out "
        "of the state with `terraform state rm`.",
        ("id",),
    )


def cheaper_look(context: Context[ObjectLifecycle], key: str, prior: Object) -> Look | None:
    """A look at an object that has single reads, where a listing costs less; None where it does not.

    What such a look does not show is gone only where an earlier one showed it, in the form that it has now: some
    listings leave out who is disabled. Not where the vendor lags, nor where rows are not whole.
    """
    connection, collection = context.connection, context.collection
    special = _is_special(context, prior) or collection.apart is not None
    if special or collection.list is None or collection.get is None or connection.client.consistency.needed:
        return None
    together = connection.removals.sharing(_place(collection, {})) // EACH
    if together < 1 or _pages(context) > together:
        return None
    return lambda: listed(context, key, prior)


def _is_special(context: Context[ObjectLifecycle], prior: Object) -> bool:
    """Whether no row of one plain listing is the object."""
    collection = context.collection
    parts = (collection.joined, collection.elements, collection.invitation)
    return any(part is not None for part in parts) or bool(collection.parents or narrowing(collection, prior))


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
