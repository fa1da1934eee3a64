"""SARIF 2.1.0 for code scanning: what the logs of all jobs share.

Section numbers are those of the OASIS standard. GitHub takes a part of it and has rules of its own
(https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning):
every result has a physical location with a whole region, and the security severity is the rule's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from rolecall.reports.json_rows import number
from rolecall.text.sanitizer import one_line, visible_data

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
MOST: Final = 25_000
"""Results of one run: GitHub refuses a file with more."""
MOST_ADDRESSES: Final = 10
_SCORES: Final[Mapping[str, str]] = {"critical": "9.5", "high": "8.0", "medium": "5.0", "normal": "5.0", "low": "2.0"}
"""The `security-severity` of a severity or risk tier; what is only told has none."""
_LEVELS: Final[Mapping[str, str]] = {"critical": "error", "high": "error", "low": "note", "info": "note"}
_LONGEST: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result, made of a `rule` and its `severity` (or risk tier); `level` where it is not the severity's.

    `fingerprint` stays the same while the fact does. `file` and `line` are where it is to be mended, `addresses` the
    resources. A result with a `justification` is one that somebody decided to live with (3.35).
    """

    rule: str
    severity: str
    text: str
    fingerprint: str
    file: str
    line: int = 1
    level: str = ""
    addresses: Sequence[str] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)
    justification: str | None = None


def run_of(
    job: str, results: Sequence[Result], meanings: Mapping[str, str], help_text: str, errors: Iterable[str]
) -> dict[str, Any]:
    """The run of a job. `results` are in order, the gravest first; `meanings` say what a rule means, by its name."""
    shown = results[:MOST]
    rules = list(dict.fromkeys((each.rule, each.severity) for each in shown))
    index = {key: place for place, key in enumerate(rules)}
    notes = [{"level": "error", "message": {"text": one_line(text)}} for text in errors]  # 3.58
    if left := Counter(each.severity for each in results[MOST:]):
        told = ", ".join(f"{count} {severity}" for severity, count in left.items())
        notes.append({"level": "warning", "message": {"text": f"Left out, since a run has at most {MOST}: {told}."}})
    return {
        "tool": {
            "driver": {
                "name": f"rolecall {job}",
                "rules": [_rule(rule, severity, meanings.get(rule, ""), help_text) for rule, severity in rules],
            }
        },
        "automationDetails": {"id": f"rolecall/{job}/"},  # 3.17
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],  # 3.20
        "results": [_result(each, index[each.rule, each.severity]) for each in shown],
    }


def log(run: Mapping[str, Any]) -> str:
    """A log with one run, every text in it cleaned."""
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [visible_data(run)]}
    return json.dumps(data, indent=1, ensure_ascii=False, default=number) + "\n"


def relative(file: str, root: Path | None = None) -> str:
    """The path of a file below the working folder, or below `root`; the bare name of one that is elsewhere."""
    path = Path(file)
    base = (root or Path()).absolute()
    whole = path if path.is_absolute() else base / path
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) and ".." not in path.parts else path.name


def uri(file: str) -> str:
    """The path of a file as a relative URI."""
    return quote(relative(file.replace("\\", "/")))


def _rule(rule: str, severity: str, meaning: str, help_text: str) -> dict[str, Any]:
    """A rule for each severity that a kind of result has: GitHub shows a severity of the rule alone (3.49)."""
    said = meaning or f"{rule.replace('_', ' ').capitalize()}."
    properties: dict[str, Any] = {"tags": ["security", "access"], "precision": "very-high"}
    if severity in _SCORES:
        properties["security-severity"] = _SCORES[severity]
    return {
        "id": f"{rule}/{severity}",
        "name": "".join(part.capitalize() for part in (*rule.split("_"), severity)),
        "shortDescription": {"text": _shortened(said)},
        "fullDescription": {"text": _shortened(f"{said} Severity: {severity}.")},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS.get(severity, "warning")},
        "properties": properties,
    }


def _result(each: Result, index: int) -> dict[str, Any]:
    line = max(each.line, 1)
    result: dict[str, Any] = {
        "ruleId": f"{each.rule}/{each.severity}",
        "ruleIndex": index,
        "level": each.level or _LEVELS.get(each.severity, "warning"),
        "message": {"text": one_line(each.text)},
        "locations": [
            {
                "physicalLocation": {  # 3.29
                    "artifactLocation": {"uri": uri(each.file)},
                    "region": {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": 2},
                },
                "logicalLocations": [  # 3.33
                    {"fullyQualifiedName": name, "kind": "resource"} for name in each.addresses[:MOST_ADDRESSES]
                ],
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": each.fingerprint,
            "rolecall/v1": each.fingerprint,
        },  # 3.27.17
        "properties": dict(each.properties),
    }
    if each.justification is not None:
        result["suppressions"] = [{"kind": "external", "justification": each.justification}]
    return result


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
