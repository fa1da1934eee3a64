"""Caveats of what an object is doing: switched on and off by calls of their own, and not always well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle:
    """An attribute is changed by a call of its own."""

    attribute: str
    on_path: str
    off_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailing:
    """An object is there, and does not do what it should."""

    attribute: str
    values: tuple[str, ...]
    because: str
    advice: str
