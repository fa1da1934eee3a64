"""Limits and forms that a server's refusals have taught this run.

What is learnt is logged once, kept for the rest of the run and told beside later errors, with the provider argument
that says it beforehand.
"""

from __future__ import annotations

import re
import threading
from typing import Any, Final

from rolecall.runtime.errors import Rejected
from rolecall.runtime.logging import Logger

_TOO_LARGE: Final = 413
_STATUSES: Final = (400, _TOO_LARGE, 422)
"""The refusals that may be about a size."""
_NUMBER: Final = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d+\b")
_NOTHING_SAID: Final = re.compile(
    r"\W*((bad|invalid|unprocessable|malformed) (request|entity|content|syntax|value)"
    r"|invalid(syntax|value)|error|\d+)?\W*",
    re.I,
)
"""A message that says no more than the status does."""
_MANY: Final = re.compile(r"too ?(large|many|big)|at most|maximum|limit|exceed|operations|up to \d", re.I)

log = Logger("learnt")


class Learnt:
    """What the server behind one client was seen to take, by the argument that says the same. Safe for threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._known: dict[str, Any] = {}

    def get(self, argument: str) -> Any:
        """What was learnt of `argument`; None where nothing was."""
        with self._guard:
            return self._known.get(argument)

    def learn(self, argument: str, value: Any, why: Rejected | None = None) -> None:
        """Note that the server takes `value`, as its refusal `why` showed."""
        with self._guard:
            news = self._known.get(argument) != value
            self._known[argument] = value
        if news:
            said = {"path": why.path, "status": why.status, "words": why.message} if why is not None else {}
            log.info("learnt what the server takes", argument=argument, value=value, **said)

    def told(self) -> str:
        """What was learnt so far, in words; empty where nothing was."""
        with self._guard:
            known = sorted(self._known.items())
        if not known:
            return ""
        said = ", ".join(f"`{name} = {_literal(value)}`" for name, value in known)
        return f"Learnt of this server so far in this run: {said}. The provider block can say so from the start."


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'


def is_wordless(error: Rejected) -> bool:
    """True if `error` says nothing that its status does not say."""
    return _NOTHING_SAID.fullmatch(error.message) is not None


def smaller(error: Rejected, size: int, spoken: re.Pattern[str] = _MANY, *, alone: bool = False) -> int | None:
    """The size to try after `error` refused `size`: the largest that it names, or half; None where it is about else.

    `spoken` finds the words that speak of sizes. `alone`: nothing else in the request is likely to be at fault, so that
    half is worth a try whatever it says.
    """
    if error.status not in _STATUSES or size <= 1:
        return None
    numbers = [int(each.replace(",", "")) for each in _NUMBER.findall(error.message)]
    about = bool(spoken.search(error.message)) or size in numbers
    if not (about or alone or error.status == _TOO_LARGE):
        return None
    named = max((each for each in numbers if 0 < each < size), default=None) if about else None
    return named or size // 2
