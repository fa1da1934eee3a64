"""Evidence for an auditor: CSV (RFC 4180), one line per right gained or lost, each with the hash of its plans.

A cell that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from rolecall.review.formats.words import clean, ways
from rolecall.review.report import Review

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
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
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    digests = " ".join(each.sha256 for each in review.sources)
    outcome = review.exit_code.name.lower()
    for unknown in review.unknowns:
        cells = ["unknown", "critical", "", "", "", unknown.vendor, "", "", "", "", "", "", "", unknown.meaning, ""]
        writer.writerow([guarded(cell) for cell in [*cells, unknown.address, outcome, digests]])
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
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def guarded(cell: str) -> str:
    """`cell` so that no spreadsheet runs it."""
    text = clean(cell)
    return f"'{text}" if text.lstrip().startswith(_DANGEROUS) or cell.startswith(_DANGEROUS) else text
