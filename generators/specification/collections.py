"""Collections of objects that a vendor lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.specification.operations import Envelope, Operation
from generators.traits import (
    Filters,
    Inherited,
    InvitedApart,
    LargeSet,
    ListOmits,
    Masked,
    Normalised,
    Pagination,
    SoftDelete,
    Versioned,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalKey:
    """The name a person knows an object by."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A set of like objects of the vendor."""

    name: str
    key: str
    provisional_key: str | None = None
    list: Operation | None = None
    get: Operation | None = None
    envelope: Envelope = field(default_factory=Envelope)
    pagination: Pagination | None = None
    natural_key: NaturalKey | None = None
    soft_delete: SoftDelete | None = None
    list_omits: ListOmits | None = None
    masked: Masked | None = None
    normalised_key: Normalised | None = None
    parents: tuple[str, ...] = ()
    holders: tuple[tuple[str, str], ...] = ()
    opposite: str | None = None
    inherited: Inherited | None = None
    filters: Filters | None = None
    large_set: LargeSet | None = None
    versioned: Versioned | None = None
    invited_apart: InvitedApart | None = None
