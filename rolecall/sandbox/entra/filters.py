"""`$filter`: comparisons joined by `and` and `or`, as Graph's directory understands them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rolecall.sandbox.core.expressions import Conditions, Test
from rolecall.sandbox.core.message import Refusal

_TOKEN = re.compile(
    r"\s*(?:(?P<string>'(?:[^']|'')*')|(?P<word>[A-Za-z0-9_][A-Za-z0-9_/.:+-]*)|(?P<mark>[(),]))", re.ASCII
)


def matcher(text: str, filterable: Sequence[str]) -> Test:
    """A test of rows for a filter over the `filterable` properties.

    Strings are compared without regard to case, and a quote in one is written twice (OData 4.01 URL conventions,
    5.1.1.14.1). Refuses with 400 what does not parse, or names another property.
    """
    return _Parser(text, filterable).parse()


class _Parser(Conditions):
    pattern = _TOKEN

    def __init__(self, text: str, filterable: Sequence[str]) -> None:
        super().__init__(text)
        self._filterable = filterable

    def parse(self) -> Test:
        test = self.either()
        if self.peek():
            raise self.early()
        return test

    def unreadable(self, at: int) -> Refusal:
        """Refused with the place."""
        return _refusal(f"Syntax error at position {at} in '{self.text}'.")

    def early(self) -> Refusal:
        """Refused as a whole."""
        return _refusal(f"Invalid filter clause: Syntax error in '{self.text}'.")

    def _need(self, mark: str) -> None:
        if not self.accept(mark):
            raise self.early()

    def _word(self) -> str:
        kind, text = self.take()
        if kind != "word":
            raise self.early()
        return text

    def one(self) -> Test:
        """A comparison, `startswith`, or a filter in parentheses."""
        if self.accept("("):
            test = self.either()
            self._need(")")
            return test
        if self.accept("startswith"):
            self._need("(")
            name = self._property()
            self._need(",")
            start = str(self._value()).lower()
            self._need(")")
            return lambda row: str(row[name] or "").lower().startswith(start)
        name = self._property()
        operator = self._word()
        if operator not in ("eq", "ne", "ge", "le"):
            raise _refusal(f"Unsupported or invalid query filter operator '{operator}'.")
        value = self._value()
        if operator in ("ge", "le"):
            return lambda row: (str(row[name]) >= str(value)) if operator == "ge" else (str(row[name]) <= str(value))
        return lambda row: _same(row[name], value) == (operator == "eq")

    def _property(self) -> str:
        name = self._word()
        if name not in self._filterable:
            raise _refusal(f"Unsupported or invalid query filter clause specified for property '{name}'.")
        return name

    def _value(self) -> str | bool | None:
        kind, text = self.take()
        if kind == "string":
            return text[1:-1].replace("''", "'")
        if kind == "mark":
            raise self.early()
        named: dict[str, str | bool | None] = {"null": None, "true": True, "false": False}
        return named.get(text, text)


def _same(have: Any, wanted: str | bool | None) -> bool:
    if isinstance(have, str) and isinstance(wanted, str):
        return have.lower() == wanted.lower()
    return have is wanted if isinstance(wanted, bool) or wanted is None else bool(have == wanted)


def _refusal(text: str) -> Refusal:
    return Refusal(400, text, "Request_UnsupportedQuery")
