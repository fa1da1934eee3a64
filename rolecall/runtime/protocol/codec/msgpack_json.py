"""Between bytes and plain Python data: MessagePack and JSON, and what goes wrong with either.

An unknown value is extension type 0 in MessagePack, with refinements type 12; both come out as `UNKNOWN`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import msgpack

from rolecall.runtime.diagnostics import Path
from rolecall.runtime.protocol.codec import numbers
from rolecall.runtime.values.unknown import UNKNOWN, Unknown

_JSON: Final = json.JSONDecoder(parse_float=numbers.from_text, parse_int=numbers.from_digits)
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


def parse_json(data: bytes) -> Any:
    """JSON as plain Python data with exact numbers. Raises CodecError."""
    try:
        return _JSON.decode(data.decode("utf-8", "surrogatepass"))
    except ValueError:
        raise CodecError("the data is not JSON") from None


def unpack(data: bytes) -> Any:
    """MessagePack as plain Python data with `UNKNOWN` in it. Raises CodecError."""
    try:
        return msgpack.unpackb(data, ext_hook=_extension, strict_map_key=False)
    except (ValueError, msgpack.UnpackException):
        raise CodecError("the data is not MessagePack") from None


def pack(wire: Any) -> bytes:
    """The data of a writer as MessagePack. Raises CodecError."""
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


def each(convert: Callable[[Any], Any], values: list[Any] | tuple[Any, ...]) -> list[Any]:
    """Every value converted. An error gets the position of what it is about."""
    done: list[Any] = []
    try:
        for value in values:
            done.append(convert(value))  # noqa: PERF401 - the count of what is done locates an error
    except CodecError as error:
        raise error.inside(len(done)) from None
    return done


def each_of_map(convert: Callable[[Any], Any], values: dict[Any, Any]) -> dict[str, Any]:
    """Every value of a map converted. An error gets the key of what it is about."""
    done: dict[str, Any] = {}
    for key, value in values.items():
        if type(key) is not str:
            raise mismatch("a text as key", key)
        try:
            done[key] = convert(value)
        except CodecError as error:
            raise error.inside(key) from None
    return done


def mismatch(expected: str, value: Any) -> CodecError:
    """The error that `value` is not `expected`; it names the type and not the value."""
    given = "an unknown value" if isinstance(value, Unknown) else f"a {type(value).__name__}"
    return CodecError(f"expected {expected}, got {given}")
