"""Writing a new repository: nothing that is there is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Written:
    """The files that were made, and those that were there: with the same text, or with another, which they keep."""

    made: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]


def write(folder: Path, texts: Mapping[str, str]) -> Written:
    """Write each text below `folder`, unless there is something at its path. Raises OSError where that fails."""
    made: list[str] = []
    same: list[str] = []
    kept: list[str] = []
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            (same if _holds(path, text) else kept).append(name)
            continue
        if text.startswith("#!"):
            path.chmod(path.stat().st_mode | 0o111)
        made.append(name)
    return Written(tuple(made), tuple(same), tuple(kept))


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
