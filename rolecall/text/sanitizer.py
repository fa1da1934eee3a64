"""Text from vendors and plans, made fit for terminals, CI logs and reports.

A name can hold control characters that redraw a terminal, and marks that hide letters or turn the reading order around.
"""

from __future__ import annotations

from typing import Final
from unicodedata import category

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def visible(text: str, instead: str = REPLACEMENT) -> str:
    """`text` with `instead` for each control character, line end, bidirectional mark and other invisible one."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or category(each) == "Zs" else instead for each in text)


def one_line(text: str, instead: str = REPLACEMENT) -> str:
    """`text` on one line: each run of white space is one space, the rest as `visible` has it."""
    return " ".join(visible(" ".join(text.split()), instead).split())
