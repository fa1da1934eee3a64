"""For code scanning: SARIF 2.1.0 (OASIS). One result per verdict, per privileged gain and per risk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rolecall.reports import sarif
from rolecall.review.report import Review
from rolecall.review.verdicts import told
from rolecall.specification.traits import Tier
from rolecall.text.sanitizer import visible

_LEVELS: Mapping[str, str] = {
    "deny": "error",
    "undecided": "error",
    "approval": "warning",
    "warn": "warning",
    "allow": "note",
}
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
                            "security-severity": sarif.SCORES[_gravest(results, rule)],
                        },
                    }
                    for rule in rules
                ],
            }
        },
        "artifacts": [
            {"location": {"uri": sarif.uri(each.path)}, "hashes": {"sha-256": each.sha256}} for each in review.sources
        ],
        "invocations": [
            {
                "executionSuccessful": not review.failures,
                "exitCode": int(review.exit_code),
                "toolExecutionNotifications": [sarif.error(f"{each.message} {each.hint}") for each in review.failures],
            }
        ],
        "results": results,
    }
    return sarif.log(run)


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
    shown = visible(text)
    digest = hashlib.sha256(f"{rule}\n{shown}\n{'|'.join(addresses)}".encode()).hexdigest()
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": shown},
        "locations": [
            {
                "physicalLocation": sarif.place(place, 1),
                "logicalLocations": [sarif.resource(address) for address in addresses[:10]],
            }
        ],
        "partialFingerprints": {"rolecall/v1": digest[:32]},
        "properties": {"tier": tier},
    }
