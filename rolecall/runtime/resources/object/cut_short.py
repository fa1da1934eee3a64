"""Large sets (trait `LargeSet`) of which an answer shows a part, without saying so, before they are written whole.

What a write of the whole object does not carry is taken out. An answer that shows as many elements as some limit of a
server, and no fewer than any other of this run, is not believed to show all, nor is one where state, this run or an
element itself knows of another: what else is in the set is looked for among what can be in it, and carried along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

from rolecall.runtime.collections.large_sets import MOST_ASKED, Elements, elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.object.hidden_elements import Unsent, asked, told_by_candidates
from rolecall.runtime.resources.unsaid import UNSAID
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Collection

NAMED: Final = 5
"""So many elements an error names."""


def shown_whole(
    connection: Connection,
    collection: Collection,
    key: str,
    row: Mapping[str, Any],
    known: Iterable[str] = (),
    carried: Iterable[str] = (),
) -> dict[str, Any]:
    """`row`, before a write of the whole object, with what else is in its large set.

    `known` are elements that state has, and `carried` those that the write has beside what is shown. Raises
    VendorError, and Unsent where it is not certain that nothing else is in the set.
    """
    shown, large_sets = elements(collection, row), connection.large_sets
    if not isinstance(shown, frozenset):
        return dict(row)
    if (
        not shown
        and not connection.listings.shown.has_shown(collection)
        and not large_sets.is_new(collection.name, key)
    ):
        told = told_by_candidates(connection, collection, key)
        if told.spoken and told.inside <= frozenset(carried):
            return dict(row)
        doubt = f"no answer shows any of another of its {collection.name} either, so that an empty one says nothing"
        raise _unsaid(connection, collection, key, 0, told.inside, doubt)
    if not shown or not _is_doubted(connection, collection, key, shown, frozenset(known)):
        return dict(row)
    rest = _rest(connection, collection, key, shown, frozenset(known), frozenset(carried))
    if rest is None:
        doubt = (
            f"nothing tells whether there are more: {len(shown)} is a limit of many servers, and no other of its "
            f"{collection.name} shows more"
        )
        raise _unsaid(connection, collection, key, len(shown), frozenset(), doubt)
    field = collection.apart or ""
    return {**row, field: [*dig(row, field), *({"value": each} for each in sorted(rest))]}


def _is_doubted(connection: Connection, collection: Collection, key: str, shown: Elements, known: Elements) -> bool:
    """Whether more than those `shown` may be in the set: by their number, or because another one is found.

    Where elements do not name their sets, filters are asked for others once a run for each set. Raises VendorError.
    """
    large_sets = connection.large_sets
    if large_sets.may_be_cut(collection, shown):
        return True
    expected = known | (large_sets.met(collection.name, key) or frozenset())
    if large_sets.beside(collection, key, shown, expected):
        return True
    # One look of the run is enough for a doubt; whom this run took out is not in the look that follows.
    told = told_by_candidates(connection, collection, key, shared=True)
    if told.spoken or not connection.client.seen.is_news(f"others in {collection.name} {key}"):
        return not told.inside <= shown
    others = [each for each in told.silent if each not in shown]
    with suppress(Unsent):
        return bool(asked(connection, collection, key, others[:MOST_ASKED]))
    return False


def _unsaid(
    connection: Connection, collection: Collection, key: str, count: int, inside: Elements, doubt: str
) -> Unsent:
    field = collection.large_set.field if collection.large_set is not None else ""
    said = f"more are in it, among them {', '.join(sorted(inside)[:NAMED])}" if inside else doubt
    detail = (
        f"{connection.shim.title} shows {count or 'no'} {field} of {key!r}, and {said}. The change writes the whole "
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
    """All elements that are not `shown`, but for those `carried`; None where nothing tells."""
    told = told_by_candidates(connection, collection, key)
    if told.spoken and not shown <= told.inside | frozenset(told.silent):
        return None
    there, silent = told.inside - shown, frozenset(told.silent) - shown
    if told.spoken and not silent:
        return there
    if connection.large_sets.find(collection, key, sorted(shown)[:1], "and") is not True:
        return None
    expected = (known | (connection.large_sets.met(collection.name, key) or frozenset())) - shown - there
    there |= connection.large_sets.found(collection, key, sorted(expected)) or frozenset()
    try:
        return there | asked(connection, collection, key, sorted(silent - carried - there), every=True)
    except Unsent:
        return None
