"""Caveats of updating and deleting objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class FullReplace:
    """An update overwrites more than it is given."""

    carry: tuple[str, ...] = ("*",)
    strip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftDelete:
    """A deleted object stays behind with a flag."""

    flag: str
    values: tuple[str, ...] = ("true", "1")
    listed: bool = True
    recreate: Literal["new", "revive"] = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeOwned:
    """What an object owns is deleted before it."""

    collection: str
    owner: str
    delete_path: str
    switch: str | None = None
    by: str = "id"
    where: tuple[tuple[str, str], ...] = ()
    endpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprovision:
    """The order in which access ends."""

    disable: tuple[tuple[str, bool | str], ...] = ()
    revoke: tuple[RevokeOwned, ...] = ()
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Objects that must never be deleted."""

    attribute: str
    values: tuple[str, ...]
    reason: str
    frozen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Federated:
    """Objects that come from an identity provider."""

    attribute: str
    field: str
    local: str
    reason: str
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """An update adds one value and takes another away."""

    add: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """Rows that something else brought about."""

    flag: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Versioned:
    """Rows say their version, and a write names it."""

    member: str
    header: str = "If-Match"
    capability: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported:
    """What a vendor does not take from us."""

    reason: str
    instead: str
    attribute: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something to know when an object ends or a value is written."""

    event: Literal["end", "write"]
    summary: str
    detail: str
    attribute: str | None = None
    pattern: str | None = None
