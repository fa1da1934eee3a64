"""From values to packable data: one function per Terraform type, compiled once.

A value whose type Terraform decides gets the one that Terraform's own language would give it: a Python list is a
tuple, a dict an object.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from rolecall.runtime.protocol.codec import numbers
from rolecall.runtime.protocol.codec.decoding import read_bool, read_string
from rolecall.runtime.protocol.codec.msgpack_json import CodecError, each, each_of_map, mismatch
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type

Writer: TypeAlias = Callable[[Any], Any]


@lru_cache(maxsize=4096)
def writer(kind: Type) -> Writer:
    """The function that makes packable data of a value of type `kind`. It raises CodecError."""
    match kind:
        case Primitive("string"):
            return read_string
        case Primitive("number"):
            return _write_number
        case Primitive("bool"):
            return read_bool
        case Primitive("dynamic"):
            return _write_dynamic
        case ListOf(element) | SetOf(element):
            return list_writer(writer(element))
        case MapOf(element):
            return map_writer(writer(element))
        case ObjectOf(fields):
            return object_writer(tuple((name, writer(field)) for name, field in fields))
    raise TypeError(f"{kind!r} is no Terraform type")


def _write_number(value: Any) -> Any:
    if value is None or value is UNKNOWN:
        return value
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        try:
            return numbers.to_wire(value)
        except ValueError as error:
            raise CodecError(str(error)) from None
    raise mismatch("a number", value)


def _write_dynamic(value: Any) -> Any:
    if value is None or value is UNKNOWN:
        return value
    kind, wire = _implied(value)
    return [json.dumps(kind, separators=(",", ":")).encode(), wire]


def _implied(value: Any) -> tuple[Any, Any]:
    """The type of `value` as JSON data, and `value` packable."""
    match value:
        case None:
            return "dynamic", None
        case bool():
            return "bool", value
        case str():
            return "string", value
        case int() | float() | Decimal():
            return "number", _write_number(value)
        case list() | tuple():
            kinds, wires = [], []
            for item in value:
                kind, wire = _implied(item)
                kinds.append(kind)
                wires.append(wire)
            return ["tuple", kinds], wires
        case dict():
            pairs = {str(name): _implied(item) for name, item in value.items()}
            return (
                ["object", {name: kind for name, (kind, _) in pairs.items()}],
                {name: wire for name, (_, wire) in pairs.items()},
            )
    if value is UNKNOWN:
        return "dynamic", UNKNOWN
    raise CodecError(f"a {type(value).__name__} cannot be sent")


def list_writer(element: Writer) -> Writer:
    """The writer of a list or set."""

    def write(value: Any) -> Any:
        if value is None or value is UNKNOWN:
            return value
        if not isinstance(value, (list, tuple)):
            raise mismatch("a list", value)
        return each(element, value)

    return write


def map_writer(element: Writer) -> Writer:
    """The writer of a map."""

    def write(value: Any) -> Any:
        if value is None or value is UNKNOWN:
            return value
        if not isinstance(value, dict):
            raise mismatch("a map", value)
        return each_of_map(element, value)

    return write


def object_writer(fields: tuple[tuple[str, Writer], ...]) -> Writer:
    """The writer of an object with these attributes. Missing ones are null, others a CodecError."""
    names = frozenset(name for name, _ in fields)

    def write(value: Any) -> Any:
        if value is None or value is UNKNOWN:
            return value
        if not isinstance(value, dict):
            raise mismatch("an object", value)
        if not value.keys() <= names:
            raise CodecError("the schema has no such attribute", (min(map(str, value.keys() - names)),))
        name = ""
        try:
            wire = {}
            for name, field in fields:
                wire[name] = field(value.get(name))
        except CodecError as error:
            raise error.inside(name) from None
        return wire

    return write
