"""Text in Markdown comments: shown letter by letter, cut where it is long."""

from __future__ import annotations

import re
from typing import Final

from rolecall.text.sanitizer import one_line

LONGEST: Final = 400
"""Characters of one text: nobody's name may crowd the rows of others out."""
_SPAN: Final = re.compile(r"(`[^`]+`)")
_MARKUP: Final = re.compile(r"([\\`*{}\[\]<>!+|~$&]|(?<!\w)_|_(?!\w)|(?<=www)\.|:(?=//))")
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~$@&:])")


def escape(text: str) -> str:
    """`text` as plain words, in tables too: nothing in it formats, links, mentions or ends a cell."""
    escaped = _SPECIAL.sub(r"\\\1", _cut(text)).replace("www.", "www\\.")
    return escaped.replace("\\@", "@<!-- -->").replace("\\#", "#<!-- -->")  # mentions nobody, links no issue


def prose(text: str) -> str:
    """A sentence of ours about something of a vendor: its code spans stay, nothing else formats, links or mentions."""
    parts = _SPAN.split(_cut(text))
    return "".join(code(part[1:-1]) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace("@", "@<!-- -->").replace("#", "#<!-- -->")


def code(text: str) -> str:
    """`text` in a code span, which Markdown never interprets."""
    flat = _cut(text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall(r"`+", flat)), default=0) + 1)
    pad = " " if "`" in flat else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def row(cells: list[str]) -> str:
    """A row of a table; `cells` are Markdown."""
    return f"| {' | '.join(cells)} |"


def _cut(text: str) -> str:
    flat = one_line(text)
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
