"""Text from vendors and plans, made fit for terminals, CI logs and reports.

A name can hold control characters that redraw a terminal, marks that hide letters or turn the reading order around, and
commands to the CI system that prints it: `::error::` at the beginning of a line, `##[error]` and `##vso[…]` anywhere
(GitHub's workflow commands, Azure Pipelines' logging commands), `##teamcity[…]` (TeamCity's service messages).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from unicodedata import category

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# A command that is not at the beginning of a line can come to stand there when the text is wrapped.
_COMMAND: Final = re.compile(r"(?<!\S):(?=:[A-Za-z])|#(?=#\w*\[)")


def visible(text: str, instead: str = REPLACEMENT) -> str:
    """`text` with `instead` for each control character, line end, bidirectional mark and other invisible one.

    What a CI system would take for a command is parted by a blank.
    """
    if not text.isprintable():
        text = "".join(each if each.isprintable() or category(each) == "Zs" else instead for each in text)
    return _COMMAND.sub(lambda match: f"{match[0]} ", text) if "::" in text or "##" in text else text


def one_line(text: str, instead: str = REPLACEMENT) -> str:
    """`text` on one line: each run of white space is one space, the rest as `visible` has it."""
    return " ".join(visible(" ".join(text.split()), instead).split())


def visible_data(value: Any) -> Any:
    """JSON-ready data with every text in it, names of members too, as `visible` has it."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(name): visible_data(item) for name, item in value.items()}
    return [visible_data(item) for item in value] if isinstance(value, list | tuple) else value
