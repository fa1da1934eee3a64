"""Text for people at a terminal: colours and wrapped lines."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from rolecall.text.sanitizer import one_line

WIDTH: Final = 100

Colour: TypeAlias = Literal["red", "green", "yellow", "blue", "bold", "dim"]
Style: TypeAlias = Callable[[str, Colour], str]
"""Given a text and a colour, the text as it is to be printed."""


def plain(text: str, colour: Colour) -> str:
    """A `Style` without colours."""
    return text


def wrapped(text: str, first: str, rest: str) -> list[str]:
    """`text` as lines, the first one after `first`, the others after `rest`; no word is broken."""
    return textwrap.wrap(
        one_line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
