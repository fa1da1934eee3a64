"""Values to and from the wire: MessagePack and JSON by Terraform type (protocol message `DynamicValue`).

`reader(kind)` and `writer(kind)` compile a type into a function once; `decode` and `encode` use them on bytes. Sets
come out in the canonical form of `providers.runtime.types.normalise`, unknown values as `UNKNOWN` whether refined
or not, numbers exact (see `numbers`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeAlias

import msgpack

from providers.runtime.diagnostics import Path
from providers.runtime.protocol import numbers
from providers.runtime.types import (
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    Type,
    normalise,
)
from providers.runtime.values import UNKNOWN, Unknown

Reader: TypeAlias = Callable[[Any], Any]
Writer: TypeAlias = Callable[[Any], Any]

_UNKNOWN_CODE: Final = 0
_REFINED_CODE: Final = 12
_UNKNOWN_WIRE: Final = msgpack.ExtType(_UNKNOWN_CODE, b"\0")


class CodecError(ValueError):
    """A value does not fit its type. `path` says where; the message names types, never the value."""

    def __init__(self, problem: str, path: Path = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path

    def inside(self, step: str | int) -> CodecError:
        """The same problem seen from one level up."""
        return CodecError(self.problem, (step, *self.path))


def decode(kind: Type, data: bytes) -> Any:
    """The value of type `kind` that the MessagePack `data` holds. Raises CodecError."""
    return reader(kind)(unpack(data))


def encode(kind: Type, value: Any) -> bytes:
    """`value` of type `kind` as MessagePack. Raises CodecError."""
    return pack(writer(kind)(value))


def decode_json(kind: Type, data: bytes) -> Any:
    """The value of type `kind` that the JSON `data` holds. Raises CodecError."""
    return reader(kind)(parse_json(data))


def parse_json(data: bytes) -> Any:
    """JSON as plain Python data with exact numbers. Raises CodecError."""
    try:
        return json.loads(data, parse_float=numbers.from_text, parse_int=numbers.from_digits)
    except ValueError:
        raise CodecError("the data is not JSON") from None


def unpack(data: bytes) -> Any:
    """MessagePack as plain Python data with `UNKNOWN` in it. Raises CodecError."""
    try:
        return msgpack.unpackb(data, ext_hook=_extension, strict_map_key=False)
    except (ValueError, msgpack.UnpackException):
        raise CodecError("the data is not MessagePack") from None


def pack(wire: Any) -> bytes:
    """What a writer made, as MessagePack. Raises CodecError."""
    try:
        packed = msgpack.packb(wire, default=_default)
    except UnicodeEncodeError:
        raise CodecError("the text is not valid Unicode") from None
    assert isinstance(packed, bytes)
    return packed


def _extension(code: int, _data: bytes) -> Any:
    if code in (_UNKNOWN_CODE, _REFINED_CODE):
        return UNKNOWN
    raise CodecError(f"MessagePack extension {code} is not part of the protocol")


def _default(value: Any) -> Any:
    if value is UNKNOWN:
        return _UNKNOWN_WIRE
    raise CodecError(f"a {type(value).__name__} cannot be sent")


# ---- reading ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def reader(kind: Type) -> Reader:
    """The function that makes a value of type `kind` of unpacked data. It raises CodecError."""
    match kind:
        case Primitive("string"):
            return _read_string
        case Primitive("number"):
            return _read_number
        case Primitive("bool"):
            return _read_bool
        case Primitive("dynamic"):
            from providers.runtime.protocol import dynamic

            return dynamic.read
        case ListOf(element):
            return list_reader(reader(element))
        case SetOf(element):
            return set_reader(kind, reader(element))
        case MapOf(element):
            return map_reader(reader(element))
        case ObjectOf(fields):
            return object_reader(tuple((name, reader(field)) for name, field in fields))
    raise TypeError(f"{kind!r} is no Terraform type")


def _read_string(raw: Any) -> Any:
    if type(raw) is str or raw is None or raw is UNKNOWN:
        return raw
    raise _mismatch("a string", raw)


def _read_bool(raw: Any) -> Any:
    if raw is None or raw is UNKNOWN or type(raw) is bool:
        return raw
    raise _mismatch("true or false", raw)


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
    raise _mismatch("a number", raw)


def list_reader(element: Reader) -> Reader:
    """The reader of a list."""

    def read(raw: Any) -> Any:
        if raw is None or raw is UNKNOWN:
            return raw
        if type(raw) is not list:
            raise _mismatch("a list", raw)
        return _each(element, raw)

    return read


def set_reader(kind: Type, element: Reader) -> Reader:
    """The reader of a set of type `kind`."""
    if element is _read_string:

        def read_strings(raw: Any) -> Any:
            if type(raw) is list and all(type(item) is str for item in raw):
                return sorted(set(raw))
            return read(raw)

    listed = list_reader(element)

    def read(raw: Any) -> Any:
        return normalise(kind, listed(raw))

    return read_strings if element is _read_string else read


def map_reader(element: Reader) -> Reader:
    """The reader of a map."""

    def read(raw: Any) -> Any:
        if raw is None or raw is UNKNOWN:
            return raw
        if type(raw) is not dict:
            raise _mismatch("a map", raw)
        return _each_of_map(element, raw)

    return read


def object_reader(fields: tuple[tuple[str, Reader], ...]) -> Reader:
    """The reader of an object with these attributes; those missing in the data are null."""

    def read(raw: Any) -> Any:
        if raw is None or raw is UNKNOWN:
            return raw
        if type(raw) is not dict:
            raise _mismatch("an object", raw)
        name = ""
        try:
            value = {}
            for name, field in fields:
                value[name] = field(raw.get(name))
        except CodecError as error:
            raise error.inside(name) from None
        return value

    return read


# ---- writing ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def writer(kind: Type) -> Writer:
    """The function that makes packable data of a value of type `kind`. It raises CodecError."""
    match kind:
        case Primitive("string"):
            return _read_string
        case Primitive("number"):
            return _write_number
        case Primitive("bool"):
            return _read_bool
        case Primitive("dynamic"):
            from providers.runtime.protocol import dynamic

            return dynamic.write
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
    raise _mismatch("a number", value)


def list_writer(element: Writer) -> Writer:
    """The writer of a list or set."""

    def write(value: Any) -> Any:
        if value is None or value is UNKNOWN:
            return value
        if not isinstance(value, (list, tuple)):
            raise _mismatch("a list", value)
        return _each(element, value)

    return write


def map_writer(element: Writer) -> Writer:
    """The writer of a map."""

    def write(value: Any) -> Any:
        if value is None or value is UNKNOWN:
            return value
        if not isinstance(value, dict):
            raise _mismatch("a map", value)
        return _each_of_map(element, value)

    return write


def object_writer(fields: tuple[tuple[str, Writer], ...]) -> Writer:
    """The writer of an object with these attributes. Missing ones are null, others a CodecError."""
    names = frozenset(name for name, _ in fields)

    def write(value: Any) -> Any:
        if value is None or value is UNKNOWN:
            return value
        if not isinstance(value, dict):
            raise _mismatch("an object", value)
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


def _each(element: Reader, values: list[Any] | tuple[Any, ...]) -> list[Any]:
    done: list[Any] = []
    try:
        for value in values:
            done.append(element(value))  # noqa: PERF401 - the count of what is done locates an error
    except CodecError as error:
        raise error.inside(len(done)) from None
    return done


def _each_of_map(element: Reader, values: dict[Any, Any]) -> dict[str, Any]:
    done: dict[str, Any] = {}
    for key, value in values.items():
        if type(key) is not str:
            raise _mismatch("a text as key", key)
        try:
            done[key] = element(value)
        except CodecError as error:
            raise error.inside(key) from None
    return done


def _mismatch(expected: str, value: Any) -> CodecError:
    given = "an unknown value" if isinstance(value, Unknown) else f"a {type(value).__name__}"
    return CodecError(f"expected {expected}, got {given}")
