"""A second look by a listing that alone says what is there: by pages of another size, and compared with the first.

A listing whose pages name the next one, and which states no total, can end early or lose a row between two pages
without a sign of it. Pages that begin elsewhere lose other rows.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.errors import TornListing
from rolecall.runtime.http.client import Client


def by_key(rows: Rows, found: Iterable[Row]) -> dict[str, Row]:
    """Rows by every key that they may be asked for by."""
    return {key: row for row in found for key in rows.keys(row)}


def second_listing(
    client: Client, rows: Rows, query: Mapping[str, Any], first: Iterable[str], written: Iterable[str]
) -> dict[str, Row]:
    """The rows of further listings by key, where `first` are the keys that the one before had.

    One has pages of another size and one those of the usual size: what either shows is there. Raises TornListing where
    the other size lacks some of `first`, beside those that were `written`, and the usual one has them: the listing ends
    early then. Raises VendorError.
    """
    again = by_key(rows, rows.every(query))
    size = _other_size(client, rows)
    if size is None:
        return again
    other = copy.copy(rows)
    other.page_size = size
    found = by_key(rows, other.every(query))
    if there := (set(first) - set(written) - found.keys()) & again.keys():
        listed = rows.collection.list
        error = TornListing(
            f"Read by pages of another size, the listing lacks {len(there)} rows that it has otherwise. It ends before "
            "it is whole, so that what it lacks is not taken as gone."
        )
        raise error if listed is None else error.at(listed.method, client.path_of(listed, rows.parent))
    return {**again, **found}


def _other_size(client: Client, rows: Rows) -> int | None:
    """Another size of pages than the usual one; None where a total or single reads say what is whole."""
    collection = rows.collection
    trait = collection.pagination
    if trait is None or trait.style == "offset" or collection.envelope.total or rows.has_single:
        return None
    usual = rows.page_size or client.settings.page_size or trait.maximum
    return min(usual, client.page_sizes.get(collection.name, usual)) * 2 // 3 or 2
