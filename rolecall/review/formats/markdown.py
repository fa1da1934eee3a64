"""For a pull-request comment: Markdown of at most 65,000 characters, the highest tiers always first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rolecall.access import Row
from rolecall.reports.markdown import code, escape, prose, row
from rolecall.review.formats.phrases import shift_subject, shifted, where, who
from rolecall.review.notes import Note
from rolecall.review.report import OUTCOMES, Review, ReviewExit
from rolecall.text.sanitizer import visible

LIMIT: Final = 65_000
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
    counts = ", ".join(f"{count} {name}" for name, count in review.counts().items()) or review.nothing
    page.add(f"## Access review: {_MARKS[review.exit_code]} {OUTCOMES[review.exit_code]}\n\n{escape(counts)}\n")
    page.section("Not read", [f"- **{escape(each.message)}** {prose(each.hint)}" for each in review.failures])
    page.section(
        "Not known before the apply",
        [
            f"- **{escape(each.vendor)}**: {escape(each.meaning)} ({code(each.address)}, {code(each.attribute)})"
            for each in review.unknowns
        ],
    )
    loud = [each for each in review.verdicts if each.result in ("deny", "undecided", "approval")]
    page.section(
        "Policy",
        [
            f"- **{each.result}**: {prose(each.text)} ({escape(each.rule)}{_line(each.line)})"
            for each in loud
            if each.rule != "unknown"
        ],
        share=0.35,
    )
    page.table("Privileged", _HEAD, [_row(each) for each in review.rows if each.tier in ("critical", "high")])
    page.section(
        "Risks",
        [
            f"- {each.tier}: {prose(each.text)}{_block(each)}"
            for each in review.notes
            if each.tier in ("critical", "high")
        ],
        share=0.5,
    )
    shifts = [
        f"| {escape(shift_subject(each))} | {each.effect} | {escape(each.vendor)} | {shifted(each)} |"
        for each in review.shifts
    ]
    page.table("Who", "| who | | vendor | |\n|---|---|---|---|", shifts, share=0.4)
    page.table("Other access", _HEAD, [_row(each) for each in review.rows if each.tier in ("normal", "low")], share=0.8)
    page.section("Further notes", [f"- {prose(each.text)}" for each in review.notes if each.tier in ("normal", "low")])
    shown = review.sources[:5]
    page.end(
        [f"{code(each.path[-60:])} sha256 {code(each.sha256)}, {each.changes} changes" for each in shown],
        len(review.sources) - len(shown),
    )
    return page.text()


def _line(number: int | None) -> str:
    return f", line {number}" if number else ""


_HEAD = "| | tier | who | right | where | path |\n|---|---|---|---|---|---|"


def _row(change: Row) -> str:
    sign = "**gains**" if change.effect == "gains" else "loses"
    carries = f", with {len(change.carries)} more" if change.carries else ""
    right = f"{change.grant.kind} {change.grant.right}{carries}"
    grant = change.grant
    return row([sign, change.tier, escape(who(grant)), escape(right), escape(where(grant)), escape(grant.ways)])


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


def _block(note: Note) -> str:
    """What to paste, as code below the point of a list."""
    lines = "".join(f"\n  {visible(line)}" for line in note.block.splitlines())
    return f"\n\n  ```hcl{lines}\n  ```" if lines else ""
