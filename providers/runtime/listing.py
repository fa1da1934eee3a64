"""Reads that share listings.

    listings = Listings(client)
    listings.get(users, "42", needed=frozenset({"roles"}))   # may be served from a page that others fetched
    listings.fresh(users, "42")                              # as it is now
    listings.find(users, {"name": "jdoe"})                   # live rows of that name, as they are now
    listings.all(users)                                      # every live row, as they are now
    listings.changed("users", "42")                          # after a write

Rows that `all`, `find` and `search` give may be shared between threads: copy before changing one.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from providers.runtime.client import Client
from providers.runtime.envelope import MISSING, dig
from providers.runtime.rows import Row, Rows
from providers.runtime.schema import Collection
from providers.runtime.sharing import Table


class Listings:
    """The collections of one vendor, as read by all threads of a provider."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._tables: dict[str, tuple[Rows, Table]] = {}

    def get(
        self, collection: Collection, key: str, needed: frozenset[str] = frozenset(), *, confirm: bool = True
    ) -> Row | None:
        """The row of `key`, or None when the vendor no longer has it.

        It may come from a page of the listing, read earlier in this process. `needed` are the members (dotted paths)
        that it must have; a listing's row without them is completed by a single read. A row that the listing lacks is
        confirmed by a single read too, unless `confirm` is False because nothing hangs on it. Raises VendorError.
        """
        return self._table(collection)[1].get(key, needed, confirm=confirm)

    def fresh(self, collection: Collection, key: str) -> Row | None:
        """The row of `key` as it is now, or None: a single read, or a whole listing where there is none.

        Raises VendorError.
        """
        return self._table(collection)[1].fresh(key)

    def all(self, collection: Collection) -> list[Row]:
        """Every live row as of now, from a listing during which no row moved. Raises VendorError."""
        rows, table = self._table(collection)
        return [row for row in table.listing() if not rows.is_deleted(row)]

    def find(self, collection: Collection, values: Mapping[str, Any]) -> list[Row]:
        """The live rows that have `values`, as of now. See `search`."""
        return self.search(collection, values)[0]

    def search(self, collection: Collection, values: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
        """The live and the soft-deleted rows that have `values`, as of now.

        `values` are by attribute of the natural key or by member (dotted path) and compared exactly; a None does not
        restrict. Rows may lack members that only a single read has. Soft-deleted rows are those that the listing
        still shows. Raises VendorError.
        """
        rows, table = self._table(collection)
        wanted = _by_member(collection, values)
        natural = collection.natural_key
        if natural is not None and natural.field == collection.key and natural.field in wanted and collection.get:
            row = table.fresh(str(wanted[natural.field]))
            return ([row] if row is not None and rows.matches(row, wanted) else [], [])
        found = self._matching(rows, table, wanted)
        live = [row for row in found if not rows.is_deleted(row)]
        return live, [row for row in found if rows.is_deleted(row)]

    def changed(self, collection: str, key: str | None) -> None:
        """The object `key` of the collection called `collection` was written; None: one whose key is not known."""
        with self._lock:
            if key is None:
                self._tables.pop(collection, None)
            _, table = self._tables.get(collection) or (None, None)
        if table is not None and key is not None:
            table.changed(key)

    def _table(self, collection: Collection) -> tuple[Rows, Table]:
        with self._lock:
            found = self._tables.get(collection.name)
            if found is None:
                rows = Rows(self._client, collection)
                found = self._tables[collection.name] = (rows, Table(self._client, rows))
            return found

    def _matching(self, rows: Rows, table: Table, wanted: Mapping[str, Any]) -> list[Row]:
        """Every row that has `wanted`, soft-deleted ones among them."""
        natural = rows.collection.natural_key
        if natural is not None and natural.query is not None and natural.field in wanted:
            name = wanted[natural.field]
            found = rows.named({natural.query: name}, {natural.field: name})
        else:
            found = table.listing()
        return [row for row in found if self._has(rows, row, wanted)]

    def _has(self, rows: Rows, row: Row, wanted: Mapping[str, Any]) -> bool:
        """Whether `row` has `wanted`; members that the listing leaves out are read singly."""
        if rows.collection.get is not None and not rows.is_deleted(row):
            said = {path: value for path, value in wanted.items() if dig(row, path) is not MISSING}
            if len(said) < len(wanted) and rows.matches(row, said):
                full = rows.one(rows.key(row))
                return full is not None and rows.matches(full, wanted)
        return rows.matches(row, wanted)


def _by_member(collection: Collection, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` by member of a row, given by member or by attribute of the natural key."""
    natural = collection.natural_key
    members = {} if natural is None else {natural.attribute: natural.field, **dict(natural.scope)}
    return {members.get(name, name): value for name, value in values.items() if value is not None}
