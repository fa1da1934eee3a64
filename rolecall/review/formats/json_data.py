"""For programs: JSON, described by `docs/review.schema.json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from rolecall.access import Row
from rolecall.reports.json_rows import dump
from rolecall.review.report import OUTCOMES, Review

VERSION: Final = "1.1"
"""The version of the form: the second number grows when something is added, the first when something breaks."""


def render(review: Review) -> str:
    """The review as JSON with a line for each row."""
    return dump(data(review))


def data(review: Review) -> dict[str, Any]:
    """The review as JSON-ready values."""
    return {
        "format_version": VERSION,
        "outcome": OUTCOMES[review.exit_code],
        "exit_code": int(review.exit_code),
        "headline": review.headline(),
        "policy": review.policy,
        "plans": [asdict(each) for each in review.sources],
        "failures": [asdict(each) for each in review.failures],
        "unknowns": [asdict(each) for each in review.unknowns],
        "shifts": [asdict(each) for each in review.shifts],
        "rows": [_row(each) for each in review.rows],
        "risks": [{**asdict(each), "block": each.block or None} for each in review.notes],
        "verdicts": [asdict(each) for each in review.verdicts],
    }


def _row(row: Row) -> dict[str, Any]:
    grant = row.grant
    return {
        "effect": row.effect,
        "person": grant.person,
        "account": grant.account,
        "subject_kind": grant.key.subject.kind,
        "vendor": grant.vendor,
        "realm": grant.realm,
        "kind": grant.kind,
        "right": grant.right,
        "scope": {"level": grant.scope.level, "name": grant.scope.name} if grant.scope.level else None,
        "tier": row.tier,
        "reason": row.reason,
        "assumed": row.assumed,
        "carries": list(row.carries),
        "paths": [path._asdict() for path in grant.paths],
    }
