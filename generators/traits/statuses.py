"""Caveats of statuses: they are not written but brought about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call that leads from some statuses to another."""

    path: str
    starts: tuple[str, ...]
    ends: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """A status that no body carries."""

    steps: tuple[Step, ...]
    alike: tuple[tuple[str, str], ...] = ()
    closed: tuple[str, ...] = ()
    powerless: tuple[str, ...] = ()
