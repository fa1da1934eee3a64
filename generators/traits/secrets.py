"""Caveats of secrets in answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOnceSecret:
    """A value shown once, at creation."""

    attribute: str
    owner: str | None = None
    expires: str | None = None
    rotate: str | None = None
    live: tuple[str, str] | None = None
    jwt_id: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """What answers show in place of secrets."""

    fields: tuple[str, ...]
    values: tuple[str, ...]
