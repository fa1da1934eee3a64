"""Filter and search expressions: the subset that the lists of this stand-in take, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from rolecall.sandbox.okta.errors import bad_expression

_TOKEN = re.compile(r'\s*(?:(?P<paren>[()])|(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>[^\s()"]+))')
_ORDER = frozenset({"eq", "gt", "ge", "lt", "le"})
_TEST: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda left, right: left == right,
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
    "sw": lambda left, right: left.startswith(right),
    "co": lambda left, right: right in left,
}

Fields = Mapping[str, Any]
Predicate = Callable[[Fields], bool]
EQUAL = frozenset({"eq"})
ORDERED = _ORDER
SEARCHED = _ORDER | {"sw", "pr"}
CONTAINED = SEARCHED | {"co"}


class Grammar:
    """The operators that each property takes. With `folded`, the case of values does not matter (search); else it does.

    A name that ends in `*` stands for all properties below it.
    """

    def __init__(self, properties: Mapping[str, frozenset[str]], *, folded: bool) -> None:
        self._properties = properties
        self._folded = folded

    def parse(self, text: str) -> Predicate:
        """The test that `text` describes; refuses with 400 what it does not take."""
        tokens: list[tuple[str, str]] = []
        position = 0
        stripped = text.rstrip()
        while position < len(stripped):
            match = _TOKEN.match(stripped, position)
            if match is None:
                raise bad_expression(f"Cannot read {stripped[position:]!r}.")
            tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            position = match.end()
        reader = _Reader(tokens, self)
        predicate = reader.either()
        if reader.peek() is not None:
            raise bad_expression(f"Unexpected {reader.peek()!r}.")
        return predicate

    def comparison(self, name: str, operator: str, value: str | None) -> Predicate:
        """The test of one property; `value` None for `pr`."""
        allowed = self._properties.get(name)
        if allowed is None:
            stem = next((key for key in self._properties if key.endswith("*") and name.startswith(key[:-1])), None)
            allowed = self._properties[stem] if stem else None
        if allowed is None or operator not in allowed:
            raise bad_expression(f"{name} {operator} is not supported.")
        if value is None:
            return lambda fields: fields.get(name) not in (None, "")
        test, right = _TEST[operator], self._fold(value)

        def check(fields: Fields) -> bool:
            left = fields.get(name)
            return isinstance(left, str) and test(self._fold(left), right)

        return check

    def _fold(self, text: str) -> str:
        return text.lower() if self._folded else text


class _Reader:
    """Reads tokens by the rules `either = both {or both}`, `both = one {and one}`."""

    def __init__(self, tokens: list[tuple[str, str]], grammar: Grammar) -> None:
        self._tokens = tokens
        self._grammar = grammar
        self._at = 0

    def peek(self) -> str | None:
        """The next token's text, or None at the end."""
        return self._tokens[self._at][1] if self._at < len(self._tokens) else None

    def either(self) -> Predicate:
        """Alternatives."""
        parts = [self._both()]
        while self._word("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda fields: any(part(fields) for part in parts)

    def _both(self) -> Predicate:
        parts = [self._one()]
        while self._word("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda fields: all(part(fields) for part in parts)

    def _one(self) -> Predicate:
        kind, text = self._take()
        if (kind, text) == ("paren", "("):
            inner = self.either()
            if self._take() != ("paren", ")"):
                raise bad_expression("A parenthesis is not closed.")
            return inner
        if kind != "word":
            raise bad_expression(f"Expected a property, found {text!r}.")
        kind, operator = self._take()
        if kind != "word":
            raise bad_expression(f"Expected an operator, found {operator!r}.")
        if operator.lower() == "pr":
            return self._grammar.comparison(text, "pr", None)
        kind, value = self._take()
        if kind != "string":
            raise bad_expression(f"Expected a quoted value, found {value!r}.")
        return self._grammar.comparison(text, operator.lower(), str(json.loads(value)))

    def _word(self, word: str) -> bool:
        text = self.peek()
        if text is None or text.lower() != word:
            return False
        self._at += 1
        return True

    def _take(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise bad_expression("It ends too early.")
        self._at += 1
        return self._tokens[self._at - 1]
