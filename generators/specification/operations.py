"""Calls and the shape of their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Method: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One vendor API call."""

    method: Method
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Literal["none", "json", "form"] = "none"
    authenticated: bool = True
    endpoint: str = ""
    constants: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where answers hold objects."""

    item: str = ""
    items: str = ""
    merge: tuple[str, ...] = ()
    total: str = ""
