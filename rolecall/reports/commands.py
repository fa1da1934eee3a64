"""Commands in the sentences of reports: what somebody copies runs."""

from __future__ import annotations

import re
import shlex

from rolecall.text.sanitizer import visible


def command(*words: str) -> str:
    """A command of these words as a code span of CommonMark, each word quoted as POSIX shells read it.

    A word that reports would have to clean, such as one with control characters, is written with escapes in `$'...'`
    (POSIX.1-2024, 2.2.4): what is pasted is the word itself.
    """
    line = " ".join(_quoted(word) for word in words)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    pad = " " if line[:1] == "`" or line[-1:] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _quoted(word: str) -> str:
    if visible(word) == word:
        return shlex.quote(word)
    return "$'" + "".join(_escaped(each) for each in word) + "'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable() and character not in ":#`":
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogatepass"))
