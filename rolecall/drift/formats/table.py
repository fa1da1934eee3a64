"""For spreadsheets: CSV (RFC 4180), in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Final

from rolecall.drift.findings import Finding
from rolecall.drift.formats.json_data import number
from rolecall.drift.formats.text import clean
from rolecall.drift.report import Report

HEADER: Final = (
    "status",
    "id",
    "severity",
    "kind",
    "vendor",
    "subject",
    "type",
    "object_id",
    "address",
    "attribute",
    "before",
    "after",
    "text",
    "fix",
    "file",
    "line",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  # their full-width twins work too


def render(report: Report) -> str:
    """The report as CSV: a row for each finding, ignored one and gap, under one header."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    for finding in report.findings:
        writer.writerow([cell(item) for item in ("found", *_row(finding))])
    for ignored in report.ignored:
        writer.writerow([cell(item) for item in ("ignored", *_row(ignored.finding))])
    for gap in report.gaps:
        row = ["not looked at", "", "", "", gap.vendor, gap.what, *[""] * 6, gap.why, gap.advice, "", ""]
        writer.writerow([cell(item) for item in row])
    return stream.getvalue()


def cell(value: Any) -> str:
    """`value` as a cell that a spreadsheet shows and never computes: what would begin a formula gets a `'` in front."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=number)
    guarded = f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    return clean(guarded)


def _row(finding: Finding) -> tuple[Any, ...]:
    place = finding.declared
    return (
        finding.id,
        finding.severity.word,
        finding.kind,
        finding.vendor,
        finding.subject,
        finding.type,
        finding.object_id,
        finding.address,
        finding.attribute,
        finding.before,
        finding.after,
        finding.text,
        finding.fix,
        "" if place is None else place.file,
        "" if place is None else str(place.line),
    )
