"""Values on their way from Python into Terraform JSON: checked, made plain, and text kept text.

Terraform reads every string of its JSON as a template. Here `${` and `%{` in plain text are escaped, so that a
display name is never evaluated; CDKTF's tokens (references, `Fn` results, variables) pass through untouched.
"""

from __future__ import annotations

import dataclasses
import math
import re
import struct
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from rolecall.cdk.toolkit import Token

_TOKEN: Final = re.compile(r"(\$\{TfToken\[[A-Za-z0-9:._-]+\]\})")
_MARK: Final = re.compile(r"[$%]\{")
_EXPONENT: Final = re.compile(r"-[\d.]+e\+?2[89]\d")
_NUMBER_TOKENS: Final = (b"\xfd\xff", b"\xfb\xff")
"""The first bytes, as a double, of CDKTF's numbers that stand for references."""
_LIST_TOKEN: Final = "#{TfToken["
_MAP_TOKEN: Final = "&{TfToken["
_EXACT: Final = 2**53
"""Whole numbers beyond this lose digits on their way through JavaScript, so they travel as text."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string, a number or a boolean; `any` takes whatever Terraform can hold."""

    name: Literal["string", "number", "bool", "any"]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind."""

    element: Kind


@dataclass(frozen=True, slots=True)
class SetOf:
    """A set of one kind. Python sets are rendered sorted; other collections keep their order."""

    element: Kind


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from strings to one kind."""

    element: Kind


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object with named fields, given as a mapping or a dataclass."""

    fields: Mapping[str, Argument]


Kind: TypeAlias = Scalar | ListOf | SetOf | MapOf | ObjectOf

STRING: Final = Scalar("string")
NUMBER: Final = Scalar("number")
BOOL: Final = Scalar("bool")
ANY: Final = Scalar("any")


@dataclass(frozen=True, slots=True)
class Argument:
    """The form of an argument: its kind, whether it must be given, whether its value is a secret.

    A `write_only` argument is sent to the vendor and is in neither plan nor state.
    """

    kind: Kind
    required: bool = False
    secret: bool = False
    write_only: bool = False


class WrongType(Exception):
    """A value of the wrong type; the text names the part of the argument and what was expected."""


def is_reference(value: object) -> bool:
    """True if `value` is, or is text made of nothing but, one CDKTF token: a value that only Terraform knows."""
    if isinstance(value, str):
        return value.startswith("${TfToken[") and _TOKEN.fullmatch(value) is not None
    if isinstance(value, list):
        return len(value) == 1 and isinstance(value[0], str) and value[0].startswith(_LIST_TOKEN)
    if isinstance(value, Mapping):
        return len(value) == 1 and str(next(iter(value))).startswith(_MAP_TOKEN)
    return hasattr(value, "resolve") and hasattr(value, "creation_stack")


def holds_reference(text: str) -> bool:
    """True if a token stands anywhere in `text`."""
    return _TOKEN.search(text) is not None


def references(value: object) -> list[str]:
    """Every text in `value`, at any depth, that holds a token; `value` is what `canonical_value` gave."""
    if isinstance(value, str):
        return [value] if "{TfToken[" in value else []
    if isinstance(value, Mapping):
        value = list(value.values())
    return [text for item in value for text in references(item)] if isinstance(value, list) else []


def substituted(value: Any, meaning: Mapping[str, Any]) -> Any:
    """`value` with every text that is a key of `meaning` replaced by what it means."""
    if isinstance(value, str):
        return meaning.get(value, value)
    if isinstance(value, list):
        return [substituted(item, meaning) for item in value]
    if isinstance(value, dict):
        return {key: substituted(item, meaning) for key, item in value.items()}
    return value


def forged(text: str) -> bool:
    """True if `text`, which came from a file, would pass for one of CDKTF's tokens and so read someone's secret."""
    return "{TfToken[" in text or any(
        struct.pack(">d", float(number))[:2] in _NUMBER_TOKENS
        for number in _EXPONENT.findall(text)
        if number.count(".") < 2
    )


def escape(text: str) -> str:
    """`text` as a Terraform template that evaluates to exactly `text`; tokens in it stay tokens."""
    if "{" not in text:
        return text
    parts = _TOKEN.split(text)
    if len(parts) == 1:
        return _MARK.sub(_double, text)
    last = len(parts) - 1
    # Odd parts are tokens. A `$` just before one would read as an escape, and CDKTF mistakes an escaped `${` beside
    # a token for an open expression: such literals travel as tokens of their own.
    return "".join(part if index % 2 else _literal(part, index != last) for index, part in enumerate(parts))


def _double(match: re.Match[str]) -> str:
    return match[0][0] + match[0]


def _literal(text: str, before_token: bool) -> str:
    body = text.rstrip("$") if before_token else text
    dollars = text[len(body) :]
    escaped = _MARK.sub(_double, body) + (f'${{"{dollars}"}}' if dollars else "")
    return Token.as_string(Token.as_any(escaped)) if "${" in escaped else escaped


def canonical_value(kind: Kind, value: object, where: str) -> Any:
    """`value` as plain JSON data of `kind`, text escaped, absent (None) fields left out.

    `where` is what to call the value in an error. Raises WrongType.
    """
    if kind is STRING and isinstance(value, str):
        return escape(value)
    if is_reference(value):
        return value
    match kind:
        case Scalar(name):
            return _anything(value, where) if name == "any" else _scalar(name, value, where)
        case ListOf(element) | SetOf(element):
            return _items(element, _collection(value, where), where)
        case MapOf(element):
            return {
                escape(_key(key, where)): canonical_value(
                    element, _present(item, f"{where}[{key!r}]"), f"{where}[{key!r}]"
                )
                for key, item in _mapping(value, where, "a mapping").items()
            }
        case ObjectOf(fields):
            return _object(fields, _mapping(_as_mapping(value), where, "a mapping or a dataclass"), where)


def _scalar(name: str, value: object, where: str) -> object:
    if name == "string" and isinstance(value, str):
        return escape(value)
    if name == "bool" and isinstance(value, bool):
        return value
    if name == "number" and isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _number(value, where)
    raise WrongType(f"{where} must be a {name}, not {_describe(value)}")


def _number(value: float | Decimal, where: str) -> object:
    if not math.isfinite(value):
        raise WrongType(f"{where} must be a finite number, not {value}")
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) > _EXACT):
        return str(value)
    return value


def _items(element: Kind, value: Collection[object], where: str) -> list[object]:
    if element is STRING and all(isinstance(item, str) for item in value):
        items: list[Any] = [escape(str(item)) for item in value]
    else:
        items = [
            canonical_value(element, _present(item, f"{where}[{index}]"), f"{where}[{index}]")
            for index, item in enumerate(value)
        ]
    return sorted(items, key=repr) if isinstance(value, Set) else items


def _object(fields: Mapping[str, Argument], given: Mapping[Any, object], where: str) -> dict[str, object]:
    for key in given:
        if key not in fields:
            raise WrongType(f"{where} has no field {key!r}; its fields are {', '.join(sorted(fields))}")
    plain: dict[str, object] = {}
    for key, argument in fields.items():
        item = given.get(key)
        if item is not None:
            plain[key] = canonical_value(argument.kind, item, f"{where}.{key}")
        elif argument.required:
            raise WrongType(f"{where}.{key} is required")
    return plain


def _anything(value: object, where: str) -> object:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value, where)
    value = _as_mapping(value)
    if isinstance(value, Mapping):
        fields = {escape(_key(key, where)): (item, f"{where}[{key!r}]") for key, item in value.items()}
        return {key: canonical_value(ANY, item, at) for key, (item, at) in fields.items() if item is not None}
    return _items(ANY, _collection(value, where), where)


def _as_mapping(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return value


def _collection(value: object, where: str) -> Collection[object]:
    if isinstance(value, Sequence | Set) and not isinstance(value, str | bytes | bytearray):
        return value
    raise WrongType(f"{where} must be a list, a tuple or a set, not {_describe(value)}")


def _mapping(value: object, where: str, expected: str) -> Mapping[Any, object]:
    if isinstance(value, Mapping):
        return value
    raise WrongType(f"{where} must be {expected}, not {_describe(value)}")


def _present(value: object, where: str) -> object:
    if value is None:
        raise WrongType(f"{where} must not be None")
    return value


def _key(key: object, where: str) -> str:
    if isinstance(key, str):
        return key
    raise WrongType(f"{where} must have strings as keys, not {_describe(key)}")


def _describe(value: object) -> str:
    """The type alone: a value may be a secret."""
    return f"a value of type {type(value).__name__}" if value is not None else "None"
