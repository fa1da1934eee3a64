"""Caveats of names: what they stand for and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An attribute holds names that another collection knows."""

    lookup: str
    noun: str
    by: str = "name"
    key: str = "id"
    wire: Literal["object", "id", "name"] = "object"
    made_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """The server changes a value's form."""

    form: Literal["lower", "last"] = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Names that the vendor compares exactly and never checks."""

    attribute: str
    when: tuple[str, str]
    lookup: str
    member: str
    where: tuple[str, str]
    noun: str
