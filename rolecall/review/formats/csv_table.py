"""CSV as evidence for an auditor: one line per right gained or lost, each with the hash of its plans."""

from __future__ import annotations

from typing import Final

from rolecall.reports import spreadsheet
from rolecall.review.formats.phrases import ways
from rolecall.review.report import Review

COLUMNS: Final = (
    "effect",
    "tier",
    "person",
    "account",
    "subject_kind",
    "vendor",
    "realm",
    "kind",
    "right",
    "scope_level",
    "scope",
    "path",
    "assumed",
    "reason",
    "carries",
    "addresses",
    "outcome",
    "plan_sha256",
)


def render(review: Review) -> str:
    """The review as CSV: unknowns first, as lines of the effect `unknown`, then the rows."""
    rows = []
    digests = " ".join(each.sha256 for each in review.sources)
    outcome = review.exit_code.name.lower()
    for unknown in review.unknowns:
        cells = ["unknown", "critical", "", "", "", unknown.vendor, "", "", "", "", "", "", "", unknown.meaning, ""]
        rows.append([*cells, unknown.address, outcome, digests])
    for row in review.rows:
        grant = row.grant
        addresses = dict.fromkeys(each for path in grant.paths for each in path.addresses)
        cells = [
            row.effect,
            row.tier,
            grant.person,
            grant.account,
            grant.key.subject.kind,
            grant.vendor,
            grant.realm,
            grant.kind,
            grant.right,
            grant.scope.level,
            grant.scope.name,
            ways(grant),
            "yes" if row.assumed else "no",
            row.reason,
            "; ".join(row.carries),
            "; ".join(addresses),
            outcome,
            digests,
        ]
        rows.append(cells)
    return spreadsheet.render(COLUMNS, rows)
