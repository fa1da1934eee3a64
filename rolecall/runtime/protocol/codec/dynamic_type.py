"""Values whose type Terraform decides: they travel as the pair of their type and themselves.

In MessagePack the pair is `[type JSON, value]`, in JSON `{"type": …, "value": …}`. A value that we write gets the
type Terraform's own language would give it: a Python list is a tuple, a dict an object.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from rolecall.runtime.protocol.codec.decoding import reader
from rolecall.runtime.protocol.codec.encoding import writer
from rolecall.runtime.protocol.codec.msgpack_json import CodecError, parse_json
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, Type

_PRIMITIVES = {"string": STRING, "number": NUMBER, "bool": BOOL, "dynamic": DYNAMIC}


def read(raw: Any) -> Any:
    """The value in `raw`, without its type. Raises CodecError."""
    if raw is None or raw is UNKNOWN:
        return raw
    match raw:
        case [bytes() | str() as kind, value]:
            return _read_as(parse_json(kind if isinstance(kind, bytes) else kind.encode()), value)
        case {"type": kind, "value": value}:
            return _read_as(kind, value)
    raise CodecError("expected a value with its type")


def write(value: Any) -> Any:
    """`value` with the type that it implies. Raises CodecError."""
    if value is None or value is UNKNOWN:
        return value
    kind, wire = _implied(value)
    return [json.dumps(kind, separators=(",", ":")).encode(), wire]


def _read_as(kind: Any, raw: Any) -> Any:
    match kind:
        case ["tuple", [*elements]]:
            if raw is None or raw is UNKNOWN:
                return raw
            if not isinstance(raw, list) or len(raw) != len(elements):
                raise CodecError("expected a tuple of the length of its type")
            return [_read_as(element, item) for element, item in zip(elements, raw, strict=True)]
        case ["object", {**fields}, *_]:
            if raw is None or raw is UNKNOWN:
                return raw
            if not isinstance(raw, dict):
                raise CodecError("expected an object")
            return {str(name): _read_as(field, raw.get(name)) for name, field in fields.items()}
    return reader(type_of(kind))(raw)


def type_of(data: Any) -> Type:
    """The type that the JSON data `data` names. Raises CodecError; tuples are not among ours."""
    match data:
        case str() if data in _PRIMITIVES:
            return _PRIMITIVES[data]
        case ["list", element]:
            return ListOf(type_of(element))
        case ["set", element]:
            return SetOf(type_of(element))
        case ["map", element]:
            return MapOf(type_of(element))
        case ["object", {**fields}]:
            return ObjectOf(tuple((str(name), type_of(field)) for name, field in fields.items()))
    raise CodecError("the data names no type that can be held here")


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
            return "number", writer(NUMBER)(value)
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
