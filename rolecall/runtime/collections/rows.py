"""The rows of one collection, read from the vendor without any memory.

Rows are cleaned of masked secrets. Whether an object seems to be gone is decided here: by the vendor's 404 or 410, by
the flag of a soft delete, or by an answer that is explicitly empty, never by one that merely looks odd. An answer about
another object than the one that was asked for is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from rolecall.runtime.collections.comparison import alike, same_key
from rolecall.runtime.collections.document_elements import Documents
from rolecall.runtime.collections.envelope import incarnation_of, item_of, key_of, parts_of, without
from rolecall.runtime.collections.joined_sets import JoinedSets, Sets
from rolecall.runtime.collections.missing_or_invalid import is_missing
from rolecall.runtime.collections.nested_sets import Hidden, ids
from rolecall.runtime.collections.page import Page
from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.collections.shown_sets import ShownSets
from rolecall.runtime.errors import Incomplete, Misrouted, NotFound, NotTheApi, Rejected
from rolecall.runtime.http.client import Answer, Client
from rolecall.runtime.http.requests import places
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.canonical import canonical_text
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.runtime.values.texts import caseless_name, same_name
from rolecall.specification.schema import Collection, Operation

Row: TypeAlias = dict[str, Any]
_BAD_REQUEST: Final = 400
NOWHERE: Mapping[str, str] = MappingProxyType({})

log = Logger("rows")


class Rows:
    """Reads `collection` through `client`, `whole` or without its large set (trait `LargeSet`).

    Of a nested collection it reads the part that lies inside of `parent`. `shown` notes what large sets are shown.
    `joined` has the sets that another listing shows; without it they are not read. `elements` has the documents that
    this run read; without it they are read anew.
    """

    def __init__(
        self,
        client: Client,
        collection: Collection,
        parent: Mapping[str, str] = NOWHERE,
        *,
        whole: bool = True,
        shown: ShownSets | None = None,
        joined: JoinedSets | None = None,
        elements: Documents | None = None,
    ) -> None:
        self._client = client
        self.collection = collection
        self.parent = parent
        large = collection.large_set
        self._whole = whole
        self._shown = shown if whole else None
        self._joined = joined
        self._elements = elements or Documents(client)
        self._left_out = collection.apart if not whole else None
        self.query: dict[str, Any] = {large.leave_out: large.field} if large is not None and not whole else {}
        own = client.settings.page_size
        self.page_size = min(large.page, own or large.page) if large is not None and whole else None

    @property
    def has_single(self) -> bool:
        """True if one object can be read by its key, and the vendor has not refused that yet."""
        collection = self.collection
        if collection.opposite is not None or collection.elements is not None:
            return True
        return collection.get is not None and collection.name not in self._client.unreadable_singly

    def one(self, key: str, *, anew: bool = True) -> Row | None:
        """The object `key` by a single read, or None when it is gone.

        Not `anew`: its joined set may have been read earlier in this run. Raises VendorError, ValueError where the
        vendor has no single read.
        """
        row = self.any(key, anew=anew)
        return None if row is None or self.is_deleted(row) else row

    def any(self, key: str, *, anew: bool = True) -> Row | None:
        """As `one`, but what was deleted softly or is indirect is given too."""
        collection = self.collection
        if collection.elements is not None:
            return self._elements.one(collection, key, anew=anew)
        if collection.opposite is not None:
            return self._at_the_other_end(key)
        if collection.get is None:
            raise ValueError(f"{collection.name} has no single read")
        try:
            row = None if not self.has_single else self._single(collection.get, key)
        except Rejected as error:
            row = None
            if error.status == _BAD_REQUEST and is_missing(self._client, self.collection, self, error, key):
                return None
            if not error.is_no_method or collection.list is None:
                raise
            log.info("the vendor has no such single read; the listing is read", path=error.path, status=error.status)
            self._client.unreadable_singly.add(collection.name)
        if not self.has_single:
            return next((each for each in self.every() if self.normal(key) in self.keys(each)), None)
        if row is None:
            return None
        self._client.answered_singly.add(collection.name)
        row = self.clean([row], listed=False, anew=anew)[0]
        nested = collection.nested_set
        if nested is None or not self._whole:
            return row
        try:
            return {**row, nested.field: ids(self._client, nested, key, row)}
        except Hidden:
            return row

    def answers(self, key: str) -> bool | Rejected:
        """Whether a single read finds `key`, or how it is refused. Raises VendorError for anything else."""
        if self.collection.get is None:
            return False
        try:
            return self._single(self.collection.get, key) is not None
        except Rejected as error:
            return error

    def called(self, name: str) -> Row | None:
        """The object of that name, where the vendor has a single read for names; what was deleted is given too.

        Its joined set may have been read earlier in this run.
        """
        natural = self.collection.natural_key
        row = self._single(natural.get, name) if natural is not None and natural.get is not None else None
        return None if row is None else self.clean([row], listed=False, anew=False)[0]

    def _single(self, operation: Operation, key: str) -> Row | None:
        """The object that the single read `operation` gives for `key`, as it comes."""
        collection = self.collection
        try:
            answer = self._client.call(operation, self._addressed(operation, key), query=self.query)
        except NotFound as missing:
            if missing.signed:
                self._client.denied_singly.add(collection.name)
            return None
        row = item_of(collection.envelope, answer.data)
        if row is not None:
            row = {**self.parent, **row}
            self._check_key(operation, key, row, answer)
            self._client.answered.add(collection.name)
            return row
        if self._is_empty(answer.data):
            self._client.denied_singly.add(collection.name)
            return None
        error = NotTheApi(f"The answer has no object at {collection.envelope.item!r}.")
        raise error.at(operation.method, self._path(operation, key), answer.status)

    def _check_key(self, operation: Operation, key: str, row: Row, answer: Answer) -> None:
        """Raise Misrouted where `row` says that it is another object than `key`. One that does not say may be it."""
        said = [each for each in self._identified(row) if each is not MISSING and each is not None]
        if not said or any(same_key(self.normal(each), self.normal(key)) for each in said):
            return
        natural = self.collection.natural_key
        by_name = natural is not None and (natural.direct or natural.get == operation)
        if natural is not None and by_name and str(dig(row, natural.field)).casefold() == key.casefold():
            return
        raise Misrouted(
            f"Asked for {key!r} of {self.collection.name}, the answer is about {str(said[0])!r}.",
            request_id=answer.request_id,
        ).at(operation.method, self._path(operation, key), answer.status)

    def _identified(self, row: Row) -> Iterator[Any]:
        yield key_of(self.collection, row)
        if self.collection.provisional_key is not None:
            yield dig(row, self.collection.provisional_key)

    def _path(self, operation: Operation, key: str) -> str:
        return self._client.path_of(operation, self._addressed(operation, key))

    def _at_the_other_end(self, key: str) -> Row | None:
        """The pair `key`, looked for where its other half lists what it is paired with."""
        parts = list((parts_of(self.collection, key) or {}).values())
        other = self._client.shim.collection(self.collection.opposite or "")
        where = {other.parents[0]: parts[-1]}
        pairs = Rows(self._client, other, where)
        mirrored = "/".join(reversed(parts))
        found = any(pairs.key(row) == pairs.normal(mirrored) for row in pairs.every())
        return parts_of(self.collection, key) if found else None

    def _addressed(self, operation: Operation, key: str) -> dict[str, str]:
        """The values that fill the places of a single read: the whole key or name, or the parts of a key of several."""
        if "{" not in self.collection.key or operation != self.collection.get:
            return dict.fromkeys(places(operation), key)
        parts = parts_of(self.collection, key) or {}
        return {path.rpartition(".")[2]: part for path, part in parts.items()}

    def pages(self, *, exhaustive: bool, query: Mapping[str, Any] | None = None) -> Iterator[Page]:
        """The pages of the listing narrowed by `query`. Raises VendorError."""
        narrowed = {**self.parent, **self.query, **(query or {})}
        if self.collection.elements is not None:
            for rows in self._elements.listed(self.collection, narrowed):
                yield Page(rows, last=False, short=False)
            yield Page([], last=True, short=True)
            return
        for page in pages(self._client, self.collection, size=self.page_size, exhaustive=exhaustive, query=narrowed):
            self._client.answered.add(self.collection.name)
            yield page

    def every(self, query: Mapping[str, Any] | None = None) -> list[Row]:
        """Every row, soft-deleted ones among them, of a listing during which nothing moved. Raises VendorError."""
        found: list[Row] = []
        try:
            for page in self.pages(exhaustive=True, query=query):
                found.extend(page.rows)
        except NotFound:
            if not self.collection.parents:
                raise
            self._client.unlisted.add((self.collection.name, *self.parent.values()))
            return []  # what they would be inside of is gone, and they with it
        return self.clean(found)

    def named(self, query: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Row]:
        """Every row of the listing narrowed by `query` that matches `wanted`. Raises VendorError.

        A filter that gives other rows too is read to its end, like a whole listing.
        """
        found: list[Row] = []
        for page in self.pages(exhaustive=False, query=query):
            rows = self.clean(page.rows)
            natural = self.collection.natural_key
            if natural is not None and natural.query_rows is not None and len(rows) >= natural.query_rows:
                return [row for row in self.every() if self.matches(row, wanted)]  # cut off, perhaps
            if not all(self.matches(row, wanted) for row in rows):
                return [row for row in self.every(query) if self.matches(row, wanted)]
            found += rows
            if page.short and any(not self.is_deleted(row) for row in rows):
                break
        return found

    def matches(self, row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
        """True if every dotted path of `wanted` has its value in `row`, compared as text.

        How Unicode composes letters is no matter. The collection's key, and what it is made of, is compared in the
        form the vendor normalises it to.
        """
        return all(self._same(path, dig(row, path), value) for path, value in wanted.items())

    def _same(self, path: str, left: Any, right: Any) -> bool:
        if path in (self.collection.key, self.collection.provisional_key) or f"{{{path}}}" in self.collection.key:
            return same_name(self.normal(left), self.normal(right))
        if isinstance(right, list | dict):
            return alike(left, right)
        natural = self.collection.natural_key
        if natural is not None and natural.caseless and path == natural.field:
            return caseless_name(str(left)) == caseless_name(str(right))
        return same_name(str(left), str(right))

    def key(self, row: Mapping[str, Any]) -> str:
        """The key of `row`, normalised."""
        return self.normal(key_of(self.collection, row))

    def keys(self, row: Mapping[str, Any]) -> list[str]:
        """Every key under which `row` may be asked for: its own first, then the provisional one.

        Raises Incomplete for a row that has none: it may be any object.
        """
        if key_of(self.collection, row) is MISSING:
            listed = self.collection.list
            error = Incomplete(f"A row of {self.collection.name} has no {self.collection.key!r}.")
            raise error if listed is None else error.at(listed.method, self._client.path_of(listed, self.parent))
        path = self.collection.provisional_key
        other = dig(row, path) if path is not None else MISSING
        return list(dict.fromkeys([self.key(row), *([] if other in (MISSING, None) else [self.normal(other)])]))

    def normal(self, key: Any) -> str:
        """`key` as text, in the form that equal keys share."""
        trait = self.collection.canonical_key
        return str(key) if trait is None else canonical_text(str(key), trait)

    def is_deleted(self, row: Mapping[str, Any]) -> bool:
        """True if `row` is what a soft delete left behind, or not there in its own right."""
        trait = self.collection.absent_rows
        if trait is None:
            return False
        return str(dig(row, trait.flag)).casefold() in (each.casefold() for each in trait.values)

    def lacking(self, row: Mapping[str, Any], needed: Iterable[str]) -> frozenset[str]:
        """The dotted paths of `needed` that `row` says nothing about. Masked members are never needed."""
        masked = self.collection.masked.fields if self.collection.masked else ()
        omitted = self.collection.list_omits.fields if self.collection.list_omits else ()
        values = ((path, dig(row, path)) for path in needed if path not in masked)
        return frozenset(
            path for path, value in values if value is MISSING or value is UNREAD or (value is None and path in omitted)
        )

    def clean(self, rows: Iterable[Row], *, listed: bool = True, anew: bool = True) -> list[Row]:
        """`rows` with their joined sets and without masked secrets; what was left out is marked as not read.

        Not `anew`: the joined sets may have been read earlier in this run. Raises VendorError.
        """
        found = [self._unmasked(row, listed=listed) for row in rows]
        trait = self.collection.joined
        if trait is None or not found:
            return found
        sets = self._joined.of(self.collection, trait, anew=anew) if self._joined is not None else None
        return [{**row, trait.field: self._set_of(row, sets)} for row in found]

    def _set_of(self, row: Row, sets: Sets | None) -> Any:
        key = key_of(self.collection, row)
        return UNREAD if sets is None or key is MISSING else sets.get(str(key), [])

    def _unmasked(self, row: Row, *, listed: bool) -> Row:
        self._client.seen.note(self.collection.name, row)
        if (incarnation := incarnation_of(self.collection, row)) is not None:
            self._client.seen.note_incarnation(self.collection.name, self.key(row), incarnation)
        if self._shown is not None:
            self._shown.note(self.collection, row, listed=listed)
        if self.collection.implied:
            row = {**dict(self.collection.implied), **row}
        if self._left_out is not None:
            row = {**row, self._left_out: UNREAD}
        elif self.collection.nested_set is not None:
            row = {**row, self.collection.nested_set.field: UNREAD}
        trait = self.collection.masked
        if trait is None:
            return row
        places = [
            *trait.fields,
            *(f"{name}.{path}" for name in self.collection.envelope.merge for path in trait.fields),
        ]
        return without(row, places, trait.values)

    def _is_empty(self, data: Any) -> bool:
        """True if an answer says explicitly that there is no object: null, or no elements where one is due."""
        path = self.collection.envelope.item
        if path and dig(data, path) is None:
            return True
        parent, _, position = path.rpartition(".")
        return position.isdecimal() and dig(data, parent) == []
