"""From values to packable data: one function per Terraform type, compiled once."""

from __future__ import annotations

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
            from rolecall.runtime.protocol.codec import dynamic_type

            return dynamic_type.write
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
