"""For code scanning: SARIF 2.1.0 (OASIS). One result per verdict, per privileged gain and per risk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from rolecall.review.formats.words import clean
from rolecall.review.report import Review
from rolecall.review.verdicts import told
from rolecall.specification.traits import Tier

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[str, str] = {
    "deny": "error",
    "undecided": "error",
    "approval": "warning",
    "warn": "warning",
    "allow": "note",
}
_SEVERITIES: Mapping[Tier, str] = {"critical": "9.5", "high": "8.0", "normal": "5.0", "low": "2.0"}
MOST: Final = 5_000
"""Results of one run that code scanning takes."""


def render(review: Review) -> str:
    """The review as SARIF."""
    results = sorted(_results(review), key=lambda each: ("error", "warning", "note").index(each["level"]))[:MOST]
    rules = sorted({each["ruleId"] for each in results})
    run = {
        "tool": {
            "driver": {
                "name": "rolecall review",
                "rules": [
                    {
                        "id": rule,
                        "shortDescription": {"text": rule.replace("_", " ")},
                        "properties": {
                            "tags": ["security"],
                            "security-severity": _SEVERITIES[_gravest(results, rule)],
                        },
                    }
                    for rule in rules
                ],
            }
        },
        "artifacts": [
            {"location": {"uri": _uri(each.path)}, "hashes": {"sha-256": each.sha256}} for each in review.sources
        ],
        "invocations": [
            {
                "executionSuccessful": not review.failures,
                "exitCode": int(review.exit_code),
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": clean(f"{each.message} {each.hint}")}}
                    for each in review.failures
                ],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _gravest(results: list[dict[str, Any]], rule: str) -> Tier:
    tiers: list[Tier] = [each["properties"]["tier"] for each in results if each["ruleId"] == rule]
    return min(tiers, key=("critical", "high", "normal", "low").index)


def _results(review: Review) -> Iterator[dict[str, Any]]:
    place = review.sources[0].path if review.sources else "plan.json"
    said = set()
    for verdict in review.verdicts:
        said.add(verdict.text)
        rule = verdict.rule.split(":")[0]
        yield _result(rule, _LEVELS[verdict.result], verdict.tier, verdict.text, verdict.addresses, place)
    for note in review.notes:
        if note.text not in said:
            level = "warning" if note.tier in ("critical", "high") else "note"
            yield _result(note.kind, level, note.tier, note.text, note.addresses, place)
    for row in review.rows:
        if row.effect == "gains" and row.tier in ("critical", "high"):
            addresses = tuple(dict.fromkeys(each for path in row.grant.paths for each in path.addresses))
            yield _result("gain", "note", row.tier, f"{told(row)}: {row.reason}", addresses, place)


def _result(rule: str, level: str, tier: Tier, text: str, addresses: tuple[str, ...], place: str) -> dict[str, Any]:
    shown = clean(text)
    digest = hashlib.sha256(f"{rule}\n{shown}\n{'|'.join(addresses)}".encode()).hexdigest()
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": shown},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(place)}, "region": {"startLine": 1}},
                "logicalLocations": [{"fullyQualifiedName": address, "kind": "resource"} for address in addresses[:10]],
            }
        ],
        "partialFingerprints": {"rolecall/v1": digest[:32]},
        "properties": {"tier": tier},
    }


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/").lstrip("/"))
