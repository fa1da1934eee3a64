"""Values to and from the bytes of a protocol message `DynamicValue`, by Terraform type."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.protocol.codec.decoding import reader
from rolecall.runtime.protocol.codec.encoding import writer
from rolecall.runtime.protocol.codec.msgpack_json import pack, parse_json, unpack
from rolecall.specification.types import Type


def decode(kind: Type, data: bytes) -> Any:
    """The value of type `kind` that the MessagePack `data` holds. Raises CodecError."""
    return reader(kind)(unpack(data))


def encode(kind: Type, value: Any) -> bytes:
    """`value` of type `kind` as MessagePack. Raises CodecError."""
    return pack(writer(kind)(value))


def decode_json(kind: Type, data: bytes) -> Any:
    """The value of type `kind` that the JSON `data` holds. Raises CodecError."""
    return reader(kind)(parse_json(data))
