"""`$filter`: comparisons joined by `and` and `or`, as Graph's directory understands them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rolecall.sandbox.core.message import Refusal

Row = dict[str, Any]
Matcher = Callable[[Row], bool]
_TOKEN = re.compile(
    r"\s*(?:(?P<string>'(?:[^']|'')*')|(?P<word>[A-Za-z0-9_][A-Za-z0-9_/.:+-]*)|(?P<mark>[(),]))", re.ASCII
)


def matcher(text: str, filterable: Sequence[str]) -> Matcher:
    """A test of rows for a filter over the `filterable` properties.

    Strings are compared without regard to case, and a quote in one is written twice (OData 4.01 URL conventions,
    5.1.1.14.1). Refuses with 400 what does not parse, or names another property.
    """
    parser = _Parser(text, filterable)
    return parser.parse()


class _Parser:
    def __init__(self, text: str, filterable: Sequence[str]) -> None:
        self._text = text
        self._filterable = filterable
        self._tokens: list[tuple[str, str]] = list(self._scan())
        self._at = 0

    def parse(self) -> Matcher:
        test = self._either()
        if self._at < len(self._tokens):
            raise self._wrong()
        return test

    def _scan(self) -> Iterator[tuple[str, str]]:
        at = 0
        while self._text[at:].strip():
            match = _TOKEN.match(self._text, at)
            if match is None:
                raise _refusal(f"Syntax error at position {at} in '{self._text}'.")
            yield str(match.lastgroup), match[str(match.lastgroup)]
            at = match.end()

    def _wrong(self) -> Refusal:
        return _refusal(f"Invalid filter clause: Syntax error in '{self._text}'.")

    def _take(self, *words: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at][1] in words:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _next(self, kind: str = "") -> tuple[str, str]:
        if self._at >= len(self._tokens) or (kind and self._tokens[self._at][0] != kind):
            raise self._wrong()
        self._at += 1
        return self._tokens[self._at - 1]

    def _either(self) -> Matcher:
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        return lambda row: any(test(row) for test in tests)

    def _both(self) -> Matcher:
        tests = [self._single()]
        while self._take("and"):
            tests.append(self._single())
        return lambda row: all(test(row) for test in tests)

    def _single(self) -> Matcher:
        if self._take("("):
            test = self._either()
            if not self._take(")"):
                raise self._wrong()
            return test
        if self._take("startswith"):
            if not self._take("("):
                raise self._wrong()
            name = self._property()
            if not self._take(","):
                raise self._wrong()
            start = str(self._value()).lower()
            if not self._take(")"):
                raise self._wrong()
            return lambda row: str(row[name] or "").lower().startswith(start)
        name = self._property()
        operator = self._next("word")[1]
        if operator not in ("eq", "ne"):
            raise _refusal(f"Unsupported or invalid query filter operator '{operator}'.")
        value = self._value()
        return lambda row: _same(row[name], value) == (operator == "eq")

    def _property(self) -> str:
        name = self._next("word")[1]
        if name not in self._filterable:
            raise _refusal(f"Unsupported or invalid query filter clause specified for property '{name}'.")
        return name

    def _value(self) -> str | bool | None:
        kind, text = self._next()
        if kind == "string":
            return text[1:-1].replace("''", "'")
        if kind == "mark":
            raise self._wrong()
        named: dict[str, str | bool | None] = {"null": None, "true": True, "false": False}
        return named.get(text, text)


def _same(have: Any, wanted: str | bool | None) -> bool:
    if isinstance(have, str) and isinstance(wanted, str):
        return have.lower() == wanted.lower()
    return have is wanted if isinstance(wanted, bool) or wanted is None else bool(have == wanted)


def _refusal(text: str) -> Refusal:
    return Refusal(400, text, "Request_UnsupportedQuery")
