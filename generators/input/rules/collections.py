"""What a definition says about collections: how they are listed and paged, and how an object is found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generators.input.operations import Call, call_of
from generators.input.yaml_source import DefinitionError, Placed, Remark
from rolecall.specification.numbers import Count
from rolecall.specification.schema import Envelope
from rolecall.specification.traits import (
    AbsentRows,
    CanonicalForm,
    ETag,
    Filters,
    Invitation,
    LargeSet,
    ListOmits,
    Masked,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaginationRule(Placed):
    """The names of the paging parameters. The API description has their default and maximum.

    `next` is where an answer names the next page, in the styles `token` and `link`, and with `cursor`. In the style
    `header` there may be no `start`.
    """

    size: str
    start: str = ""
    maximum: Count | None = None
    style: Literal["offset", "token", "link", "header"] = "offset"
    next: str | None = None
    first: Literal[0, 1] = 0
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKeyRule(Placed):
    """By which attribute people know an object; `field` and `scope` follow from the attributes' own fields.

    `field` is given where no resource is made of the collection, only data sources.
    """

    attribute: str
    query: str | None = None
    scope: tuple[str, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    unique: bool = True
    field: str | None = None
    form: str = ""
    query_rows: Count | None = None
    direct: bool = False
    caseless: bool = False
    get: Call | Remark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedRule(Placed):
    """A set, the member `field` of a row, that another listing shows: its rows, at `rows`, name their `holders`.

    A row that lacks them must have somebody in one of the lists `others`.
    """

    field: str
    list: Call | Remark
    rows: str
    holders: str
    by: str = "id"
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenSetRule(Placed):
    """Which objects show their set only to those with `permission`: those whose member `field` is `value`.

    `claim` is the claim of the access token that lists the permissions.
    """

    field: str
    value: str
    permission: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedSetRule(Placed):
    """A set, the attribute `field`, that is a collection of its own, inside of the object."""

    field: str
    collection: str
    hidden: HiddenSetRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule(Placed):
    """The documents of one kind of objects: how one is read and changed, and how the objects are named and listed."""

    at: str
    names: tuple[tuple[str, str], ...]
    read: Call | Remark
    change: Call | Remark
    listed: str | None = None
    inside: str | None = None
    parents: tuple[tuple[str, str], ...] = ()
    only: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InheritanceRule(Placed):
    """A listing that tells an object's own elements from inherited ones, asked for by the object's `uid`."""

    list: Call | Remark
    rows: str
    total: str
    flag: str
    document: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentElementsRule(Placed):
    """Rows that are elements of documents. `of` are the kinds of objects that have one, widest first."""

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
    of: tuple[DocumentRule, ...]
    inherited: InheritanceRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRule(Placed):
    """A set of like objects. `parents` are attributes that say inside of what they are: places of the paths.

    `holders` says by parent where its values are held: `<resource type>.<attribute>`. `list_deleted` also shows the
    soft-deleted rows that `list` leaves out. With `elements`, `list` is the read of the document that is always there.
    What is read one by one only, and never listed, has `get` alone.
    """

    key: str
    list: Call | Remark | None = None
    provisional_key: str | None = None
    incarnation: str | None = None
    precondition: str | None = None
    get: Call | Remark | None = None
    envelope: Envelope | None = None
    pagination: PaginationRule | None = None
    natural_key: NaturalKeyRule | None = None
    absent_rows: AbsentRows | None = None
    list_omits: ListOmits | None = None
    masked: Masked | None = None
    canonical_key: CanonicalForm | None = None
    parents: tuple[str, ...] = ()
    holders: tuple[tuple[str, str], ...] = ()
    opposite: str | None = None
    filters: Filters | None = None
    large_set: LargeSet | None = None
    etag: ETag | None = None
    invitation: Invitation | None = None
    joined: JoinedRule | None = None
    nested_set: NestedSetRule | None = None
    list_deleted: Call | Remark | None = None
    implied: tuple[tuple[str, str], ...] = ()
    elements: DocumentElementsRule | None = None
    ignore: dict[str, Remark] = field(default_factory=dict)

    @property
    def reading(self) -> Call:
        """The call that tells most of the rows: the listing, or else the single read. Raises `DefinitionError`."""
        call = self.list or self.get
        if call is None:
            raise DefinitionError(self.place, "a collection that nothing reads", "list, get or both")
        return call_of(call)
