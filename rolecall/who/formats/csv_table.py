"""CSV for spreadsheets: a row for each right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rolecall.access import Grant
from rolecall.reports import spreadsheet
from rolecall.who.answer import Answer, declared_of
from rolecall.who.query import instance_of

_CELLS: Final[dict[str, Callable[[Grant], str]]] = {
    "person": lambda row: row.person,
    "account": lambda row: row.account,
    "subject_kind": lambda row: row.key.subject.kind,
    "vendor": instance_of,
    "kind": lambda row: row.kind,
    "right": lambda row: row.right,
    "scope_level": lambda row: row.scope.level,
    "scope": lambda row: row.scope.name,
    "tier": lambda row: row.tier,
    "path": lambda row: row.ways,
    "declared": declared_of,
    "reason": lambda row: row.reason,
}


def render(answer: Answer) -> str:
    """The answer as CSV; what was not looked at is a row of the kind `not looked at`."""
    rows = [[cell(row) for cell in _CELLS.values()] for row in answer.rows]
    rows += [["", "", "", "", "not looked at", each, *[""] * 6] for each in answer.unseen]
    return spreadsheet.render(list(_CELLS), rows)
