"""Text without its escapes, or without what does not show, with the way back to where each character came from.

Escapes are undone by one level. Known are the escapes of JSON (RFC 8259 section 7) and Python, percent-encoding (RFC
3986 section 2.1), the character references of HTML and XML, and white space, of which a run becomes one blank.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_ESCAPE: Final = re.compile(
    r"""(?:\\u[0-9a-fA-F]{4})+ | \\U[0-9a-fA-F]{8} | \\x[0-9a-fA-F]{2} | \\["'\\/bfnrt]
    | (?:%[0-9a-fA-F]{2})+ | &(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}); | \s{2,} | [^\S ]""",
    re.VERBOSE,
)
_BLANK: Final = re.compile(
    r"(?:\x1b\[[0-9;?]*[A-Za-z]|[\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd])+"
)
"""Blanks, and what does not show: control and format characters, colours of terminals."""
_LETTERS: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Unescaped:
    """`text` is what stood in the escaped text; `span` leads back there."""

    text: str
    _starts: list[int]
    _pieces: list[tuple[int, int, int]]  # where a replaced escape ends in `text`, began before, and ended before

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the escaped text of which `text[start:end]` was made; escapes count whole."""
        return self._before(start, first=True), self._before(end - 1, first=False)

    def _before(self, index: int, *, first: bool) -> int:
        at = bisect_right(self._starts, index) - 1
        stop, began, ended = self._pieces[at] if at >= 0 else (0, 0, 0)
        if index < stop:
            return began if first else ended
        return ended + index - stop + (0 if first else 1)


def unescaped(text: str) -> Unescaped | None:
    """`text` with one level of escapes undone; None where it has none."""
    pieces: list[tuple[int, int, int]] = []
    starts: list[int] = []
    parts: list[str] = []
    length = done = 0
    for match in _ESCAPE.finditer(text):
        meant = _meaning(match[0])
        if meant == match[0]:
            continue
        parts += (text[done : match.start()], meant)
        length += match.start() - done
        starts.append(length)
        length += len(meant)
        pieces.append((length, match.start(), match.end()))
        done = match.end()
    if not pieces:
        return None
    return Unescaped("".join([*parts, text[done:]]), starts, pieces)


def squeezed(text: str) -> Unescaped:
    """`text` in small letters, without blanks and characters that do not show."""
    pieces: list[tuple[int, int, int]] = []
    starts: list[int] = []
    parts: list[str] = []
    length = done = 0
    for match in _BLANK.finditer(text):
        parts.append(text[done : match.start()])
        length += match.start() - done
        starts.append(length)
        pieces.append((length, match.start(), match.end()))
        done = match.end()
    return Unescaped(_small("".join([*parts, text[done:]])), starts, pieces)


def _small(text: str) -> str:
    """`text` in small letters, as many as it has."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _meaning(escape: str) -> str:
    if escape.isspace():
        return " "
    if escape[0] == "%":
        return bytes.fromhex(escape.replace("%", "")).decode("utf-8", "replace")
    if escape[1] == "u":
        units = bytes.fromhex(escape.replace("\\u", ""))
        return units.decode("utf-16-be", "surrogatepass")
    if escape[1] in "Ux":
        return _character(int(escape[2:], 16), escape)
    if escape[1] == "#":
        digits = escape[2:-1]
        return _character(int(digits[1:], 16) if digits[0] in "xX" else int(digits), escape)
    if escape[0] == "&":
        from html import unescape

        return unescape(escape)
    return _LETTERS.get(escape[1], escape[1])


def _character(code: int, escape: str) -> str:
    return chr(code) if code <= sys.maxunicode else escape
