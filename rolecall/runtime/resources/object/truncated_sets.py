"""Large sets (trait `LargeSet`) of which an answer shows a part, without saying so, before they are written whole.

What a write of the whole object does not carry is taken out. An answer is believed to show all where another one of
this run shows more elements, where the elements say which sets they are in, where filters find no other, or where the
provider block says so. One of as many as some limit of a server is doubted, and so is one where state, this run or an
element itself knows of another: what else is in the set is looked for among what can be in it, and carried along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rolecall.runtime.collections.large_sets import Elements, elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.object.hidden_elements import Told, TooMany, Unsent, asked, told_by_candidates
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.spellings import spelled_as
from rolecall.runtime.writes import unsent
from rolecall.specification.schema import Collection

NAMED: Final = 5
"""So many elements an error names."""
SHOWS_ALL: Final = "shows_all_members"
NOBODY: Final[Elements] = frozenset()


def shown_whole(
    connection: Connection,
    collection: Collection,
    key: str,
    row: Mapping[str, Any],
    known: Iterable[str] = (),
    carried: Iterable[str] = (),
    *,
    proven: bool = True,
) -> dict[str, Any]:
    """`row`, before a write of the whole object, with what else is in its large set.

    `known` are elements that state has, and `carried` those that the write has beside what is shown. Raises
    VendorError, and Unsent where something else may be in the set, or, if it has to be `proven`, where nothing tells;
    where more might be in it than can be asked for, in any case.
    """
    large_sets, known, carried = connection.large_sets, frozenset(known), frozenset(carried)
    shown = elements(collection, row, known | carried | (large_sets.met(collection.name, key) or NOBODY))
    if not isinstance(shown, frozenset):
        return dict(row)
    if not shown:
        _check_empty(connection, collection, key, carried)
        return dict(row)
    doubted = large_sets.may_be_cut(collection, shown)
    if not doubted:
        others = _others(connection, collection, key, shown, known, every=proven)
        if others is None and proven:
            raise _unsaid(connection, collection, key, len(shown), NOBODY, _untold(collection))
        if not others:
            return dict(row)
    rest = _rest(connection, collection, key, shown, known, carried)
    if rest is None:
        doubt = (
            f"{_untold(collection)}, and {len(shown)} is a limit of many servers" if doubted else _untold(collection)
        )
        raise _unsaid(connection, collection, key, len(shown), NOBODY, doubt)
    field = collection.apart or ""
    return {**row, field: [*dig(row, field), *({"value": each} for each in sorted(rest))]}


def _check_empty(connection: Connection, collection: Collection, key: str, carried: Elements) -> None:
    """Raise Unsent where an empty set may have elements, since no answer shows one. Raises VendorError."""
    large = collection.large_set
    believed = connection.listings.shown.has_shown(collection) or connection.large_sets.is_new(collection.name, key)
    if believed or (large is not None and large.shows_all):
        return
    told = told_by_candidates(connection, collection, key)
    if not (told.spoken and told.inside <= carried):
        doubt = f"no answer shows any of another of its {collection.name} either, so that an empty one says nothing"
        raise _unsaid(connection, collection, key, 0, told.inside, doubt)


def _others(
    connection: Connection, collection: Collection, key: str, shown: Elements, known: Elements, *, every: bool
) -> Elements | None:
    """Elements beside those `shown` that state, this run, the elements themselves or filters know; None: untold.

    Filters are asked once a run for each set, for `every` object that can be in it. Raises VendorError.
    """
    large_sets, large = connection.large_sets, collection.large_set
    expected = known | (large_sets.met(collection.name, key) or NOBODY)
    if beside := large_sets.beside(collection, key, shown, expected):
        return beside
    # One look of the run is enough for a doubt; whom this run took out is not in the look that follows.
    told = _told(connection, collection, key, shown, shared=True)
    if told.spoken and not _denies(told, shown - expected):
        return told.inside - shown
    if (large is not None and large.shows_all) or large_sets.is_new(collection.name, key):
        return NOBODY
    if connection.listings.shown.shows_more(collection, len(shown)):
        return NOBODY
    if told.spoken:
        told = _told(connection, collection, key, shown)
        return None if _denies(told, shown) else told.inside - shown
    found: Elements | None = connection.second_looks(
        f"others in {collection.name} {key}", lambda: _found(connection, collection, key, shown, told, every=every)
    )
    return None if found is None else found - shown


def _told(connection: Connection, collection: Collection, key: str, shown: Elements, *, shared: bool = False) -> Told:
    """What elements say themselves, in the letters of those `shown`. Raises VendorError."""
    told = told_by_candidates(connection, collection, key, shared=shared)
    silent = tuple(sorted(spelled_as(frozenset(told.silent), shown)))
    return Told(spelled_as(told.inside, shown), silent, told.spoken)


def _denies(told: Told, shown: Elements) -> bool:
    """Whether one of those `shown` does not say that it is in the set, though such elements say it."""
    return not shown <= told.inside | frozenset(told.silent)


def _found(
    connection: Connection, collection: Collection, key: str, shown: Elements, told: Told, *, every: bool
) -> Elements | None:
    """Objects beside those `shown` that filters find in the set; None where that is not known of each.

    Raises VendorError, and Unsent where, not for `every` one, some were found nowhere and more may be in it.
    """
    others = [each for each in told.silent if each not in shown]
    if not others:
        return NOBODY
    if connection.large_sets.find(collection, key, sorted(shown)[:1], "and") is not True:
        return None
    try:
        return asked(connection, collection, key, others, every=every)
    except Unsent as problem:
        if isinstance(problem, TooMany) and not every:
            doubt = f"{len(others)} others may be in it, too many to ask for"
            raise _unsaid(connection, collection, key, len(shown), NOBODY, doubt) from None
        return None


def _unsaid(
    connection: Connection, collection: Collection, key: str, count: int, inside: Elements, doubt: str
) -> Unsent:
    field = collection.large_set.field if collection.large_set is not None else ""
    said = f"more are in it, among them {', '.join(sorted(inside)[:NAMED])}" if inside else doubt
    detail = (
        f"{connection.shim.title} shows {count or 'no'} {field} of {key!r}, and {said}. The change writes the whole "
        f"object, which would take out whom it does not show. {unsent()} Where the server takes patches, let "
        f"them be sent; else make the change at the vendor. {_way_out(collection, count)} Where the vendor says that "
        f"answers show all {field}, set `{SHOWS_ALL} = true` in the provider block."
    )
    return Unsent(Diagnostic("error", f"{UNSAID} all {field}", detail, (field,)))


def _untold(collection: Collection) -> str:
    return f"nothing tells whether there are more: no other of its {collection.name} shows more"


def _way_out(collection: Collection, count: int) -> str:
    if count:
        return f"Once another of its {collection.name} shows more, as many are no sign of a limit."
    return f"Once any of its {collection.name} shows an element, an empty one is believed."


def _rest(
    connection: Connection, collection: Collection, key: str, shown: Elements, known: Elements, carried: Elements
) -> Elements | None:
    """All elements that are not `shown`, but for those `carried`; None where nothing tells."""
    told = _told(connection, collection, key, shown)
    if told.spoken and _denies(told, shown):
        return None
    there, silent = told.inside - shown, frozenset(told.silent) - shown
    if told.spoken and not silent:
        return there
    if connection.large_sets.find(collection, key, sorted(shown)[:1], "and") is not True:
        return None
    expected = (known | (connection.large_sets.met(collection.name, key) or NOBODY)) - shown - there
    there |= connection.large_sets.found(collection, key, sorted(expected)) or NOBODY
    try:
        return there | asked(connection, collection, key, sorted(silent - carried - there), every=True)
    except Unsent:
        return None
