"""For a pull-request comment: Markdown of at most 65,000 characters, the highest tiers always first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rolecall.review.access import Row
from rolecall.review.formats.words import clean, shift_subject, shifted, ways, where, who
from rolecall.review.report import OUTCOMES, Review, ReviewExit

LIMIT: Final = 65_000
_LONGEST: Final = 400
"""Characters of one cell: nobody's name may crowd the rows of others out."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&:])")
_MARKS = {
    ReviewExit.PASSED: "✅",
    ReviewExit.ERROR: "⛔",
    ReviewExit.DENIED: "⛔",
    ReviewExit.UNDECIDED: "❓",
    ReviewExit.NEEDS_APPROVAL: "✋",
}


def render(review: Review) -> str:
    """The review as Markdown; what does not fit is counted."""
    page = _Page(LIMIT - 1_200)  # for the last lines: what was left out, and the plans' hashes
    counts = ", ".join(f"{count} {name}" for name, count in review.counts().items()) or "nobody's access changes"
    page.add(f"## Access review: {_MARKS[review.exit_code]} {OUTCOMES[review.exit_code]}\n\n{cell(counts)}\n")
    page.section("Not read", [f"- **{cell(each.message)}** {cell(each.hint)}" for each in review.failures])
    page.section(
        "Not known before the apply",
        [
            f"- **{cell(each.vendor)}**: {cell(each.meaning)} ({code(each.address)}, {code(each.attribute)})"
            for each in review.unknowns
        ],
    )
    loud = [each for each in review.verdicts if each.result in ("deny", "undecided", "approval")]
    page.section(
        "Policy",
        [
            f"- **{each.result}**: {cell(each.text)} ({cell(each.rule)}{f', line {each.line}' if each.line else ''})"
            for each in loud
            if each.rule != "unknown"
        ],
        share=0.35,
    )
    page.table("Privileged", _HEAD, [_row(each) for each in review.rows if each.tier in ("critical", "high")])
    page.section(
        "Risks",
        [f"- {each.tier}: {cell(each.text)}" for each in review.notes if each.tier in ("critical", "high")],
        share=0.5,
    )
    shifts = [
        f"| {cell(shift_subject(each))} | {each.effect} | {cell(each.vendor)} | {shifted(each)} |"
        for each in review.shifts
    ]
    page.table("Who", "| who | | vendor | |\n|---|---|---|---|", shifts, share=0.4)
    page.table("Other access", _HEAD, [_row(each) for each in review.rows if each.tier in ("normal", "low")], share=0.8)
    page.section("Further notes", [f"- {cell(each.text)}" for each in review.notes if each.tier in ("normal", "low")])
    shown = review.sources[:5]
    page.end(
        [f"{code(each.path[-60:])} sha256 {code(each.sha256)}, {each.changes} changes" for each in shown],
        len(review.sources) - len(shown),
    )
    return page.text()


_HEAD = "| | tier | who | right | where | path |\n|---|---|---|---|---|---|"


def _row(row: Row) -> str:
    sign = "**gains**" if row.effect == "gains" else "loses"
    carries = f", with {len(row.carries)} more" if row.carries else ""
    right = f"{row.grant.kind} {row.grant.right}{carries}"
    cells = (sign, row.tier, cell(who(row.grant)), cell(right), cell(where(row.grant)), cell(ways(row.grant)))
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """`text` as plain words in Markdown, tables included, never longer than a few lines."""
    flat = clean(text)
    short = flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
    escaped = _SPECIAL.sub(r"\\\1", short).replace("www.", "www\\.")
    return escaped.replace("\\@", "@<!-- -->").replace("\\#", "#<!-- -->")  # mentions nobody, links no issue


def code(text: str) -> str:
    """`text` in a code span."""
    flat = clean(text)[:_LONGEST].replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall(r"`+", flat)), default=0) + 1)
    pad = " " if "`" in flat else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


class _Page:
    """Text up to a limit; counts what had no room."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[str] = []
        self._size = 0
        self._omitted: dict[str, int] = {}

    def add(self, text: str) -> bool:
        """Add `text` if there is room for it."""
        if self._size + len(text) > self._limit:
            return False
        self._parts.append(text)
        self._size += len(text)
        return True

    def section(self, title: str, lines: Sequence[str], share: float = 1.0) -> None:
        """A heading and lines, at most `share` of the room that is left."""
        self._lines(title, f"\n### {title}\n\n", lines, share)

    def table(self, title: str, head: str, rows: Sequence[str], share: float = 1.0) -> None:
        """A heading and a table, at most `share` of the room that is left."""
        self._lines(title, f"\n### {title}\n\n{head}\n", rows, share)

    def _lines(self, title: str, opening: str, lines: Sequence[str], share: float) -> None:
        if not lines:
            return
        end = self._size + int((self._limit - self._size) * share)
        if self._size + len(opening) + len(lines[0]) + 1 > end or not self.add(opening):
            self._omitted[title] = len(lines)
            return
        for number, line in enumerate(lines):
            if self._size + len(line) + 1 > end or not self.add(f"{line}\n"):
                self._omitted[title] = len(lines) - number
                return

    def end(self, sources: Sequence[str], more: int) -> None:
        """The last lines."""
        if self._omitted:
            what = ", ".join(f"{count} of “{title}”" for title, count in self._omitted.items())
            self._parts.append(f"\n**Left out for want of room: {what}.** The JSON and CSV reports have them all.\n")
        rest = f"; {more} more plans" if more else ""
        self._parts.append(f"\n<sub>{'; '.join(sources)}{rest}</sub>\n")

    def text(self) -> str:
        """The whole page."""
        return "".join(self._parts)
