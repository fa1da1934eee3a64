"""Rows that are elements of documents: one document for each object that they are about."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.operations import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The documents of one kind of objects, and how each is addressed.

    A row names the object at `at` (`scope.cluster`), by the members in `names`, each with its path in rows of the
    listing `listed`, in the body of `change`, and in what fills the places of `read` and `change`. Where `listed` is
    inside of the objects of another kind, `inside` is the collection of those and `parents` are pairs of a parent and
    its path in their rows. Of a kind without a listing there is one object, which the provider's argument `only` names.
    """

    at: str
    names: tuple[tuple[str, str], ...]
    read: Operation
    change: Operation
    listed: str | None = None
    inside: str | None = None
    parents: tuple[tuple[str, str], ...] = ()
    only: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """A listing that tells an object's own elements from those of what it belongs to.

    `list` takes the uid of an object, which its row has at `uid`, and gives `rows`, as many as it says at `total`. One
    whose `flag` is true is inherited; `document` is where each has its document.
    """

    list: Operation
    rows: str
    total: str
    flag: str
    document: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentElements:
    """The rows of a collection are elements of documents, changed by deltas that touch no other element.

    A read gives an object's documents at `documents`, usually one. `path` leads through the lists in it to the elements
    (`roleBindings.subjects`); a row has the members of every object on the way, and the element as the last list's only
    one. `key` are the members that make an element what it is: the row's key is the document's, then these, the last
    one as it is. A list that is not there is unsaid, never empty.

    A change carries its deltas at `deltas`: `op` is `add` or `remove`, and `delta` are pairs of a member and its path
    in the row. Its answer has the document at `changed`, whose `uid` tells it from others; so does `inherited`.
    """

    documents: str
    path: str
    key: tuple[str, ...]
    uid: str
    deltas: str
    delta: tuple[tuple[str, str], ...]
    op: str
    add: str
    remove: str
    changed: str
    of: tuple[Document, ...]
    inherited: Inheritance | None = None
