"""Commands in the sentences of reports: what somebody copies runs."""

from __future__ import annotations

import re
import shlex


def command(*words: str) -> str:
    """A command of these words as a code span of CommonMark, each word quoted as POSIX shells read it."""
    line = shlex.join(words)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    pad = " " if line[:1] == "`" or line[-1:] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"
