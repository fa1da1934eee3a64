"""A second look by a listing that alone says what is there: by pages of another size, and compared with the first.

A listing whose pages name the next one, and which states no total, can end early or lose a row between two pages
without a sign of it. Pages that begin elsewhere lose other rows.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.errors import TornListing
from rolecall.runtime.http.client import Client

LOOKS: Final = 3
"""After so many looks, each of which lacked rows that are there, what none of them showed is not known."""


def by_key(rows: Rows, found: Iterable[Row]) -> dict[str, Row]:
    """Rows by every key that they may be asked for by."""
    return {key: row for row in found for key in rows.keys(row)}


def second_listing(
    client: Client, rows: Rows, query: Mapping[str, Any], first: Iterable[str], written: Iterable[str]
) -> dict[str, Row]:
    """The rows of further listings by key, where `first` are the keys that the one before had.

    One has pages of another size and one those of the usual size: what any shows is there. Where the other size lacks
    some of `first`, beside those that were `written`, and the usual one has them after it, rows moved while they were
    read, or the listing ends early: both are read again a few times. Raises TornListing where that goes on, and
    VendorError.
    """
    size = _other_size(client, rows)
    if size is None:
        return by_key(rows, rows.every(query))
    other = copy.copy(rows)
    other.page_size = size
    seen: dict[str, Row] = {}
    there: set[str] = set()
    for _ in range(LOOKS):
        found = by_key(rows, other.every(query))
        again = by_key(rows, rows.every(query))
        seen |= found | again
        there = (set(first) - set(written) - found.keys()) & again.keys()
        if not there:
            return seen
    listed = rows.collection.list
    error = TornListing(
        f"Read by pages of another size, the listing lacks {len(there)} rows that it has otherwise, {LOOKS} times in a "
        "row. It ends before it is whole, so that what it lacks is not taken as gone."
    )
    raise error if listed is None else error.at(listed.method, client.path_of(listed, rows.parent))


def _other_size(client: Client, rows: Rows) -> int | None:
    """Another size of pages than the usual one; None where a total or single reads say what is whole."""
    collection = rows.collection
    trait = collection.pagination
    if trait is None or trait.style == "offset" or collection.envelope.total or rows.has_single:
        return None
    usual = rows.page_size or client.settings.page_size or trait.maximum
    return min(usual, client.page_sizes.get(collection.name, usual)) * 2 // 3 or 2
