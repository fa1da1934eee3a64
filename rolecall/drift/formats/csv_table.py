"""CSV: a row for each finding, ignored one and gap, under one header."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.reports import spreadsheet

_CELLS: Final[dict[str, Callable[[Finding], Any]]] = {
    "id": lambda each: each.id,
    "severity": lambda each: each.severity.word,
    "kind": lambda each: each.kind,
    "vendor": lambda each: each.vendor,
    "subject": lambda each: each.subject,
    "type": lambda each: each.type,
    "object_id": lambda each: each.object_id,
    "address": lambda each: each.address,
    "attribute": lambda each: each.attribute,
    "before": lambda each: each.before,
    "after": lambda each: each.after,
    "text": lambda each: each.text,
    "fix": lambda each: each.fix,
    "file": lambda each: "" if each.declared is None else each.declared.file,
    "line": lambda each: "" if each.declared is None else str(each.declared.line),
}
HEADER: Final = ("status", *_CELLS)


def render(report: Report) -> str:
    """The report as CSV."""
    rows = [_row("new" if finding.id in report.new else "found", finding) for finding in report.findings]
    rows += [_row("ignored", ignored.finding) for ignored in report.ignored]
    rows += [
        ("not looked at", "", "", "", gap.vendor, gap.what, *[""] * 6, gap.why, gap.advice, "", "")
        for gap in report.gaps
    ]
    for status, items in () if (past := report.history) is None else (("gone", past.gone), ("unknown", past.unknown)):
        for item in items:
            head = (status, item.id, item.severity, item.kind, item.vendor, item.subject, "", "", item.address)
            rows.append((*head, "", "", "", item.text, "", "", ""))
    return spreadsheet.render(HEADER, rows)


def _row(status: str, finding: Finding) -> tuple[Any, ...]:
    return (status, *(cell(finding) for cell in _CELLS.values()))
