"""CSV for spreadsheets (RFC 4180), in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from rolecall.reports.json_rows import number
from rolecall.text.sanitizer import visible

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # full-width too


def render(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """`rows` as CSV under one header."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return stream.getvalue()


def cell(value: Any) -> str:
    """`value` as a cell that a spreadsheet shows and never computes: what would begin a formula gets a `'` in front."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=number)
    begins = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return visible(f"'{text}" if begins else text)


def content(text: str) -> str:
    """The text of a cell that `cell` made: without the `'` in front of what would begin a formula."""
    rest = text[1:]
    return rest if text[:1] == "'" and (rest.startswith(_FORMULA) or rest.lstrip().startswith(_FORMULA)) else text
