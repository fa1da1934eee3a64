"""CSV for spreadsheets: a row for each right."""

from __future__ import annotations

from typing import Final

from rolecall.reports import spreadsheet
from rolecall.who.answer import Answer, declared_of, ways_of
from rolecall.who.query import instance_of

COLUMNS: Final = (
    "person",
    "account",
    "subject_kind",
    "vendor",
    "kind",
    "right",
    "scope_level",
    "scope",
    "tier",
    "path",
    "declared",
    "reason",
)


def render(answer: Answer) -> str:
    """The answer as CSV; what was not looked at is a row of the kind `not looked at`."""
    rows = [
        [
            row.person,
            row.account,
            row.key.subject.kind,
            instance_of(row),
            row.kind,
            row.right,
            row.scope.level,
            row.scope.name,
            row.tier,
            ways_of(row),
            declared_of(row),
            row.reason,
        ]
        for row in answer.rows
    ]
    rows += [["", "", "", "", "not looked at", each, *[""] * 6] for each in answer.unseen]
    return spreadsheet.render(COLUMNS, rows)
