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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOmits:
    """Members that rows of a listing may lack."""

    fields: tuple[str, ...]
