"""Text in Markdown comments: shown letter by letter, cut where it is long; commands stay as they are to be copied.

Code spans follow CommonMark section 6.1 (https://spec.commonmark.org/0.31.2/#code-spans), tables GitHub's extension
(https://github.github.com/gfm/#tables-extension-).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolecall.text.sanitizer import one_line, visible

LONGEST: Final = 400
"""Characters of one text: nobody's name may crowd the rows of others out."""
LONGEST_CODE: Final = 1000
"""Characters of one code span: half a command is none."""
_SPAN: Final = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_MARKUP: Final = re.compile(r"([\\`*{}\[\]<>!+|~$&]|(?<!\w)_|_(?!\w)|(?<=www)\.|:(?=//))")
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~$@&:])")


def escape(text: str) -> str:
    """`text` as plain words, in tables too: nothing in it formats, links, mentions or ends a cell."""
    escaped = _SPECIAL.sub(r"\\\1", _cut(one_line(text), LONGEST)).replace("www.", "www\\.")
    return escaped.replace("\\@", "@<!-- -->").replace("\\#", "#<!-- -->")  # mentions nobody, links no issue


def prose(text: str, *, table: bool = False) -> str:
    """A sentence of ours about something of a vendor: its code spans stay, nothing else formats, links or mentions."""
    return "".join(code(part, table=table) if is_code else _plain(part) for part, is_code in spans(text))


def spans(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a sentence, and whether each stands in a code span; the backticks are in none."""
    done = 0
    for match in _SPAN.finditer(text):
        yield text[done : match.start()], False
        yield _content(match[2]), True
        done = match.end()
    yield text[done:], False


def code(text: str, *, table: bool = False) -> str:
    """`text` in a code span, which Markdown never interprets; `table` is for a cell of a table."""
    flat = _cut(visible(text), LONGEST_CODE)
    if table and "\\|" in flat:  # in a cell a backslash before a pipe always disappears
        return f"<code>{''.join(each if each.isalnum() else f'&#{ord(each)};' for each in flat)}</code>"
    fence = "`" * (max((len(run) for run in re.findall(r"`+", flat)), default=0) + 1)
    pad = " " if flat[:1] in ("`", " ") or flat[-1:] in ("`", " ") else ""
    return f"{fence}{pad}{flat.replace('|', chr(92) + '|') if table else flat}{pad}{fence}"


def row(cells: list[str]) -> str:
    """A row of a table; `cells` are Markdown made for a table."""
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    flat = _cut(visible(re.sub(r"\s+", " ", text)), LONGEST)
    return _MARKUP.sub(r"\\\1", flat).replace("@", "@<!-- -->").replace("#", "#<!-- -->")


def _content(span: str) -> str:
    """The text of a code span: one blank at each end is not part of it."""
    return span[1:-1] if span[0] == span[-1] == " " and span.strip() else span


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
