"""For code scanning: SARIF 2.1.0 (OASIS standard, section numbers in comments are its own)."""

from __future__ import annotations

from typing import Any, Final

from rolecall.drift.findings import KINDS, Finding, Severity
from rolecall.drift.report import Report
from rolecall.reports import sarif

_LEVELS: Final = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "none",
}


def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    names = list(KINDS)
    ignored = [(item.finding, item) for item in report.ignored]
    results = [_result(item, names) for item in report.findings]
    for finding, reason in ignored:
        suppressed = _result(finding, names)
        suppressed["suppressions"] = [{"kind": "external", "justification": reason.reason}]  # 3.35
        results.append(suppressed)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "rolecall", "rules": _rules()}},
        "automationDetails": {"id": "rolecall/drift/"},  # 3.17
        "columnKind": "utf16CodeUnits",
        "invocations": [  # 3.20
            {
                "executionSuccessful": report.is_complete,
                "endTimeUtc": report.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "toolExecutionNotifications": [
                    sarif.error(f"{gap.vendor} {gap.what} was not looked at: {gap.why}. {gap.advice}")
                    for gap in report.gaps
                ],
            }
        ],
        "results": results,
    }
    return sarif.log(run)


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": kind,
            "name": "".join(part.capitalize() for part in kind.split("_")),
            "shortDescription": {"text": meaning},
        }
        for kind, meaning in KINDS.items()
    ]


def _result(finding: Finding, names: list[str]) -> dict[str, Any]:
    message = f"{finding.text} {finding.fix}"
    result: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": names.index(finding.kind),
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(finding)],
        "partialFingerprints": {"rolecallFinding/v1": finding.id},  # 3.27.17
        "properties": {
            "severity": finding.severity.word,
            "security-severity": sarif.SCORES[finding.severity.word],
            "vendor": finding.vendor,
            "subject": finding.subject,
            "address": finding.address,
            "before": finding.before,
            "after": finding.after,
        },
    }
    if finding.severity is Severity.INFO:
        result["kind"] = "informational"  # 3.27.9: with a level of "none"
    return result


def _location(finding: Finding) -> dict[str, Any]:
    """The place of the declaration; what no code declares is only named (3.28, 3.33)."""
    name = finding.address or f"{finding.vendor}/{finding.type}/{finding.object_id}"
    location: dict[str, Any] = {"logicalLocations": [sarif.resource(name)]}
    if finding.declared is not None:
        location["physicalLocation"] = sarif.place(finding.declared.file, finding.declared.line)
    return location
