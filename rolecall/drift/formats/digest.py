"""A digest for a channel: what is new, the worst first, and no more than people read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.text.sanitizer import one_line

MOST: Final = 15
LONGEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The sentences of a message: a headline, what it stands on, the new findings, and what is left out."""

    headline: str
    context: Sequence[str]
    lines: Sequence[tuple[str, str]]
    more: str


def digest(report: Report) -> Digest:
    """What is new in `report` against the earlier one; all of it where there was none."""
    history = report.history
    new = [finding for finding in report.findings if history is None or finding.id in history.new]
    counts = Counter(finding.severity for finding in new)
    told = ", ".join(f"{count} {severity.word}" for severity, count in sorted(counts.items(), reverse=True))
    head = f"Drift: {len(new)} new ({told})" if new else "Drift: nothing new"
    context = [report.headline() if history is None else history.headline()]
    context += [f"Not looked at: {gap.vendor} {gap.what}: {gap.why}" for gap in report.gaps[:3]]
    if len(report.gaps) > 3:
        context.append(f"and {len(report.gaps) - 3} more things that could not be looked at.")
    left = len(new) - MOST
    return Digest(
        headline=head,
        context=[_short(text) for text in context],
        lines=[(finding.severity.word, _line(finding)) for finding in new[:MOST]],
        more=f"and {left} more, none of them more severe. The JSON report has them all." if left > 0 else "",
    )


def _line(finding: Finding) -> str:
    where = f" ({finding.declared})" if finding.declared is not None else ""
    return _short(f"{finding.vendor}: {finding.text}{where}")


def _short(text: str) -> str:
    flat = one_line(text)
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
