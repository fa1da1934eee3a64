"""Reads that share listings.

    listings = Listings(client)
    listings.get(users, "42", needed=frozenset({"roles"}))   # may be served from a page that others fetched
    listings.fresh(users, "42")                              # as it is now; None where it is proven to be gone
    listings.now(users, "42")                                # as one look finds it
    listings.find(users, {"name": "jdoe"})                   # live rows of that name, as they are now
    listings.all(users)                                      # every live row, as they are now
    listings.changed("users", "42")                          # after a write

A large set that is not shown (`shown_sets`) is marked as not read, whichever way its row came.
Rows that `all`, `find` and `search` give may be shared between threads: copy before changing one.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, TypeAlias

from rolecall.runtime.collections.absence import Proofs
from rolecall.runtime.collections.document_elements import Documents
from rolecall.runtime.collections.element_keys import narrowed
from rolecall.runtime.collections.empty_members import EmptyMembers
from rolecall.runtime.collections.envelope import parts_of
from rolecall.runtime.collections.filters import equals, worded
from rolecall.runtime.collections.joined_sets import JoinedSets
from rolecall.runtime.collections.object_counts import Usage
from rolecall.runtime.collections.rows import NOWHERE, Row, Rows
from rolecall.runtime.collections.search_terms import by_member, key_in, split
from rolecall.runtime.collections.shared_listings import NONE, NOTHING, Query, Table
from rolecall.runtime.collections.shown_sets import ShownSets
from rolecall.runtime.errors import Rejected, VendorError
from rolecall.runtime.http.capabilities import Capabilities
from rolecall.runtime.http.client import Client
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.texts import caseless_name, other_spellings
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Collection

Place: TypeAlias = tuple[tuple[str, str], ...]


class Listings:
    """The collections of one vendor, as read by all threads of a provider."""

    def __init__(self, client: Client, capabilities: Capabilities | None = None) -> None:
        self._client = client
        self._capabilities = capabilities or Capabilities(client, None)
        self.shown = ShownSets(client, self._capabilities)
        self.joined = JoinedSets(client)
        self.elements = Documents(client)
        self._lock = threading.Lock()
        self.proofs = Proofs(client)
        self.usage = Usage()
        self._refused: set[tuple[str, str]] = set()
        self._tables: dict[tuple[str, Place, bool], tuple[Rows, Table]] = {}

    def get(
        self,
        collection: Collection,
        key: str,
        needed: frozenset[str] = frozenset(),
        emptiable: Mapping[str, bool] = NONE,
        *,
        confirm: bool = True,
    ) -> Row | None:
        """The row of `key`, or None when the vendor no longer has it.

        It may come from a page of the listing, read earlier in this process. `needed` are the members (dotted paths)
        that it must have; a listing's row without them is completed by a single read. `emptiable` are those that it may
        lack because they are empty, with whether they were something before: then such a row is not believed. That it
        is gone is proven by a second look, unless `confirm` is False because nothing hangs on it. Raises VendorError.
        """
        whole = collection.apart is not None and collection.apart in needed
        table = self._table(collection, whole, inside(collection, key))[1]
        row = table.get(key, needed, emptiable, confirm=confirm)
        return self.shown.believed(collection, row, listed=False) if whole and row is not None else row

    def fresh(self, collection: Collection, key: str, query: Query = NOTHING, *, whole: bool = True) -> Row | None:
        """The row of `key` as it is now, or None: a single read, or a listing narrowed by `query` where there is none.

        None means gone, which is proven by a second look. Not `whole`: without its large set. Raises VendorError.
        """
        own, query = split(collection, query)
        row = self._table(collection, whole, own or inside(collection, key))[1].fresh(key, query)
        return self.shown.believed(collection, row, listed=False) if whole and row is not None else row

    def now(self, collection: Collection, key: str, query: Query = NOTHING, *, whole: bool = True) -> Row | None:
        """As `fresh`, by one look: for whoever expects that it is not there, or looks again themselves."""
        own, query = split(collection, query)
        return self._table(collection, whole, own or inside(collection, key))[1].now(key, query)

    def lists(self, collection: Collection, key: str, *, known: bool = False) -> bool | None:
        """Whether the whole listing, read once for all, shows `key`; with `known` None before. Raises VendorError."""
        tables = [self._table(collection, whole, inside(collection, key))[1] for whole in (True, False)]
        table = next((each for each in tables if each.absence.has_listed), None if known else tables[1])
        return None if table is None else table.absence.lists(key)

    def all(self, collection: Collection, query: Query = NOTHING, *, whole: bool = True) -> list[Row]:
        """Every live row as of now, from a listing during which no row moved. Raises VendorError."""
        own, query = split(collection, query)
        rows, table = self._table(collection, whole, own)
        found = [row for row in table.every(query) if not rows.is_deleted(row)]
        return [self._listed(collection, row) for row in found] if whole and collection.large_set is not None else found

    def full(
        self, collection: Collection, needed: frozenset[str], emptiable: frozenset[str], query: Query = NOTHING
    ) -> list[Row]:
        """As `all`, with the members `needed` and `emptiable`: what the rows do not say of them is read singly.

        Large sets are as the listing shows them.
        """
        found = self.all(collection, query)
        own, _ = split(collection, query)
        rows, _ = self._table(collection, parent=own)
        if collection.get is None or not rows.has_single:
            return found
        large = frozenset(() if collection.apart is None else (collection.apart,))
        needed, emptiable = needed - large, emptiable - large
        known = EmptyMembers(rows)
        known.saw(found, emptiable)
        asked = dict.fromkeys(emptiable, False)
        complete: list[Row] = []
        for row in found:
            if rows.lacking(row, needed) or known.doubtful(row, asked):
                single = self.fresh(collection, rows.key(row), query)
                if single is None:
                    continue
                known.compared(row, single, emptiable)
                complete.append(single)
            else:
                complete.append(row)
        return complete

    def find(
        self, collection: Collection, values: Mapping[str, Any], query: Query = NOTHING, *, whole: bool = False
    ) -> list[Row]:
        """The live rows that have `values`, as of now. See `search`."""
        return self.search(collection, values, query, whole=whole)[0]

    def search(
        self, collection: Collection, values: Mapping[str, Any], query: Query = NOTHING, *, whole: bool = False
    ) -> tuple[list[Row], list[Row]]:
        """The live and the soft-deleted rows that have `values`, as of now.

        `values` are by attribute of the natural key or by member (dotted path) and compared exactly; a None does not
        restrict. Rows may lack members that only a single read has, and large sets unless `whole`.
        Soft-deleted rows are those that the listing still shows. Raises VendorError.
        """
        own, query = split(collection, query)
        rows, table = self._table(collection, whole, own)
        wanted = by_member(collection, values)
        found = self._found(rows, table, wanted, query)
        natural = collection.natural_key
        name = wanted.get(natural.field) if natural is not None else None
        if natural is not None and isinstance(name, str) and self._narrows(collection, wanted):
            for other in other_spellings(name) if not found else ():
                found = found or self._found(rows, table, {**wanted, natural.field: other}, query)
        live = [row for row in found if not rows.is_deleted(row)]
        if whole and collection.large_set is not None:
            live = [self._listed(collection, row) for row in live]
        return live, [row for row in found if rows.is_deleted(row)]

    def may_match(self, collection: Collection, row: Row, wanted: Mapping[str, Any]) -> bool:
        """True if `row` has all of `wanted`, by dotted path, that it says anything about."""
        said = {path: value for path, value in wanted.items() if dig(row, path) is not MISSING}
        return self._table(collection)[0].matches(row, said)

    def changed(self, collection: str, key: str | None) -> None:
        """The object `key` of the collection called `collection` was written; None: one whose key is not known."""
        self.shown.written(collection)
        self.joined.forget(collection)
        with self._lock:
            of_it = {place: table for place, (_, table) in self._tables.items() if place[0] == collection}
            if key is None:
                for place in of_it:
                    del self._tables[place]
        for table in of_it.values() if key is not None else ():
            table.changed(key or "")

    def _listed(self, collection: Collection, row: Row) -> Row:
        """`row` of a listing that stands for the object: what no single read can add is all there is."""
        return self.shown.believed(collection, row, listed=collection.get is not None)

    def _table(
        self, collection: Collection, whole: bool = True, parent: Mapping[str, str] = NOWHERE
    ) -> tuple[Rows, Table]:
        place = (collection.name, tuple(sorted(parent.items())), whole or collection.apart is None)
        with self._lock:
            found = self._tables.get(place)
            if found is None:
                rows = Rows(
                    self._client,
                    collection,
                    parent,
                    whole=whole,
                    shown=self.shown,
                    joined=self.joined,
                    elements=self.elements,
                )
                found = self._tables[place] = (rows, Table(self._client, rows, self.proofs, self.usage))
            return found

    def _found(self, rows: Rows, table: Table, wanted: Mapping[str, Any], query: Query) -> list[Row]:
        """Every row that has `wanted`, asked for under its name as it is spelled there where the vendor takes one."""
        natural = rows.collection.natural_key
        if (
            natural is not None
            and rows.collection.reads_singly
            and (key := key_in(rows.collection, wanted)) is not None
        ):
            row = rows.any(key)
            return [row] if row is not None and rows.matches(row, wanted) else []
        by_name = natural if natural is not None and (natural.direct or natural.get is not None) else None
        if by_name is not None and isinstance(wanted.get(by_name.field), str):
            name = wanted[by_name.field]
            row = rows.any(name) if by_name.direct else rows.called(name)
            same = row is not None and caseless_name(str(dig(row, by_name.field))) == caseless_name(name)
            return [row] if row is not None and same else []
        return self._matching(rows, table, wanted, query)

    def _narrows(self, collection: Collection, wanted: Mapping[str, Any]) -> bool:
        """Whether the vendor is asked for the name alone, and compares it in its own way."""
        natural = collection.natural_key
        if natural is not None and (natural.direct or natural.get is not None or natural.query is not None):
            return True
        by_key = collection.reads_singly and key_in(collection, wanted) is not None
        return by_key or self._filter(collection, wanted) is not None

    def _matching(self, rows: Rows, table: Table, wanted: Mapping[str, Any], query: Query) -> list[Row]:
        """Every row that has `wanted`, soft-deleted ones among them."""
        natural = rows.collection.natural_key
        if natural is not None and natural.query is not None and natural.field in wanted:
            name = wanted[natural.field]
            found = rows.named({natural.query: worded(natural.form, name)}, {natural.field: name})
        elif narrow := self._filter(rows.collection, wanted):
            field, filtered = narrow
            try:
                found = rows.named(filtered, {field: wanted[field]})
            except Rejected as refused:
                found = self._unfiltered(rows, table, query, field, refused)
        else:
            found = table.every(query)
        return [row for row in found if self._has(rows, row, wanted)]

    def _unfiltered(self, rows: Rows, table: Table, query: Query, field: str, refused: Rejected) -> list[Row]:
        """Every row, where the vendor refuses to filter by `field`. Raises the refusal where it refuses that too."""
        if refused.status not in (400, 422, 501):
            raise refused
        try:
            found: list[Row] = table.every(query)
        except VendorError as problem:
            refused.argument = "filter_form"
            refused.advice = f"Neither a filter by {field} nor a listing without one was taken: {problem}."
            raise refused from None
        self._client.learnt.learn("filter_form", "none", refused)
        self._refused.add((rows.collection.name, field))
        return found

    def _filter(self, collection: Collection, wanted: Mapping[str, Any]) -> tuple[str, Query] | None:
        """A member of `wanted` by which this listing can be filtered, and the query that does it."""
        trait = collection.filters
        if trait is None:
            return None
        asked = [field for field in trait.fields if isinstance(wanted.get(field), str)]
        fields = [field for field in asked if (collection.name, field) not in self._refused]
        if not fields or not self._capabilities.has(trait.capability):
            return None
        return fields[0], {trait.parameter: equals(fields[0], wanted[fields[0]])}

    def _has(self, rows: Rows, row: Row, wanted: Mapping[str, Any]) -> bool:
        """True if `row` has `wanted`; members that the listing leaves out are read singly."""
        if rows.collection.get is not None and not rows.is_deleted(row):
            said = {path: value for path, value in wanted.items() if dig(row, path) is not MISSING}
            if len(said) < len(wanted) and rows.matches(row, said):
                full = rows.one(rows.key(row))
                return full is not None and rows.matches(full, wanted)
        return rows.matches(row, wanted)


def inside(collection: Collection, key: str) -> dict[str, str]:
    """The parents of the object `key` of a nested collection, by attribute; empty where it is no such key."""
    parts = (parts_of(collection, key) or {}) if collection.parents else {}
    return {name: parts[name] for name in collection.parents if name in parts}


def narrowing(collection: Collection, values: Mapping[str, Any]) -> Query:
    """The query that narrows the collection's listing to where an object with these attributes must be."""
    if collection.parents:
        return {name: str(values[name]) for name in collection.parents if is_set(values.get(name))}
    if collection.elements is not None:
        return narrowed(collection.elements, values)
    within = collection.natural_key.within if collection.natural_key is not None else ()
    for path, parameter in within:
        value = dig(values, path)
        if isinstance(value, str) and value:
            return {**dict.fromkeys(name for _, name in within), parameter: value}
    return NOTHING
