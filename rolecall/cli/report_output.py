"""Reports of the jobs, written to files or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from rolecall.cli.terminal import Terminal
from rolecall.reports.errors import JobError
from rolecall.reports.formats import Formats

T = TypeVar("T")


def outputs(wanted: Sequence[str], formats: Formats[T]) -> list[tuple[str, Path | None]]:
    """The formats that arguments (`json`, `sarif=drift.sarif`) ask for, each with its file; without any, text.

    None is standard output. Raises JobError for a format that there is not.
    """
    found: list[tuple[str, Path | None]] = []
    for text in wanted:
        name, _, file = text.partition("=")
        if name not in formats.modules:
            raise JobError(f"There is no format {name!r}.", hint=f"One of {', '.join(formats.modules)}.")
        path = Path(file) if file and file != "-" else None
        if path is not None and any(other is not None and other.resolve() == path.resolve() for _, other in found):
            raise JobError(f"Two reports are to be written to {path}.", hint="Give each a file of its own.")
        found.append((name, path))
    return found or [("text", None)]


def write(report: T, formats: Formats[T], name: str, file: Path | None) -> None:
    """Write `report` in one format. Raises JobError where the file cannot be written."""
    if file is None:
        style = (Terminal(sys.stdout).style,) if name == "text" else ()
        sys.stdout.write(formats.render(report, name, *style))
        sys.stdout.flush()
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(formats.render(report, name), encoding="utf-8", newline="")
    except OSError as error:
        raise JobError(
            f"{file} cannot be written: {error.strerror or error}.", hint="Choose another file for the report."
        ) from None
