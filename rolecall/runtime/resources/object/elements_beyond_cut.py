"""Elements of a large set (trait `LargeSet`) that a read after a write does not show, and that may be in it."""

from __future__ import annotations

from typing import Final, NamedTuple

from rolecall.runtime.collections.large_sets import Elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.resources.object.hidden_elements import told_by_candidates
from rolecall.specification.schema import Collection

NOBODY: Final[Elements] = frozenset()


class BeyondCut(NamedTuple):
    """Elements that are not shown: those that say themselves that they are in the set, and those nobody tells of."""

    there: Elements = NOBODY
    unknown: Elements = NOBODY


def beyond_cut(
    connection: Connection, collection: Collection, key: str, shown: Elements, added: Elements, kept: Elements
) -> BeyondCut:
    """What is known of those `added` to the set of `key`, and `kept` in it, that are not among those `shown`.

    Filters have been asked. Where they do not tell, what was accepted may be there, unless another set shows more
    elements, or no object has that id; and what was there before only where the set is shown as it was, with as many
    as a limit of servers. Raises VendorError.
    """
    large, sets = collection.large_set, connection.listings.shown
    missing = (added | kept) - shown
    found = connection.large_sets.found(collection, key, sorted(missing)) if missing else frozenset()
    hidden = connection.large_sets.may_be_hidden(collection, shown)
    if not missing or found or (found is not None and not (hidden and added)):
        return BeyondCut()
    told = told_by_candidates(connection, collection, key)
    there, silent = told.inside & missing, missing.intersection(told.silent)
    if hidden:
        return BeyondCut(there, silent - there)
    if (large is not None and large.shows_all) or sets.shows_more(collection, len(shown)):
        return BeyondCut(there)
    cut = connection.large_sets.may_be_cut(collection, shown) and bool(kept & shown)
    return BeyondCut(there, (silent if cut else silent & added) - there)
