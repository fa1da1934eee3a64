"""The arguments of `rolecall who`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The arguments of the command."""

    sources: tuple[Path, ...] = ()
    can: str = ""
    role: str = ""
    group: str = ""
    person: str = ""
    vendors: tuple[str, ...] = ()
    scope: str = ""
    tier: str = ""
    live: bool = False
    vendor_files: tuple[Path, ...] = ()
    save: Path | None = None
    since: Path | None = None
    people: Path | None = None
    nobody: bool = False
    reports: tuple[str, ...] = ()
