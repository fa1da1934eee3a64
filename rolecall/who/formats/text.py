"""For people at a terminal: a table for each person."""

from __future__ import annotations

from typing import Final

from rolecall.reports.terminal_text import Colour, Style, plain
from rolecall.specification.traits import Tier
from rolecall.text.sanitizer import visible
from rolecall.who.answer import Answer, declared_of, right_of, where_of

_TIERS: Final[dict[Tier, Colour]] = {"critical": "red", "high": "red", "normal": "yellow", "low": "dim"}


def render(answer: Answer, style: Style = plain) -> str:
    """The answer as text: who, what, where, by what path, declared where."""
    lines: list[str] = []
    for person, rows in answer.by_person():
        lines.append(style(visible(person), "bold"))
        cells = [(right_of(row), where_of(row), row.ways, declared_of(row)) for row in rows]
        widths = [max(len(visible(row[column])) for row in cells) for column in range(3)]
        for row, texts in zip(rows, cells, strict=True):
            *shown, last = map(visible, texts)
            told = "  ".join(text.ljust(width) for text, width in zip(shown, widths, strict=True))
            lines.append(f"  {style(row.tier.ljust(8), _TIERS[row.tier])}  {told}  {last}".rstrip())
    lines += [style(visible(f"not looked at: {each}"), "red") for each in answer.unseen]
    lines.append(style(visible(answer.headline()), "red" if answer.unseen else "bold"))
    return "\n".join(lines) + "\n"
