"""Evidence of an access review as CSV: every right, a column for the reviewer, and a hash."""

from __future__ import annotations

from rolecall.reports import evidence
from rolecall.who.answer import Answer
from rolecall.who.evidence import rows_of


def render(answer: Answer) -> str:
    """The rights of the answer as evidence."""
    return evidence.render(rows_of(answer))
