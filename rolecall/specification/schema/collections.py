"""Collections of objects that a vendor lists."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.document_elements import DocumentElements
from rolecall.specification.schema.operations import Envelope, Operation
from rolecall.specification.traits import (
    AbsentRows,
    CanonicalForm,
    ETag,
    Filters,
    Invitation,
    LargeSet,
    ListOmits,
    Masked,
    Pagination,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKey:
    """The name a person knows an object by.

    `attribute` is the resource attribute, `field` the member of a row, `query` the listing's filter parameter if it
    has one; `scope` are further (attribute, field) pairs that must agree for two rows to be the same thing. `within`
    narrows listings by members of the attributes: pairs of a dotted attribute path and a query parameter; where one
    of them applies, the listing's own query parameters named here are left out. Not `unique`: the vendor takes several
    objects of one natural key. `form` is how the filter is worded, `{}` standing for the name (`displayName eq '{}'`).
    `caseless`: it compares the name without regard to case, and keeps the case given. A narrowed listing that gives
    `query_rows` rows may have been cut off there. `direct`: the vendor's single read takes the name, in whatever case,
    in place of the key. `get` is another single read, which takes the name.
    """

    attribute: str
    field: str
    query: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    unique: bool = True
    form: str = ""
    query_rows: int | None = None
    direct: bool = False
    caseless: bool = False
    get: Operation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedSet:
    """The set `field` of an object is not read from the object, but from another listing, whose rows are elements.

    `list` gives at `rows` every element that anybody has, each with its `holders`, whose member `by` is an object's
    key. What nobody has may be left out. Where an element may be held by something else too, `others` are the lists of
    those: a row may lack `holders` where one of them has somebody.
    """

    field: str
    list: Operation
    rows: str
    holders: str
    by: str = "id"
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenSet:
    """Objects whose member `field` is `value` show their set only to those with a permission, and an empty one else.

    `permission` is its name. An empty listing of such a set, or of an object that does not say, is not believed, unless
    the claim `claim` of our access token lists the permission.
    """

    field: str
    value: str
    permission: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedSet:
    """The set `field` of an object is a collection of its own, inside of the object: the ids of its rows.

    Reads that do not need it leave it out. Those that do list `collection`, whose parent the object is. `hidden` says
    of which objects the vendor may keep it back.
    """

    field: str
    collection: str
    hidden: HiddenSet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A set of like objects of the vendor. Resources, data sources and references share its listing and its locks.

    `key` is the member that identifies a row, or a template of several: `{metadata.namespace}/{metadata.name}`; while
    a row lacks it, `provisional_key` does. `incarnation` is a member that the vendor gives each object anew, where a
    key is free again once its object is deleted; `precondition` is the member of a deletion's body by which the vendor
    deletes no other one. Without `get` an object is read from the listing alone. Lookup collections for references are
    collections too.

    `parents` are attributes that say inside of what the objects are: the places of `list` and `get` that the rows
    themselves do not tell. They are part of the key, and every row gets them; `holders` says by parent which attribute
    of which resource type holds its value. `opposite` is the collection of the same pairs listed from their other
    end, which stands in for a single read. `list_deleted` is a listing that shows soft-deleted rows too, where `list`
    leaves them out. `implied` are members that no row has and that being listed says: somebody in a list of members
    is active.

    With `elements` the rows are elements of documents, and `list` is the first of the reads that together are the
    listing.
    """

    name: str
    key: str
    provisional_key: str | None = None
    incarnation: str | None = None
    precondition: str | None = None
    list: Operation | None = None
    get: Operation | None = None
    envelope: Envelope = field(default_factory=Envelope)
    pagination: Pagination | None = None
    natural_key: NaturalKey | None = None
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
    joined: JoinedSet | None = None
    nested_set: NestedSet | None = None
    list_deleted: Operation | None = None
    implied: tuple[tuple[str, str], ...] = ()
    elements: DocumentElements | None = None

    @property
    def reads_singly(self) -> bool:
        """Whether one object can be read by its key, without a listing of its own."""
        return self.get is not None or self.opposite is not None or self.elements is not None

    @property
    def apart(self) -> str | None:
        """The member that is a set too large to come along with everything; reads that do not need it leave it out."""
        if self.large_set is not None:
            return self.large_set.field
        return None if self.nested_set is None else self.nested_set.field

    def absent(self, because: Literal["deleted", "indirect"]) -> AbsentRows | None:
        """The trait of rows that count as absent for this reason, if there are any."""
        trait = self.absent_rows
        return trait if trait is not None and trait.because == because else None
