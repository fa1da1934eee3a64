"""For programs: JSON, described by `docs/drift-report.schema.json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from rolecall.drift.findings import Finding
from rolecall.drift.history import History, earlier_data
from rolecall.drift.report import Report
from rolecall.reports.json_rows import dump

VERSION: Final = "1.3"
"""The version of the form: the second number grows when something is added, the first when something breaks."""


def render(report: Report) -> str:
    """The report as JSON with a line for each row."""
    return dump(data(report))


def data(report: Report) -> dict[str, Any]:
    """The report as JSON-ready values."""
    return {
        "format_version": VERSION,
        "made_at": report.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "complete": report.is_complete,
        "headline": report.headline(),
        "counts": {severity.word: count for severity, count in report.counts().items()},
        "findings": [finding_data(item) for item in report.findings],
        "gaps": [{**asdict(gap), "vendor": gap.vendor or None} for gap in report.gaps],
        "ignored": [
            {"finding": finding_data(item.finding), "reason": item.reason, "owner": item.owner, "until": item.until}
            for item in report.ignored
        ],
        "unused_ignores": list(report.unused),
        "vendors": [asdict(item) for item in report.vendors],
        "sources": list(report.sources),
        "other_resources": dict(report.others),
        "notes": list(report.notes),
        "history": None if report.history is None else _history(report.history),
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as JSON-ready values."""
    place, blame = finding.declared, finding.blame
    return {
        "id": finding.id,
        "kind": finding.kind,
        "severity": finding.severity.word,
        "vendor": finding.vendor,
        "subject": finding.subject,
        "type": finding.type,
        "object_id": finding.object_id,
        "address": finding.address or None,
        "attribute": finding.attribute or None,
        "before": finding.before,
        "after": finding.after,
        "text": finding.text,
        "fix": finding.fix,
        "declared": None if place is None else asdict(place),
        "blame": None if blame is None else asdict(blame),
    }


def _history(history: History) -> dict[str, Any]:
    return {
        "since": history.since,
        "new": sorted(history.new),
        "unchanged": sorted(history.unchanged),
        "gone": [earlier_data(item) for item in history.gone],
        "unknown": [earlier_data(item) for item in history.unknown],
    }
