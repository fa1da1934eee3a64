"""Caveats that differ between servers of one standard."""

from __future__ import annotations

from dataclasses import dataclass

from generators.traits.checks import Check
from generators.traits.objects import Caution, Unsupported


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """The call that tells what a server can do."""

    path: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """The same standard as one vendor has it."""

    argument: str
    value: str
    title: str
    checks: tuple[tuple[str, tuple[Check, ...]], ...] = ()
    lacks: tuple[str, ...] = ()
    filters: tuple[str, ...] | None = None
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unsupported: tuple[tuple[str, tuple[Unsupported, ...]], ...] = ()
    cautions: tuple[tuple[str, tuple[Caution, ...]], ...] = ()
    hazards: tuple[str, ...] = ()
