"""Large sets (trait `LargeSet`) of which an answer shows a part, without saying so, before they are written whole.

What a write of the whole object does not carry is taken out. An answer that shows as many elements as some limit of a
server, and more than any other of this run, is not believed to show all: what else is in the set is looked for among
what can be in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rolecall.runtime.collections.large_sets import Elements, elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.object.hidden_elements import Unsent, searched, told_by_candidates
from rolecall.runtime.resources.unsaid import UNSAID
from rolecall.specification.schema import Collection

NAMED: Final = 5
"""So many elements an error names."""


def check_shown_whole(
    connection: Connection,
    collection: Collection,
    key: str,
    row: Mapping[str, Any],
    known: Iterable[str] = (),
    carried: Iterable[str] = (),
) -> None:
    """Raise Unsent where a write of the whole of `row` may take out elements of its large set that it does not show.

    `known` are those that state has, and `carried` those that the write has beside what is shown. Raises VendorError.
    """
    shown, crowds = elements(collection, row), connection.crowds
    if not isinstance(shown, frozenset):
        return
    if not shown and not connection.listings.shown.has_shown(collection) and not crowds.is_new(collection.name, key):
        told = told_by_candidates(connection, collection, key)
        rest = told.inside - frozenset(carried) if told.spoken else None
        doubt = f"and no answer shows any of another of its {collection.name}, so that an empty one says nothing"
    elif shown and crowds.may_be_cut(collection, shown):
        rest = _rest(connection, collection, key, shown, frozenset(known), frozenset(carried))
        doubt = (
            f"and nothing tells whether there are more: {len(shown)} is a limit of many servers, and no other of its "
            f"{collection.name} shows more"
        )
    else:
        return
    if rest is None or rest:
        raise _unsaid(connection, collection, key, len(shown), rest, doubt)


def _unsaid(
    connection: Connection, collection: Collection, key: str, count: int, rest: Elements | None, doubt: str
) -> Unsent:
    field = collection.large_set.field if collection.large_set is not None else ""
    said = f"and more are in it, among them {', '.join(sorted(rest)[:NAMED])}" if rest else doubt
    detail = (
        f"{connection.shim.title} shows {count or 'no'} {field} of {key!r}, {said}. The change writes the whole "
        "object, which would take out whom it does not show. Nothing was written. Where the server takes patches, let "
        f"them be sent; else make the change at the vendor. {_way_out(collection, count)}"
    )
    return Unsent(Diagnostic("error", f"{UNSAID} all {field}", detail, (field,)))


def _way_out(collection: Collection, count: int) -> str:
    if count:
        return f"Once another of its {collection.name} shows more, as many are no sign of a limit."
    return f"Once any of its {collection.name} shows an element, an empty one is believed."


def _rest(
    connection: Connection, collection: Collection, key: str, shown: Elements, known: Elements, carried: Elements
) -> Elements | None:
    """Elements that are neither `shown` nor `carried`, as far as they are found; None where nothing tells."""
    beside = shown | carried
    expected = (known | (connection.crowds.met(collection.name, key) or frozenset())) - beside
    there = connection.crowds.found(collection, key, sorted(expected)) if expected else None
    if there:
        return there
    told = told_by_candidates(connection, collection, key)
    if told.inside - beside:
        return told.inside - beside
    if told.spoken and shown <= told.inside | frozenset(told.silent) and beside.issuperset(told.silent):
        return frozenset()
    if connection.crowds.find(collection, key, sorted(shown)[:1], "and") is not True:
        return None
    try:
        return searched(connection, collection, key, beside)
    except Unsent:
        return None
