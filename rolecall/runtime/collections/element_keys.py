"""Places of documents, and keys of the elements in them: `<kind>/<names of the object>/<members of the element>`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, unquote

from rolecall.runtime.values.paths import MISSING, dig, put
from rolecall.specification.schema import Collection, Document, DocumentElements

_PLAIN: Final = " :@!$&'()*+,;="
"""Characters that a part of a key keeps; a slash is not among them."""


@dataclass(frozen=True, slots=True)
class Place:
    """The object that a document is about: one of the kind `document`, with its `names` by member."""

    document: Document
    names: Mapping[str, str]

    @property
    def key(self) -> str:
        """Kind and names as one text."""
        kind = self.document.at.rpartition(".")[2]
        return "/".join([kind, *(quote(self.names[name], safe=_PLAIN) for name, _ in self.document.names)])


def trait_of(collection: Collection) -> DocumentElements:
    """The elements that the collection's rows are. Raises TypeError where they are objects."""
    if collection.elements is None:
        raise TypeError(f"{collection.name} are objects of their own")
    return collection.elements


def key_of_element(elements: DocumentElements, place: Place, row: Mapping[str, Any]) -> str:
    """The key of a row; the last of its parts is as it is."""
    *parts, last = (str(dig(row, path)) for path in elements.key)
    return "/".join([place.key, *(quote(part, safe=_PLAIN) for part in parts), last])


def place_in(collection: Collection, key: str) -> Place | None:
    """The place of the element that `key` names; None where it is no such key."""
    found = _parts(collection, key)
    return None if found is None else found[0]


def element_in(collection: Collection, key: str) -> dict[str, Any]:
    """The members that make the element of `key` what it is, by path in the row. Raises ValueError for another key."""
    found = _parts(collection, key)
    if found is None:
        raise ValueError(f"{key!r} is no key of {collection.name}")
    return found[1]


def _parts(collection: Collection, key: str) -> tuple[Place, dict[str, Any]] | None:
    elements = trait_of(collection)
    kind, _, rest = key.partition("/")
    for document in elements.of:
        names = [name for name, _ in document.names]
        parts = rest.split("/", len(names) + len(elements.key) - 1)
        if document.at.rpartition(".")[2] != kind or len(parts) != len(names) + len(elements.key) or "" in parts:
            continue
        plain = [*map(unquote, parts[:-1]), parts[-1]]
        place = Place(document, dict(zip(names, plain, strict=False)))
        return place, dict(zip(elements.key, plain[len(names) :], strict=True))
    return None


def place_of(collection: Collection, row: Mapping[str, Any]) -> Place | None:
    """The place that `row`, or the attributes of a resource, are about; None where they do not say."""
    for document in trait_of(collection).of:
        said = dig(row, document.at)
        if isinstance(said, Mapping):
            names = {name: said.get(name) for name, _ in document.names}
            if all(isinstance(value, str) and value for value in names.values()):
                return Place(document, {name: str(value) for name, value in names.items()})
    return None


def placed(document: Document, row: Mapping[str, Any]) -> Place:
    """The place that a row of the listing of its kind is about; what the row does not say is empty."""
    found = {name: dig(row, path) for name, path in document.names}
    return Place(document, {name: "" if value in (MISSING, None) else str(value) for name, value in found.items()})


def filled(place: Place) -> dict[str, Any]:
    """The object's full name as bodies carry it and as it fills the places of paths and queries."""
    body: dict[str, Any] = {}
    for name, path in place.document.names:
        put(body, path, place.names[name])
    return body


def composed(place: Place, element: Mapping[str, Any]) -> dict[str, Any]:
    """The row of an element: its members, and the object that its document is about."""
    row = dict(element)
    put(row, place.document.at, dict(place.names))
    return row


def narrowed(elements: DocumentElements, values: Mapping[str, Any]) -> dict[str, str]:
    """The query that narrows a listing to the documents that the attributes `values` are about: values by row path."""
    return {
        f"{document.at}.{name}": value
        for document in elements.of
        for name, _ in document.names
        if isinstance(value := dig(values, f"{document.at}.{name}"), str) and value
    }
