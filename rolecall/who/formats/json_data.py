"""For programs: JSON, a row on each line."""

from __future__ import annotations

from typing import Any, Final

from rolecall.access import Grant
from rolecall.reports.json_rows import dump
from rolecall.who.answer import Answer
from rolecall.who.query import instance_of

VERSION: Final = "1.0"
"""The version of the form: the second number grows when something is added, the first when something breaks."""


def render(answer: Answer) -> str:
    """The answer as JSON."""
    return dump(
        {
            "format_version": VERSION,
            "made_at": answer.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "question": answer.query.words(),
            "complete": not answer.unseen,
            "people": answer.people,
            "rows": [_row(each) for each in answer.rows],
            "unseen": list(answer.unseen),
            "sources": list(answer.sources),
        }
    )


def _row(grant: Grant) -> dict[str, Any]:
    return {
        "person": grant.person,
        "account": grant.account,
        "subject_kind": grant.key.subject.kind,
        "vendor": instance_of(grant),
        "kind": grant.kind,
        "right": grant.right,
        "scope": {"level": grant.scope.level, "name": grant.scope.name} if grant.scope.level else None,
        "tier": grant.tier,
        "reason": grant.reason,
        "paths": [path._asdict() for path in grant.paths],
        "declared": list(grant.declared),
    }
