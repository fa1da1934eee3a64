"""For code scanning: SARIF 2.1.0 (OASIS standard, section numbers in comments are its own)."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from rolecall.drift.findings import KINDS, Finding, Severity
from rolecall.drift.formats.json_data import number
from rolecall.drift.formats.text import clean
from rolecall.drift.report import Report

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "none",
}
_SCORES: Final = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.0",
    Severity.LOW: "2.0",
    Severity.INFO: "0.0",
}


def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    names = list(KINDS)
    ignored = [(item.finding, item) for item in report.ignored]
    results = [_result(item, names) for item in report.findings]
    for finding, reason in ignored:
        suppressed = _result(finding, names)
        suppressed["suppressions"] = [{"kind": "external", "justification": clean(reason.reason)}]  # 3.35
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
                    {
                        "level": "error",
                        "message": {
                            "text": clean(f"{gap.vendor} {gap.what} was not looked at: {gap.why}. {gap.advice}")
                        },
                    }
                    for gap in report.gaps
                ],
            }
        ],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False, default=number) + "\n"


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
        "message": {"text": clean(message)},
        "locations": [_location(finding)],
        "partialFingerprints": {"rolecallFinding/v1": finding.id},  # 3.27.17
        "properties": {
            "severity": finding.severity.word,
            "security-severity": _SCORES[finding.severity],
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
    """Where it is declared; what no code declares is only named (3.28, 3.33)."""
    name = finding.address or f"{finding.vendor}/{finding.type}/{finding.object_id}"
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": clean(name), "kind": "resource"}]}
    if finding.declared is not None:
        location["physicalLocation"] = {
            "artifactLocation": {"uri": quote(finding.declared.file)},
            "region": {"startLine": max(finding.declared.line, 1)},
        }
    return location
