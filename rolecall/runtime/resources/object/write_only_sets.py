"""Large sets that the vendor does not show (trait `LargeSet`): there they can be written and asked for, not read."""

from __future__ import annotations

from collections.abc import Iterable

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.large_sets import Elements, elements
from rolecall.runtime.collections.nested_sets import needed
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.collections.shown_sets import is_nothing
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.object.hidden_elements import told_by_candidates
from rolecall.runtime.resources.object.truncated_sets import SHOWS_ALL
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.runtime.values.paths import UNREAD, dig
from rolecall.runtime.values.spellings import spelled_as
from rolecall.specification.schema import Attribute, Collection


def asked_for(
    connection: Connection, collection: Collection, attribute: Attribute, row: Row, known: Iterable[str]
) -> tuple[Row, list[Diagnostic]]:
    """`row`, read whole, with those elements of its large set that can be found, and a warning where it is not shown.

    `known` are the elements to ask for. Where that tells something, one warning a run is enough for all objects of the
    collection. Raises VendorError.
    """
    large, asked = collection.large_set, list(known)
    if collection.nested_set is not None and dig(row, collection.nested_set.field) is UNREAD:
        return row, [unseen(connection, collection, attribute.name)]
    if large is None or not is_nothing(collection, row):
        return _with_others(connection, collection, attribute.name, row, asked)
    unproven = asked and not connection.listings.shown.has_shown(collection)
    if dig(row, large.field) is not UNREAD and not unproven:
        return row, []
    key = str(key_of(collection, row))
    found = connection.large_sets.found(collection, key, asked) if asked else None
    if unproven and not found:
        found = told_by_candidates(connection, collection, key, shared=True).inside.intersection(asked) or found
    unread = dig(row, large.field) is UNREAD
    hidden = unproven and not found and connection.large_sets.may_be_hidden(collection, frozenset())
    if (found is None and unread) or (hidden and (not unread or len(asked) > 1)):
        return {**row, large.field: UNREAD}, [unseen(connection, collection, attribute.name)]
    if found is None or (not found and not unread):
        return row, []
    row = {**row, large.field: [{"value": each} for each in sorted(found)]}
    if not connection.large_sets.is_news(collection):
        return row, []
    detail = (
        f"No answer of {connection.shim.title} shows the {attribute.name} of any of its {collection.name}. Those that "
        "state has were asked for one by one. Others cannot be seen: nobody reports them, and no apply takes them out. "
        f"This is true of all {collection.name}. Look at the vendor who else is in them."
    )
    return row, [Diagnostic("warning", f"{UNSAID} {attribute.name}", detail, (attribute.name,))]


def beside_shown(
    connection: Connection,
    collection: Collection,
    row: Row,
    known: Iterable[str],
    had: Iterable[str] = (),
    *,
    shared: bool = True,
) -> Row:
    """`row` with those of `known` that are found in its large set beside what it shows.

    Filters tell it, or else the elements themselves, which are looked at once in a run where that is `shared`. Those
    that it `had` are looked for only where the set may be cut short. Raises VendorError.
    """
    known, had = frozenset(known), frozenset(had)
    shown = elements(collection, row, known | had) if collection.large_set is not None else UNREAD
    if not isinstance(shown, frozenset):
        return row
    missing = known - shown
    if connection.large_sets.may_be_cut(collection, shown):
        missing |= had - shown
    if not missing:
        return row
    key = str(key_of(collection, row))
    found = connection.large_sets.beside(collection, key, shown, missing)
    if found is None:
        found = told_by_candidates(connection, collection, key, shared=shared).inside & missing
    return _joined(connection, collection, row, shown, found)


def _joined(connection: Connection, collection: Collection, row: Row, shown: Elements, found: Elements) -> Row:
    """`row` with those `found` beside the elements that it has; `shown` are those that the vendor showed."""
    if not found:
        return row
    connection.listings.shown.was_cut(collection, len(shown))
    field = collection.apart or ""
    there = dig(row, field)
    return {**row, field: [*(there if isinstance(there, list) else ()), *({"value": each} for each in sorted(found))]}


def _with_others(
    connection: Connection, collection: Collection, name: str, row: Row, known: Iterable[str]
) -> tuple[Row, list[Diagnostic]]:
    """`row` with `known` and other elements that are found beside what it shows, and a warning where others may be.

    Of others only the elements themselves tell. Raises VendorError.
    """
    known = list(known)
    shown = elements(collection, row, known) if collection.large_set is not None else UNREAD
    row = beside_shown(connection, collection, row, known)
    key = str(key_of(collection, row))
    if not isinstance(shown, frozenset) or connection.large_sets.is_new(collection.name, key):
        return row, []
    if not connection.large_sets.may_be_cut(collection, shown):
        return row, []
    told, there = told_by_candidates(connection, collection, key, shared=True), elements(collection, row, known)
    there = there if isinstance(there, frozenset) else shown
    others = spelled_as(told.inside, there) - there
    if there != shown:  # filters may tell of what is not shown
        proven = connection.large_sets.found(collection, key, sorted(others))
        others = others if proven is None else proven
    row = _joined(connection, collection, row, shown, others)
    if told.spoken and shown <= spelled_as(told.inside | frozenset(told.silent), shown):
        return row, []
    cut, row = connection.listings.shown.is_cut(collection, len(shown)), _with_known(connection, collection, row, known)
    if not connection.large_sets.is_news(collection):
        return row, []
    title = connection.shim.title
    why = (
        "and more are in it: its answers are cut short"
        if cut
        else "a limit of many servers and as many as it shows of any: its answers may be cut short"
    )
    detail = (
        f"{title} shows {len(shown)} {name} of {key!r}, {why}. Those that state has were asked for where that can be "
        "done, and stay else. Others beyond the cut cannot be seen: nobody reports them, and no apply takes them out. "
        f"This is true of all {collection.name} of as many. Look at the vendor who else is in them."
    )
    return row, [Diagnostic("warning", f"{UNSAID} all {name}", detail, (name,))]


def _with_known(connection: Connection, collection: Collection, row: Row, known: Iterable[str]) -> Row:
    """`row`, whose large set may be cut short, with all of `known`, unless filters tell which of them are there."""
    shown = elements(collection, row)
    missing = frozenset(known) - (shown if isinstance(shown, frozenset) else frozenset())
    if (
        not missing
        or connection.large_sets.found(collection, str(key_of(collection, row)), sorted(missing)) is not None
    ):
        return row
    field = collection.apart or ""
    return {**row, field: [*(dig(row, field) or ()), *({"value": each} for each in sorted(missing))]}


def unseen(connection: Connection, collection: Collection, name: str, *, denied: bool = False) -> Diagnostic:
    """A warning that nothing is known of a large set, at the attribute `name`.

    `denied`: the set, which shows others, does not show an element that says itself that it is in it.
    """
    title, nested = connection.shim.title, collection.nested_set
    if denied:
        why = (
            f"{title} shows others in the set and not this one, which says itself that it is in it: the set may be cut "
            "short."
        )
    elif nested is not None and nested.hidden is not None:
        why = f"{title} keeps back the {nested.field} of some {collection.name}. {needed(nested.hidden)}"
    elif connection.listings.shown.has_shown(collection):
        why = (
            f"{title} shows as many elements of a set of its {collection.name} as a limit of many servers, and cannot "
            "be asked for a single one: the set may be cut short."
        )
    else:
        why = (
            f"No answer of {title} shows an element of any set of its {collection.name}, so that an empty one says "
            "nothing."
        )
        if connection.shim.presets:
            why += f" Where everybody was taken out, set `{SHOWS_ALL} = true` in the provider block."
    return Diagnostic(
        "warning",
        f"{UNSAID} {name}",
        f"{why} State keeps what was last known; what is there now cannot be seen. Look at the vendor.",
        (name,),
    )
