"""Elements of a large set (trait `LargeSet`) that come to light when others are taken out: the set was cut short.

Where filters tell, they are asked for each element. Where they do not, and a set shows so many elements at most, those
behind them are seen only once there is room.
"""

from __future__ import annotations

from collections.abc import Iterable

from rolecall.runtime.collections.large_sets import Elements
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.object.element_batches import Edit
from rolecall.runtime.resources.object.element_outcomes import named
from rolecall.runtime.values.spellings import spelled_as
from rolecall.specification.schema import Collection


class CameToLight(Refusal):
    """After elements were taken out, a read shows others that none showed before; `shown` are all that it shows."""

    def __init__(self, title: str, field: str, key: str, others: Iterable[str], shown: Elements) -> None:
        detail = (
            f"Whom the plan takes out of {key!r} is out. A read shows others since, whom the one before did not show: "
            f"{named(sorted(others))}. {title} cuts its answers short, or somebody added them at the same moment. They "
            "are in state. Plan again, until no more come to light."
        )
        super().__init__(Diagnostic("error", f"Not all {field} of {key!r} were shown", detail, (field,)))
        self.shown = shown


def shown_before(connection: Connection, collection: Collection, key: str, edits: list[Edit]) -> Elements | None:
    """What a read shows before `edits`; None where nobody is taken out, or filters tell. Raises VendorError."""
    removed = [item for kind, item in edits if kind == "remove"]
    if not removed or connection.large_sets.found(collection, key, removed[:1]) is not None:
        return None
    found = connection.large_sets.read(collection, key, ())
    return found if isinstance(found, frozenset) else None


def check_shown_after(
    connection: Connection,
    collection: Collection,
    key: str,
    edits: list[Edit],
    before: Elements | None,
    known: Elements,
) -> None:
    """See that a read after `edits` shows nobody but those that were shown `before`, or are `known` to state.

    Raises CameToLight, and VendorError.
    """
    if before is None or collection.large_set is None:
        return
    shown = connection.large_sets.read(collection, key, ())
    named_here = known.union(item for kind, item in edits if kind == "add")
    shown = spelled_as(shown, named_here) if isinstance(shown, frozenset) else shown
    if isinstance(shown, frozenset) and (others := shown - before - named_here):
        connection.listings.shown.was_cut(collection, len(before))
        raise CameToLight(connection.shim.title, collection.large_set.field, key, others, shown)
