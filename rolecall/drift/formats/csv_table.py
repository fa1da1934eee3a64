"""CSV: a row for each finding, ignored one and gap, under one header."""

from __future__ import annotations

from typing import Any, Final

from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.reports import spreadsheet

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


def render(report: Report) -> str:
    """The report as CSV."""
    new = frozenset[str]() if report.history is None else report.history.new
    rows: list[tuple[Any, ...]] = [
        ("new" if finding.id in new else "found", *_row(finding)) for finding in report.findings
    ]
    rows += [("ignored", *_row(ignored.finding)) for ignored in report.ignored]
    rows += [
        ("not looked at", "", "", "", gap.vendor, gap.what, *[""] * 6, gap.why, gap.advice, "", "")
        for gap in report.gaps
    ]
    for status, items in () if (past := report.history) is None else (("gone", past.gone), ("unknown", past.unknown)):
        for item in items:
            head = (status, item.id, item.severity, item.kind, item.vendor, item.subject, "", "", item.address)
            rows.append((*head, "", "", "", item.text, "", "", ""))
    return spreadsheet.render(HEADER, rows)


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
