"""Evidence of an access review: rights as CSV, a column for who reviewed them, and a hash over all that was reviewed.

    person,account,subject_kind,vendor,kind,right,scope_level,scope,path,tier,since,declared,addresses,…

and then evidence_sha256, reviewer and decision. `addresses` are the Terraform addresses that declare the right, by
whatever path, as a JSON list; what is in no state has none. The hash (SHA-256, FIPS 180-4) is over the rights as JSON,
without the columns that people fill in: a file in which a right was added, taken out or changed is not what was
reviewed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rolecall.reports import spreadsheet
from rolecall.reports.errors import JobError

FACTS: Final = (
    "person",
    "account",
    "subject_kind",
    "vendor",
    "kind",
    "right",
    "scope_level",
    "scope",
    "path",
    "tier",
    "since",
    "declared",
    "addresses",
)
COLUMNS: Final = (*FACTS, "evidence_sha256", "reviewer", "decision")
DECISIONS: Final = ("approve", "remove", "")
_HINT: Final = "Give a file that `rolecall who --report evidence=FILE` wrote, with `reviewer` and `decision` filled in."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRight:
    """One right as it stands in a file of evidence. `decision` is `approve`, `remove` or empty."""

    person: str
    account: str
    subject_kind: str
    vendor: str
    kind: str
    right: str
    scope_level: str
    scope: str
    path: str
    tier: str
    since: str
    declared: str
    addresses: str
    reviewer: str = ""
    decision: str = ""

    @property
    def declaring(self) -> frozenset[str]:
        """The addresses that declare the right; none where the cell is no JSON list."""
        try:
            found = json.loads(self.addresses)
        except (ValueError, RecursionError):
            return frozenset()
        return frozenset(map(str, found)) if isinstance(found, list) else frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """The right itself: who, what, where."""
        return (self.account, self.subject_kind, self.vendor, self.kind, self.right, self.scope_level, self.scope)


def scope_name(name: str, where: str) -> str:
    """The scope of a right as evidence names it: with the system, where it is inside of one that has a name."""
    return name if not where or name == where else f"{where}/{name}"


def facts_of(row: ReviewedRight) -> list[str]:
    """The cells of a row that the hash is over, as a spreadsheet keeps them."""
    return [spreadsheet.cell(getattr(row, name)) for name in FACTS]


def digest(rows: Sequence[ReviewedRight]) -> str:
    """The hash over all rights of a review, in whatever order."""
    lines = sorted(json.dumps(facts_of(row), ensure_ascii=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def render(rows: Sequence[ReviewedRight]) -> str:
    """The evidence as CSV."""
    whole = digest(rows)
    return spreadsheet.render(COLUMNS, ([*facts_of(row), whole, row.reviewer, row.decision] for row in rows))


def read(file: Path) -> list[ReviewedRight]:
    """The rows of a file of evidence. Raises JobError where it is none, or is not what was written."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except OSError as error:
        raise JobError(f"{file} cannot be read: {error.strerror or error}.", hint=_HINT) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise JobError(f"{file} is no CSV: {error}.", hint=_HINT) from None
    if not table or set(COLUMNS) - set(table[0]):
        raise JobError(f"{file} is no evidence: it has no rows, or lacks columns.", hint=_HINT)
    rows = []
    for number, each in enumerate(table, start=2):
        cells = {name: each.get(name) or "" for name in COLUMNS}
        decision = cells["decision"].strip().casefold()
        if decision not in DECISIONS:
            raise JobError(
                f"{file}:{number}: the decision is {cells['decision']!r}.", hint="Write approve or remove, or nothing."
            )
        if decision and not cells["reviewer"].strip():
            raise JobError(f"{file}:{number}: a decision without a reviewer.", hint="Say who decided.")
        facts = {name: cells[name] for name in FACTS}
        rows.append(ReviewedRight(**facts, reviewer=cells["reviewer"].strip(), decision=decision))
    said = {each["evidence_sha256"] for each in table}
    if said != {_digest_of_cells(rows)}:
        raise JobError(
            f"{file} is not what was reviewed: its rights do not give the hash that it names.",
            hint="Rights were added, taken out or changed. Fill in `reviewer` and `decision` alone.",
        )
    return [_plain(row) for row in rows]


def addresses_cell(addresses: Iterable[str]) -> str:
    """Addresses as evidence keeps them: a JSON list, sorted."""
    return json.dumps(sorted(set(addresses)))


def _digest_of_cells(rows: Sequence[ReviewedRight]) -> str:
    """The hash of rows whose cells are as a spreadsheet keeps them."""
    lines = sorted(json.dumps([getattr(row, name) for name in FACTS], ensure_ascii=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _plain(row: ReviewedRight) -> ReviewedRight:
    """A row without the marks by which a spreadsheet takes no cell for a formula."""
    facts = {name: spreadsheet.content(getattr(row, name)) for name in FACTS}
    return ReviewedRight(**facts, reviewer=row.reviewer, decision=row.decision)
