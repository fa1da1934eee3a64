"""Large sets (trait `LargeSet`) of which listings may show a part: what else is in them, as far as that can be told."""

from __future__ import annotations

from rolecall.estate.collection_table import Table, each
from rolecall.estate.live_vendor import LiveVendor
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.collections.shown_sets import is_nothing
from rolecall.runtime.resources.object.hidden_elements import Unsent
from rolecall.runtime.resources.object.truncated_sets import shown_whole
from rolecall.runtime.values.paths import UNREAD


def complete_sets(vendor: LiveVendor) -> None:
    """Put into the listed objects of `vendor` what else is in their large sets.

    A set of which a part may be missing, and nothing tells, is marked as not read. What goes wrong is a gap.
    """
    for table in vendor.tables.values():
        if table.collection.large_set is not None and table.owner == vendor.label:
            _complete(vendor, table, table.collection.large_set.field)


def _complete(vendor: LiveVendor, table: Table, field: str) -> None:
    def whole(key: str) -> Row:
        row = table.rows[key]
        try:
            return shown_whole(table.connection, table.collection, key, row, proven=False)
        except Unsent:
            return {**row, field: UNREAD}

    found, problems = each([key for key, row in table.rows.items() if not is_nothing(table.collection, row)], whole)
    table.rows |= found
    for key, problem in problems.items():
        table.rows[key] = {**table.rows[key], field: UNREAD}
        vendor.add_gap(f"{field} of {table.collection.name}", problem)
