"""For people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rolecall.access import Row
from rolecall.reports.terminal_text import Colour, Style, plain, wrapped
from rolecall.review.formats.phrases import shift_subject, shifted, where
from rolecall.review.report import OUTCOMES, Review
from rolecall.specification.traits import Tier
from rolecall.text.sanitizer import visible

_TIERS: dict[Tier, Colour] = {"critical": "red", "high": "red", "normal": "yellow", "low": "dim"}
_MOST_CARRIED = 6


def render(review: Review, style: Style = plain) -> str:
    """The review as text: what blocks first, then who gains and loses, then risks, then the policy's word."""
    lines = [
        *_failures(review, style),
        *_unknowns(review, style),
        *_rows(review, style),
        *_notes(review, style),
        *_verdicts(review, style),
    ]
    counts = ", ".join(f"{count} {name}" for name, count in review.counts().items()) or review.nothing
    lines += [
        *(f"{visible(each.path)}  sha256 {each.sha256[:16]}…  {each.changes} changes" for each in review.sources),
        style(f"{counts}; {OUTCOMES[review.exit_code]}", "red" if review.exit_code else "green"),
    ]
    return "\n".join(lines) + "\n"


def _title(text: str, style: Style) -> list[str]:
    return [style(text, "bold"), ""]


def _wrapped(text: str, indent: int) -> list[str]:
    return wrapped(text, " " * indent, " " * (indent + 2))


def _failures(review: Review, style: Style) -> Iterator[str]:
    for each in review.failures:
        yield style(f"error: {visible(each.message)}", "red")
        yield f"  {visible(each.hint)}"
        yield ""


def _unknowns(review: Review, style: Style) -> Iterator[str]:
    if not review.unknowns:
        return
    yield from _title("Not known before the apply", style)
    for each in review.unknowns:
        yield from _wrapped(f"{each.vendor}: {each.meaning} ({each.address}, {each.attribute})", 2)
    yield ""


def _rows(review: Review, style: Style) -> Iterator[str]:
    rows = {key: list(found) for key, found in groupby(sorted(review.rows, key=_subject), key=_subject)}
    for shift in review.shifts:
        heading = f"{visible(shift_subject(shift))}  {shift.effect}  {shift.vendor}  {shifted(shift)}"
        yield style(heading, "bold")
        for row in rows.get((shift.vendor, shift.realm, shift.kind, shift.account, shift.person), ()):
            yield from _row(row, style)
        yield ""


def _subject(row: Row) -> tuple[str, str, str, str, str]:
    key = row.grant.key.subject
    return (key.vendor, key.realm, key.kind, row.grant.account, row.grant.person)


def _row(row: Row, style: Style) -> Iterator[str]:
    sign = "+" if row.effect == "gains" else "-"
    mark = style(f"{sign} {row.tier:8}", _TIERS[row.tier] if row.effect == "gains" else "dim")
    what = f"{row.grant.kind} {row.grant.right} on {where(row.grant)}: {row.grant.ways}"
    yield f"  {mark} {visible(what)}"
    if row.tier in ("critical", "high"):
        yield from _wrapped(row.reason, 13)
    if row.carries:
        more = f" and {len(row.carries) - _MOST_CARRIED} more" if len(row.carries) > _MOST_CARRIED else ""
        yield from _wrapped(f"with {', '.join(row.carries[:_MOST_CARRIED])}{more}", 13)


def _notes(review: Review, style: Style) -> Iterator[str]:
    if not review.notes:
        return
    yield from _title("Risks", style)
    for note in review.notes:
        more = f" and {len(note.addresses) - 1} more" if len(note.addresses) > 1 else ""
        about = f" [{note.addresses[0]}{more}]" if note.addresses else ""
        yield from _wrapped(f"{note.tier}: {note.text}{about}", 2)
        yield from (f"      {visible(line)}" for line in note.block.splitlines())
    yield ""


def _verdicts(review: Review, style: Style) -> Iterator[str]:
    shown = [each for each in review.verdicts if each.result in ("deny", "undecided", "approval")]
    if not shown:
        return
    yield from _title(f"Policy{f' {visible(review.policy)}' if review.policy else ''}", style)
    for each in shown:
        line = f", line {each.line}" if each.line else ""
        yield from _wrapped(f"{each.result}: {each.text} ({each.rule}{line})", 2)
    yield ""
