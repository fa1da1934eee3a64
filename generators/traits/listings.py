"""Caveats of listings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a listing is paged."""

    style: Literal["offset", "token", "link", "header"] = "offset"
    size: str
    start: str
    default: int
    maximum: int
    next: str | None = None
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOmits:
    """Members that rows of a listing may lack."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A listing takes filter expressions (RFC 7644 section 3.4.2.2) about some members."""

    parameter: str
    fields: tuple[str, ...]
    capability: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeSet:
    """A list of elements that may be too large to come along with everything."""

    field: str
    leave_out: str
    batch: int
    page: int
    probe: str | None = None
