"""Documents of an object told from those of what it belongs to (`Inheritance`), by a listing of all that apply to it.

The listing is believed only where it explains what was read: it has as many rows as it says, and every document with
its elements among them. Anything else is an error, never an object without elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.collections.envelope import rows_of, total_of
from rolecall.runtime.errors import Incomplete, NotTheApi
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import DocumentElements, Envelope, Inheritance

log = Logger("documents")


def own_documents(
    client: Client, elements: DocumentElements, trait: Inheritance, uid: str, documents: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The object's own documents, of `documents` that a read of it gave. Raises VendorError.

    Where listing and read contradict each other the listing is asked once more: somebody may have changed something in
    between.
    """
    try:
        return _listed(client, elements, trait, uid, documents)
    except Incomplete as error:
        log.info("the listing does not explain what was read; asking again", path=error.path, why=str(error))
        return _listed(client, elements, trait, uid, documents)


def leaves(elements: DocumentElements, document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of a document, each with the members of what it is in.

    Raises Incomplete where a list is not there, and NotTheApi where it holds something else than objects.
    """
    return _leaves(document, elements.path.split("."), elements.path)


def _listed(
    client: Client, elements: DocumentElements, trait: Inheritance, uid: str, documents: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The documents of the rows that are not inherited. Raises Incomplete where the listing does not explain all."""
    answer = client.call(trait.list, {"uid": uid})
    envelope = Envelope(items=trait.rows, total=trait.total)
    try:
        rows = rows_of(envelope, answer.data)
        total = total_of(envelope, answer.data)
        if total is not None and len(rows) < total:
            raise Incomplete(f"The listing of what applies has {len(rows)} of {total} rows.")
        own = [_document(trait, row) for row in rows if not _is_inherited(trait, row)]
        inherited = [
            found
            for row in rows
            if _is_inherited(trait, row) and isinstance(found := dig(row, trait.document), Mapping)
        ]
        known = Counter(_identity(elements, each) for each in (*own, *inherited))
        left = Counter(found for each in documents if (found := _identity(elements, each))) - known
        if left:
            raise Incomplete(
                f"{left.total()} of the {len(documents)} documents that were read are not in the listing of what "
                "applies to the object, so nothing tells whose they are."
            )
    except (Incomplete, NotTheApi) as error:
        raise error.at(trait.list.method, client.path_of(trait.list), answer.status) from None
    return own


def _is_inherited(trait: Inheritance, row: Mapping[str, Any]) -> bool:
    """Whether a row says that it is inherited; one that does not say so is the object's own."""
    said = dig(row, trait.flag)
    if said is MISSING or said is None:
        return False
    if not isinstance(said, bool):
        raise Incomplete(
            f"A row of the listing of what applies does not say at {trait.flag!r} whether it is inherited."
        )
    return said


def _document(trait: Inheritance, row: Mapping[str, Any]) -> Mapping[str, Any]:
    found = dig(row, trait.document)
    if not isinstance(found, Mapping):
        raise Incomplete(f"A row of the listing of what applies, not inherited, does not say {trait.document!r}.")
    return found


def _identity(elements: DocumentElements, document: Mapping[str, Any]) -> frozenset[tuple[str, ...]]:
    """What tells a document from others with other elements."""
    return frozenset(tuple(str(dig(leaf, path)) for path in elements.key) for leaf in leaves(elements, document))


def _leaves(data: Mapping[str, Any], steps: list[str], path: str) -> Iterator[dict[str, Any]]:
    """The elements at the end of the lists along `steps`, each with the members of what it is in.

    Raises Incomplete where a list is not there, and NotTheApi where it holds something else than objects.
    """
    head, *rest = steps
    inner = data.get(head)
    if not isinstance(inner, list):
        raise Incomplete(f"A document does not say {path!r}: {head!r} is no list there. That is not taken for empty.")
    for each in inner:
        if not isinstance(each, Mapping):
            raise NotTheApi(f"{path!r} holds something else than objects.")
        if not rest:
            yield {head: [each]}
            continue
        around = {name: value for name, value in each.items() if name != rest[0]}
        for leaf in _leaves(each, rest, path):
            yield {**around, **leaf}
