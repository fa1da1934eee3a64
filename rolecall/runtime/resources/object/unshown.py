"""Large sets that the vendor does not show (trait `LargeSet`): there they can be written and asked for, not read."""

from __future__ import annotations

from collections.abc import Iterable

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.collections.large_sets import elements
from rolecall.runtime.collections.nested_sets import needed
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.collections.shown_sets import is_nothing
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.object.hidden_elements import told_by_candidates
from rolecall.runtime.resources.unsaid import UNSAID
from rolecall.runtime.values.paths import UNREAD, dig
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
        return beside_shown(connection, collection, row, asked), []
    unproven = asked and not connection.listings.shown.has_shown(collection)
    if dig(row, large.field) is not UNREAD and not unproven:
        return row, []
    key = str(key_of(collection, row))
    found = connection.large_sets.found(collection, key, asked) if asked else None
    if unproven and not found:
        found = told_by_candidates(connection, collection, key, shared=True).inside.intersection(asked) or found
    if found is None and dig(row, large.field) is UNREAD:
        return row, [unseen(connection, collection, attribute.name)]
    if found is None or (not found and dig(row, large.field) is not UNREAD):
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


def beside_shown(connection: Connection, collection: Collection, row: Row, known: Iterable[str]) -> Row:
    """`row`, where its large set may be cut short with those of `known` that are found beside what it shows.

    Filters tell it, or else the elements themselves. Raises VendorError.
    """
    shown = elements(collection, row) if collection.large_set is not None else UNREAD
    if not isinstance(shown, frozenset) or not connection.large_sets.may_be_cut(collection, shown):
        return row
    key, missing = str(key_of(collection, row)), frozenset(known) - shown
    found = connection.large_sets.found(collection, key, sorted(missing)) if missing else frozenset()
    if found is None:
        found = told_by_candidates(connection, collection, key, shared=True).inside & missing
    field = collection.apart or ""
    return {**row, field: [*dig(row, field), *({"value": each} for each in sorted(found))]} if found else row


def unseen(connection: Connection, collection: Collection, name: str) -> Diagnostic:
    """A warning that nothing is known of a large set, at the attribute `name`."""
    title, nested = connection.shim.title, collection.nested_set
    if nested is not None and nested.hidden is not None:
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
    return Diagnostic(
        "warning",
        f"{UNSAID} {name}",
        f"{why} State keeps what was last known; what is there now cannot be seen. Look at the vendor.",
        (name,),
    )
