"""Filter and search expressions: the subset that the lists of this stand-in take, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.expressions import COMPARISONS, Conditions, Test
from rolecall.sandbox.okta.errors import OktaRefusal, bad_expression

_TOKEN = re.compile(r'\s*(?:(?P<paren>[()])|(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>[^\s()"]+))')
_ORDER = frozenset({"eq", "gt", "ge", "lt", "le"})

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

    def parse(self, text: str) -> Test:
        """The test that `text` describes; refuses with 400 what it does not take."""
        reader = _Reader(text, self)
        test = reader.either()
        if reader.peek():
            raise bad_expression(f"Unexpected {reader.peek()!r}.")
        return test

    def comparison(self, name: str, operator: str, value: str | None) -> Test:
        """The test of one property; `value` None for `pr`."""
        allowed = self._properties.get(name)
        if allowed is None:
            stem = next((key for key in self._properties if key.endswith("*") and name.startswith(key[:-1])), None)
            allowed = self._properties[stem] if stem else None
        if allowed is None or operator not in allowed:
            raise bad_expression(f"{name} {operator} is not supported.")
        if value is None:
            return lambda fields: fields.get(name) not in (None, "")
        test, right = COMPARISONS[operator], self._fold(value)

        def check(fields: Mapping[str, Any]) -> bool:
            left = fields.get(name)
            return isinstance(left, str) and test(self._fold(left), right)

        return check

    def _fold(self, text: str) -> str:
        return text.lower() if self._folded else text


class _Reader(Conditions):
    """Reads an expression of a grammar."""

    pattern = _TOKEN
    any_case = True

    def __init__(self, text: str, grammar: Grammar) -> None:
        super().__init__(text)
        self._grammar = grammar

    def unreadable(self, at: int) -> OktaRefusal:
        """Refused with what cannot be read."""
        return bad_expression(f"Cannot read {self.text[at:]!r}.")

    def early(self) -> OktaRefusal:
        """Refused as too short."""
        return bad_expression("It ends too early.")

    def one(self) -> Test:
        """A comparison, or an expression in parentheses."""
        kind, text = self.take()
        if (kind, text) == ("paren", "("):
            inner = self.either()
            if self.take() != ("paren", ")"):
                raise bad_expression("A parenthesis is not closed.")
            return inner
        if kind != "word":
            raise bad_expression(f"Expected a property, found {text!r}.")
        kind, operator = self.take()
        if kind != "word":
            raise bad_expression(f"Expected an operator, found {operator!r}.")
        if operator.lower() == "pr":
            return self._grammar.comparison(text, "pr", None)
        kind, value = self.take()
        if kind != "string":
            raise bad_expression(f"Expected a quoted value, found {value!r}.")
        return self._grammar.comparison(text, operator.lower(), str(json.loads(value)))
