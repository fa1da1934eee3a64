"""Types as the JSON data by which Terraform names them."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.protocol.codec.msgpack_json import CodecError
from rolecall.specification.types import BOOL, DYNAMIC, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf, Type

_PRIMITIVES = {"string": STRING, "number": NUMBER, "bool": BOOL, "dynamic": DYNAMIC}


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
