"""Expressions of attribute mappings: text to an `attributeMappingSource` and its value for a user or group."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from rolecall.sandbox.core.expressions import Tokens
from rolecall.sandbox.entra.schema_catalogue import FUNCTIONS, REPEATING

_TOKEN = re.compile(
    r'\s*(?:(?P<attribute>\[[^\]]*\])|(?P<string>"(?:[^"\\]|\\.)*")|(?P<number>-?\d+)|(?P<word>[A-Za-z]\w*)'
    r"|(?P<mark>[(),]))"
)


class ExpressionError(Exception):
    """An expression that does not parse or names something that does not exist."""


def parse(text: str, attributes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The source that an expression stands for; raises ExpressionError.

    `attributes` are the attributes of the source object; None: any is taken.
    """
    return _Parser(text, attributes).parse()


def render(source: Mapping[str, Any]) -> str:
    """The expression that a source stands for."""
    kind, name = source["type"], source.get("name") or ""
    if kind == "Attribute":
        return f"[{name}]"
    if kind == "Constant":
        return f'"{name}"'
    arguments = [pair["value"] for pair in source.get("parameters") or []]
    texts = ["" if one["type"] == "Constant" and not one["name"] else render(one) for one in arguments]
    return f"{name}({', '.join(texts)})"


def value(source: Mapping[str, Any], row: Mapping[str, Any]) -> Any:
    """The value of a source for a row of attributes; functions that only rearrange text in odd ways give None."""
    if source["type"] == "Attribute":
        return row.get(source["name"])
    if source["type"] == "Constant":
        return source["name"]
    arguments = [value(pair["value"], row) for pair in source.get("parameters") or []]
    texts = ["" if argument is None else str(argument) for argument in arguments]
    if source["name"] == "Coalesce":
        return next((argument for argument in arguments if argument not in (None, "")), None)
    return _RESULTS[source["name"]](texts) if source["name"] in _RESULTS else None


_RESULTS: Mapping[str, Callable[[list[str]], Any]] = {
    "Append": "".join,
    "Join": lambda texts: texts[0].join(text for text in texts[1:] if text),
    "Not": lambda texts: texts[0] != "True",
    "StripSpaces": lambda texts: texts[0].replace(" ", ""),
    "Switch": lambda texts: dict(zip(texts[2::2], texts[3::2], strict=False)).get(texts[0], texts[1]),
    "ToLower": lambda texts: texts[0].lower(),
    "ToUpper": lambda texts: texts[0].upper(),
}


class _Parser(Tokens):
    pattern = _TOKEN

    def __init__(self, text: str, attributes: Mapping[str, str] | None) -> None:
        super().__init__(text)
        self._attributes = attributes

    def unreadable(self, at: int) -> ExpressionError:
        """Refused with the place."""
        return ExpressionError(f"Unexpected character at position {at} of '{self.text}'.")

    def early(self) -> ExpressionError:
        """Refused as too short."""
        return ExpressionError(f"The expression '{self.text}' ends too early.")

    def parse(self) -> dict[str, Any]:
        source = self._source()
        if self.peek():
            raise ExpressionError(f"Unexpected '{self.peek()}' in '{self.text}'.")
        return source

    def _source(self) -> dict[str, Any]:
        kind, text = self.take()
        if kind == "attribute":
            name = text[1:-1]
            if self._attributes is not None and name not in self._attributes:
                raise ExpressionError(f"The attribute '{name}' does not exist.")
            return {"expression": text, "name": name, "type": "Attribute", "parameters": []}
        if kind in ("string", "number"):
            return _constant(text.strip('"') if kind == "string" else text)
        if kind == "word":
            return self._function(text)
        raise ExpressionError(f"Unexpected '{text}' in '{self.text}'.")

    def _function(self, name: str) -> dict[str, Any]:
        if name not in FUNCTIONS:
            raise ExpressionError(f"The function '{name}' does not exist.")
        if not self.accept("("):
            raise ExpressionError(f"The function '{name}' needs its parameters in parentheses.")
        arguments: list[dict[str, Any]] = []
        if self.peek() == ")":
            raise ExpressionError(f"The function '{name}' does not take 0 parameters.")
        while True:
            # An argument left out, as in Switch([a], , "x", "y"), is an empty text.
            arguments.append(_constant("") if self.peek() in (",", ")") else self._source())
            if self.accept(")"):
                break
            if not self.accept(","):
                raise ExpressionError(f"The parameters of '{name}' end too early in '{self.text}'.")
        parameters = FUNCTIONS[name]
        required = sum(parameter[1] for parameter in parameters)
        if len(arguments) < required or (len(arguments) > len(parameters) and name not in REPEATING):
            raise ExpressionError(f"The function '{name}' does not take {len(arguments)} parameters.")
        pairs = [{"key": _key(name, number), "value": argument} for number, argument in enumerate(arguments)]
        source = {"name": name, "type": "Function", "parameters": pairs}
        return {"expression": render(source), **source}


def _key(function: str, number: int) -> str:
    parameters = FUNCTIONS[function]
    if function == "Switch" and number >= 2:
        return f"{'key' if number % 2 == 0 else 'value'}{number // 2}"
    return parameters[number][0] if number < len(parameters) else f"source{number}"


def _constant(text: str) -> dict[str, Any]:
    return {"expression": f'"{text}"', "name": text, "type": "Constant", "parameters": []}
