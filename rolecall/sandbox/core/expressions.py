"""Expressions in text: their tokens, and conditions joined by `and` and `or`."""

from __future__ import annotations

import operator
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

Test = Callable[[Mapping[str, Any]], bool]

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    **{name: getattr(operator, name) for name in ("eq", "ne", "gt", "ge", "lt", "le")},
    "co": operator.contains,
    "sw": str.startswith,
    "ew": str.endswith,
}
"""The comparisons of filters by their names: equal, unequal, by order, and containing, starting and ending with."""


class Tokens(ABC):
    """The tokens of a text, read one after another. `pattern` has one named group for each kind of token."""

    pattern: re.Pattern[str]
    any_case = False
    """Whether keywords are taken in any case."""

    def __init__(self, text: str) -> None:
        self.text = text.rstrip()
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        at = 0
        while at < len(self.text):
            match = self.pattern.match(self.text, at)
            if match is None:
                raise self.unreadable(at)
            self._tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            at = match.end()

    @abstractmethod
    def unreadable(self, at: int) -> Exception:
        """The error of a text whose rest is no token."""

    @abstractmethod
    def early(self) -> Exception:
        """The error of a text that ends too early."""

    def peek(self) -> str:
        """The next token's text; empty at the end."""
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def take(self) -> tuple[str, str]:
        """The next token: its kind and its text."""
        if self._at >= len(self._tokens):
            raise self.early()
        self._at += 1
        return self._tokens[self._at - 1]

    def accept(self, word: str) -> bool:
        """Take the next token if it is this one, and say whether it was."""
        found = (self.peek().lower() if self.any_case else self.peek()) == word
        self._at += found
        return found


class Conditions(Tokens):
    """Tests of rows, by the rules `either = both {or both}` and `both = one {and one}`."""

    @abstractmethod
    def one(self) -> Test:
        """A single test."""

    def either(self) -> Test:
        """Alternatives."""
        tests = [self._both()]
        while self.accept("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)

    def _both(self) -> Test:
        tests = [self.one()]
        while self.accept("and"):
            tests.append(self.one())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)
