"""Evidence of an access review to print and sign: every right, room for the reviewer, and the hash of the CSV."""

from __future__ import annotations

from rolecall.reports.evidence import digest
from rolecall.who.answer import Answer
from rolecall.who.evidence import rows_of
from rolecall.who.formats.html import page

_FACTS = ("Who", "Account", "Right", "Where", "Path", "Tier", "Since", "Declared", "Addresses")
_COLUMNS = (*_FACTS, "Reviewer", "Decision")


def render(answer: Answer) -> str:
    """The rights of the answer as a page with the hash that the CSV has too."""
    rows = rows_of(answer)
    cells = [
        (
            row.person,
            row.account,
            row.kind if row.kind == "account" else f"{row.kind} {row.right}",
            f"{row.vendor}, {row.scope_level} {row.scope}" if row.scope_level else row.vendor,
            row.path,
            row.tier,
            row.since,
            row.declared,
            ", ".join(sorted(row.declaring)),
            "",
            "",
        )
        for row in rows
    ]
    foot = f"<p>SHA-256 of the {len(rows)} rights: <code>{digest(rows)}</code></p>"
    return page(answer, "Access review", _COLUMNS, cells, foot)
