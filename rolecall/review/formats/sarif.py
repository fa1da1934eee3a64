"""For code scanning: SARIF 2.1.0. One result per verdict, per privileged gain and per risk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rolecall.access import TIERS
from rolecall.reports import sarif
from rolecall.review.report import Review
from rolecall.review.verdicts import told
from rolecall.specification.traits import Tier
from rolecall.text.sanitizer import visible

_LEVELS: Final[Mapping[str, str]] = {
    "deny": "error",
    "undecided": "error",
    "approval": "warning",
    "warn": "warning",
    "allow": "note",
}
_MEANINGS: Final[Mapping[str, str]] = {
    "approval": "Access that needs somebody's approval.",
    "gain": "Somebody gains privileged access.",
    "privileged": "Access above the tier that the policy lets pass.",
    "separation": "Two rights in one hand that the policy keeps apart.",
    "tokens": "A token that lives longer than the policy lets it.",
    "unknown": "Access that is known only after the apply.",
}
_HELP: Final = "Applying the plan changes access. Change the code, have it approved, or let it pass in the policy."


def render(review: Review) -> str:
    """The review as a SARIF log with one run."""
    results = sorted(_results(review), key=lambda each: (("error", "warning", "note").index(each.level), _rank(each)))
    errors = [f"{each.message} {each.hint}" for each in review.failures]
    run = sarif.run_of("review", results, _MEANINGS, _HELP, errors)
    run["artifacts"] = [
        {"location": {"uri": sarif.uri(each.path)}, "hashes": {"sha-256": each.sha256}} for each in review.sources
    ]
    run["invocations"][0] |= {"executionSuccessful": not review.failures, "exitCode": int(review.exit_code)}
    return sarif.log(run)


def _rank(result: sarif.Result) -> int:
    return [*TIERS].index(result.severity)  # type: ignore[arg-type]  # every result of a review has a tier


def _results(review: Review) -> Iterator[sarif.Result]:
    place = review.sources[0].path if review.sources else "plan.json"
    said = set()
    for verdict in review.verdicts:
        said.add(verdict.text)
        rule = verdict.rule.partition(":")[0]
        yield _result(rule, _LEVELS[verdict.result], verdict.tier, verdict.text, verdict.addresses, place)
    for note in review.notes:
        if note.text not in said:
            level = "warning" if note.tier in ("critical", "high") else "note"
            yield _result(note.kind, level, note.tier, note.text, note.addresses, place)
    for row in review.rows:
        if row.effect == "gains" and row.tier in ("critical", "high"):
            yield _result("gain", "note", row.tier, f"{told(row)}: {row.reason}", row.grant.addresses, place)


def _result(rule: str, level: str, tier: Tier, text: str, addresses: Sequence[str], place: str) -> sarif.Result:
    shown = visible(text)
    digest = hashlib.sha256(f"{rule}\n{shown}\n{'|'.join(addresses)}".encode()).hexdigest()
    return sarif.Result(
        rule=rule,
        severity=tier,
        text=shown,
        fingerprint=digest[:32],
        file=place,
        level=level,
        addresses=addresses,
        properties={"tier": tier},
    )
