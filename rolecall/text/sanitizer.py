"""Text from vendors and plans, made fit for terminals, CI logs and reports.

A name can hold control characters that redraw a terminal, marks that hide letters or turn the reading order around, and
commands that a CI system obeys wherever a job prints them: `::error::` of GitHub Actions
(https://docs.github.com/actions/reference/workflow-commands-for-github-actions), `##vso[…]` and `##[…]` of Azure
Pipelines (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands), `##teamcity[…]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from unicodedata import category

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# GitHub obeys at the start of a line, and a line that is wrapped starts anywhere: behind white space, or, for what it
# has always obeyed, within a long word.
_COMMAND: Final = re.compile(
    r"(?<!\S)::(?=[A-Za-z])"
    r"|::(?=(?:error|warning|notice|debug|group|endgroup|echo|(?:add|remove)-(?:mask|matcher|path)|stop-commands"
    r"|set-output|set-env|save-state)\b.*::)"
    r"|##(?=\w*\[)",
    re.IGNORECASE,
)


def visible(text: str, instead: str = REPLACEMENT) -> str:
    """`text` with `instead` for each control character, line end, bidirectional mark and other invisible one.

    A blank within its first two characters takes the force of a CI system's command.
    """
    if not text.isprintable():
        text = "".join(each if each.isprintable() or category(each) == "Zs" else instead for each in text)
    if "::" in text or "##" in text:
        text = _COMMAND.sub(lambda match: ": :" if match[0] == "::" else "# #", text)
    return text


def one_line(text: str, instead: str = REPLACEMENT) -> str:
    """`text` on one line: each run of white space is one space, the rest as `visible` has it."""
    return " ".join(visible(" ".join(text.split()), instead).split())


def lines(text: str) -> str:
    """`text` with the line ends that it has, each line as `visible` has it; tabs are blanks."""
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").replace("\t", " ").split("\n"))


def visible_data(value: Any) -> Any:
    """JSON-ready data with every text in it, names of members too, as `visible` has it."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(name): visible_data(item) for name, item in value.items()}
    return [visible_data(item) for item in value] if isinstance(value, list | tuple) else value
