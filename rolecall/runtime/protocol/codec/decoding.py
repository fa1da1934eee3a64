"""From plain data to values: one function per Terraform type, compiled once.

Sets come out in the canonical form of `rolecall.runtime.values.canonical`, numbers exact (see `numbers`).
A value whose type Terraform decides travels as the pair of its type and itself: `[type JSON, value]` in MessagePack,
`{"type": …, "value": …}` in JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from rolecall.runtime.protocol.codec import numbers
from rolecall.runtime.protocol.codec.msgpack_json import CodecError, each, each_of_map, mismatch, parse_json
from rolecall.runtime.protocol.codec.type_json import type_of
from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type

Reader: TypeAlias = Callable[[Any], Any]


@lru_cache(maxsize=4096)
def reader(kind: Type) -> Reader:
    """The function that makes a value of type `kind` of unpacked data. It raises CodecError."""
    match kind:
        case Primitive("string"):
            return read_string
        case Primitive("number"):
            return _read_number
        case Primitive("bool"):
            return read_bool
        case Primitive("dynamic"):
            return _read_dynamic
        case ListOf(element):
            return list_reader(reader(element))
        case SetOf(element):
            return set_reader(kind, reader(element))
        case MapOf(element):
            return map_reader(reader(element))
        case ObjectOf(fields):
            return object_reader(tuple((name, reader(field)) for name, field in fields))
    raise TypeError(f"{kind!r} is no Terraform type")


def read_string(raw: Any) -> Any:
    """`raw` if it is a string, null or unknown. Raises CodecError."""
    if type(raw) is str or raw is None or raw is UNKNOWN:
        return raw
    raise mismatch("a string", raw)


def read_bool(raw: Any) -> Any:
    """`raw` if it is true, false, null or unknown. Raises CodecError."""
    if raw is None or raw is UNKNOWN or type(raw) is bool:
        return raw
    raise mismatch("true or false", raw)


def _read_number(raw: Any) -> Any:
    if type(raw) is int or raw is None or raw is UNKNOWN:
        return raw
    try:
        if type(raw) is str:
            return numbers.from_text(raw)
        if type(raw) is float:
            return numbers.from_float(raw)
        if type(raw) is Decimal:
            return raw
    except ValueError as error:
        raise CodecError(str(error)) from None
    raise mismatch("a number", raw)


def _read_dynamic(raw: Any) -> Any:
    if raw is None or raw is UNKNOWN:
        return raw
    match raw:
        case [bytes() | str() as kind, value]:
            return _read_as(parse_json(kind if isinstance(kind, bytes) else kind.encode()), value)
        case {"type": kind, "value": value}:
            return _read_as(kind, value)
    raise CodecError("expected a value with its type")


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


def list_reader(element: Reader) -> Reader:
    """The reader of a list."""

    def read(raw: Any) -> Any:
        if raw is None or raw is UNKNOWN:
            return raw
        if type(raw) is not list:
            raise mismatch("a list", raw)
        return each(element, raw)

    return read


def set_reader(kind: Type, element: Reader) -> Reader:
    """The reader of a set of type `kind`."""
    if element is read_string:

        def read_strings(raw: Any) -> Any:
            if type(raw) is list and all(type(item) is str for item in raw):
                return sorted(set(raw))
            return read(raw)

    listed = list_reader(element)

    def read(raw: Any) -> Any:
        return canonical_value(kind, listed(raw))

    return read_strings if element is read_string else read


def map_reader(element: Reader) -> Reader:
    """The reader of a map."""

    def read(raw: Any) -> Any:
        if raw is None or raw is UNKNOWN:
            return raw
        if type(raw) is not dict:
            raise mismatch("a map", raw)
        return each_of_map(element, raw)

    return read


def object_reader(fields: tuple[tuple[str, Reader], ...]) -> Reader:
    """The reader of an object with these attributes; those missing in the data are null."""

    def read(raw: Any) -> Any:
        if raw is None or raw is UNKNOWN:
            return raw
        if type(raw) is not dict:
            raise mismatch("an object", raw)
        name = ""
        try:
            value = {}
            for name, field in fields:
                value[name] = field(raw.get(name))
        except CodecError as error:
            raise error.inside(name) from None
        return value

    return read
