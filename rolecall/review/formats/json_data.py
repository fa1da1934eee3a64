"""For programs: JSON, described by `docs/review.schema.json`."""

from __future__ import annotations

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
        "plans": [
            {
                "path": each.path,
                "sha256": each.sha256,
                "terraform_version": each.terraform_version,
                "made_at": each.made_at,
                "complete": each.complete,
                "errored": each.errored,
                "changes": each.changes,
            }
            for each in review.sources
        ],
        "failures": [{"path": each.path, "message": each.message, "hint": each.hint} for each in review.failures],
        "unknowns": [
            {
                "vendor": each.vendor,
                "address": each.address,
                "type": each.type,
                "attribute": each.attribute,
                "meaning": each.meaning,
            }
            for each in review.unknowns
        ],
        "shifts": [
            {
                "effect": each.effect,
                "person": each.person,
                "account": each.account,
                "kind": each.kind,
                "vendor": each.vendor,
                "realm": each.realm,
                "before": each.before,
                "after": each.after,
            }
            for each in review.shifts
        ],
        "rows": [_row(each) for each in review.rows],
        "risks": [
            {
                "kind": each.kind,
                "tier": each.tier,
                "vendor": each.vendor,
                "text": each.text,
                "addresses": list(each.addresses),
                "block": each.block or None,
            }
            for each in review.notes
        ],
        "verdicts": [
            {
                "result": each.result,
                "rule": each.rule,
                "text": each.text,
                "tier": each.tier,
                "vendor": each.vendor,
                "line": each.line,
                "addresses": list(each.addresses),
                "approvers": list(each.approvers),
            }
            for each in review.verdicts
        ],
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
        "paths": [
            {
                "steps": list(path.steps),
                "addresses": list(path.addresses),
                "assumed": path.assumed,
            }
            for path in grant.paths
        ],
    }
