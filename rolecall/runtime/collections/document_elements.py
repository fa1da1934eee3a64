"""Elements of documents (`DocumentElements`): rows that no listing has, read from one document for each object.

The documents of a run are read once each, and again after a write or for whoever needs them as they are now. What an
object inherits is told apart: by the uid that the answer to a change gave, else by the listing that says it. A document
that does not say its elements is an error, never an empty one.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, Literal, TypeAlias

from rolecall.runtime.collections.element_keys import (
    Place,
    composed,
    element_in,
    filled,
    key_of_element,
    place_in,
    placed,
    trait_of,
)
from rolecall.runtime.collections.inherited_documents import leaves, own_documents
from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.concurrency.single_flight import Once, Shared
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Denied, Incomplete, NotFound, NotTheApi, Rejected, Stopped, Unproven, VendorError
from rolecall.runtime.http.client import Answer, Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import dig, put
from rolecall.specification.schema import Collection, Document, DocumentElements

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, Row]
"""The elements of one document by key."""

log = Logger("documents")

AT_ONCE: Final = 8
"""So many documents of a listing are read at the same time."""


class Documents:
    """The documents of one vendor's collections of elements, as all threads of a provider read them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._guard = threading.Lock()
        self._known: Once[tuple[str, str], Rows | VendorError | None] = Once()
        self._now: dict[tuple[str, str], Shared[Rows | None]] = {}
        self._own: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._mixed = False

    def one(self, collection: Collection, key: str, *, anew: bool) -> Row | None:
        """The element `key`, or None. Not `anew`: as it was read earlier in this run.

        Raises VendorError, and Refusal for a key of another form, which is never taken for an element that is gone.
        """
        place = place_in(collection, key)
        if place is None:
            raise refusal(
                f"{key!r} is no id of {collection.name} here",
                f"It has another form than the ids of {self._client.shim.title} in this dialect, so it was made in "
                "another one. Import what it stands for by its new id, and take the old one out of the state with "
                "`terraform state rm`. Nothing was taken as gone.",
                ("id",),
            )
        found = self.of(collection, place, anew=anew)
        return None if found is None else copy.deepcopy(found.get(key))

    def of(self, collection: Collection, place: Place, *, anew: bool) -> Rows | None:
        """The elements of one document; None where there is no such object.

        `anew`: from a read that begins after this call. Raises VendorError.
        """
        name = collection.name, place.key
        if anew:
            with self._guard:
                shared = self._now.setdefault(name, Shared(lambda: self._read(collection, place)))
            return shared()
        found = self._known(name, lambda: self._outcome(collection, place))
        if isinstance(found, VendorError):
            raise copy.copy(found)
        return found

    def listed(self, collection: Collection, query: Mapping[str, Any], *, anew: bool = True) -> Iterator[list[Row]]:
        """The elements of every document that `query` leaves, of one kind of objects after the other.

        Not `anew`: as they were read earlier in this run. Raises VendorError: a document that cannot be read is not an
        empty one.
        """
        for document in trait_of(collection).of:
            wanted = _within(document, query)
            if wanted is not None:
                with ThreadPoolExecutor(AT_ONCE) as pool:
                    reads = [
                        pool.submit(self._listed, collection, place, anew) for place in self._places(document, wanted)
                    ]
                yield [row for read in reads for row in read.result()]

    def change(self, collection: Collection, place: Place, kind: Literal["add", "remove"], keys: list[str]) -> None:
        """Send the deltas that add or remove the elements `keys` of one document. Raises VendorError."""
        elements = trait_of(collection)
        deltas = [_delta(collection, kind, key) for key in keys]
        body = {**filled(place), elements.deltas: deltas}
        try:
            answer = self._client.call(place.document.change, filled(place), body=body)
        finally:
            self.forget(collection, place)
        uid = dig(answer.data, f"{elements.changed}.{elements.uid}")
        if isinstance(uid, str):
            with self._guard:
                self._own[place.key] = uid

    def forget(self, collection: Collection, place: Place) -> None:
        """The document was written: read it again when next needed."""
        self._known.forget((collection.name, place.key))

    def _listed(self, collection: Collection, place: Place, anew: bool) -> list[Row]:
        found = self.of(collection, place, anew=anew)
        return [] if found is None else list(found.values())

    def _outcome(self, collection: Collection, place: Place) -> Rows | VendorError | None:
        """The elements, or the error that thousands of readers would meet one by one."""
        try:
            return self._read(collection, place)
        except Stopped:
            raise
        except VendorError as error:
            return error

    def _read(self, collection: Collection, place: Place) -> Rows | None:
        operation, values = place.document.read, filled(place)
        path = self._client.path_of(operation, values)

        def look() -> Answer | None:
            try:
                return self._client.call(operation, values)
            except NotFound:
                return None

        answer = look()
        if answer is None and not self._is_listed(place):
            return None
        if answer is None and (answer := self._client.consistency.again(look)) is None:
            raise Unproven(
                f"{self._client.shim.title} has {place.key!r}, and answers 404 to what says who has what there. "
                "Nothing in it is taken as gone."
            ).at(operation.method, path, 404)
        try:
            rows = self._rows(collection, place, answer)
        except NotTheApi as error:
            raise error.at(operation.method, path, answer.status) from None
        except Incomplete as error:
            raise (error if error.method else error.at(operation.method, path, answer.status)) from None
        self._client.answered.add(collection.name)
        return rows

    def _is_listed(self, place: Place) -> bool:
        """Whether the object that a document is about is there, as the listing of its kind says. Raises VendorError."""
        if place.document.only is not None:
            return True
        with suppress(Denied, NotFound, Rejected):
            return any(placed(place.document, row) == place for row in self._objects(place.document, place.names))
        return False

    def _rows(self, collection: Collection, place: Place, answer: Answer) -> Rows:
        elements = trait_of(collection)
        documents = dig(answer.data, elements.documents)
        if not isinstance(documents, list) or not all(isinstance(each, Mapping) for each in documents):
            raise NotTheApi(f"The answer has no list of objects at {elements.documents!r}.")
        found: Rows = {}
        for document in self._direct(elements, place, documents):
            for row in leaves(elements, document):
                row = composed(place, row)
                key = key_of_element(elements, place, row)
                found[key] = {**row, collection.key: key}
        return found

    def _direct(
        self, elements: DocumentElements, place: Place, documents: list[Mapping[str, Any]]
    ) -> list[Mapping[str, Any]]:
        """Those documents of an answer that are the object's own, not inherited."""
        uids = [dig(each, elements.uid) for each in documents]
        with self._guard:
            own = self._own.get(place.key)
            others = [self._seen.setdefault(uid, place.key) != place.key for uid in uids if isinstance(uid, str)]
        if len(documents) > 1 and not self._mixed:
            log.info("answers hold what objects inherit; it is told apart from now on", at=place.key)
            self._mixed = True
        if own is not None and own in uids:
            return [each for each, uid in zip(documents, uids, strict=True) if uid == own]
        doubtful = len(documents) > 1 or any(others) or (self._mixed and place.document.only is None)
        if not documents or not doubtful:
            return documents
        return self._told_apart(elements, place, documents)

    def _told_apart(
        self, elements: DocumentElements, place: Place, documents: list[Mapping[str, Any]]
    ) -> list[Mapping[str, Any]]:
        """The object's own documents, as the listing of what applies to it says. Raises VendorError."""
        trait = elements.inherited
        uid = None if trait is None else self._uid(place, trait.uid)
        if trait is None or uid is None:
            raise Incomplete(
                f"The answer has several documents, and nothing says which of them is {place.key!r}'s own."
            )
        return own_documents(self._client, elements, trait, uid, documents)

    def _uid(self, place: Place, path: str) -> str | None:
        """The uid of the object that a place is, as the listing of its kind has it. Raises VendorError."""
        for row in self._objects(place.document, place.names):
            if placed(place.document, row) == place and isinstance(uid := dig(row, path), str):
                return uid
        return None

    def _places(self, document: Document, wanted: Mapping[str, str]) -> Iterator[Place]:
        """Every object of a kind whose names are `wanted`, as far as those say."""
        if document.only is not None:
            name = document.names[0][0]
            only = str(self._client.settings.arguments.get(document.only) or "")
            yield Place(document, {name: wanted.get(name, only)})
        elif len(wanted) == len(document.names):
            yield Place(document, {name: wanted[name] for name, _ in document.names})
        else:
            for row in self._objects(document, wanted):
                place = placed(document, row)
                if all(place.names[name] == value for name, value in wanted.items()):
                    yield place

    def _objects(self, document: Document, wanted: Mapping[str, str]) -> Iterator[Row]:
        """The rows of the listing of a kind, of all that they are inside of unless `wanted` says which."""
        if document.listed is None:
            return
        collection = self._client.shim.collection(document.listed)
        known = {path.rpartition(".")[2]: wanted[name] for name, path in document.names if name in wanted}
        around = {parent: known[parent] for parent, _ in document.parents if parent in known}
        if document.inside is None or len(around) == len(document.parents):
            yield from self._all(collection, around)
            return
        for row in self._all(self._client.shim.collection(document.inside), {}):
            inside = {parent: str(dig(row, path)) for parent, path in document.parents}
            if around.items() <= inside.items():
                yield from self._all(collection, inside)

    def _all(self, collection: Collection, inside: Mapping[str, str]) -> Iterator[Row]:
        for page in pages(self._client, collection, exhaustive=True, query=inside):
            yield from page.rows


def _within(document: Document, query: Mapping[str, Any]) -> dict[str, str] | None:
    """The names that `query`, values by path in a row, asks for; None where it is about another kind of objects."""
    said = {path: value for path, value in query.items() if value is not None}
    wanted = {name: str(said[f"{document.at}.{name}"]) for name, _ in document.names if f"{document.at}.{name}" in said}
    return wanted if len(wanted) == len(said) else None


def _delta(collection: Collection, kind: Literal["add", "remove"], key: str) -> dict[str, Any]:
    """The delta that adds or removes the element `key`."""
    elements = trait_of(collection)
    row: dict[str, Any] = {}
    for path, value in element_in(collection, key).items():
        put(row, path.replace(".0", ""), value)
    delta: dict[str, Any] = {elements.op: elements.add if kind == "add" else elements.remove}
    for name, path in elements.delta:
        put(delta, name, dig(row, path.replace(".0", "")))
    return delta
