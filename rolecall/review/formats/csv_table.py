"""CSV as evidence for an auditor: one line per right gained or lost, each with the hash of its plans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rolecall.access import Row
from rolecall.reports import spreadsheet
from rolecall.review.report import Review

_CELLS: Final[dict[str, Callable[[Row], str]]] = {
    "effect": lambda row: row.effect,
    "tier": lambda row: row.tier,
    "person": lambda row: row.grant.person,
    "account": lambda row: row.grant.account,
    "subject_kind": lambda row: row.grant.key.subject.kind,
    "vendor": lambda row: row.grant.vendor,
    "realm": lambda row: row.grant.realm,
    "kind": lambda row: row.grant.kind,
    "right": lambda row: row.grant.right,
    "scope_level": lambda row: row.grant.scope.level,
    "scope": lambda row: row.grant.scope.name,
    "path": lambda row: row.grant.ways,
    "assumed": lambda row: "yes" if row.assumed else "no",
    "reason": lambda row: row.reason,
    "carries": lambda row: "; ".join(row.carries),
    "addresses": lambda row: "; ".join(row.grant.addresses),
}
COLUMNS: Final = (*_CELLS, "outcome", "plan_sha256")


def render(review: Review) -> str:
    """The review as CSV: unknowns first, as lines of the effect `unknown`, then the rows."""
    end = [review.exit_code.name.lower(), " ".join(each.sha256 for each in review.sources)]
    rows = [
        ["unknown", "critical", "", "", "", each.vendor, *[""] * 7, each.meaning, "", each.address, *end]
        for each in review.unknowns
    ]
    rows += [[*(cell(row) for cell in _CELLS.values()), *end] for row in review.rows]
    return spreadsheet.render(COLUMNS, rows)
