"""Terraform's attribute types, as the plugin protocol writes them.

A type is a small immutable value. `to_json` gives what `Schema.Attribute.type` carries (for example
`["set","string"]`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Primitive:
    """`string`, `number` or `bool`; or `dynamic`, a value that brings its own type."""

    name: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """An ordered collection of one element type."""

    element: Type


@dataclass(frozen=True, slots=True)
class SetOf:
    """An unordered collection of distinct elements of one type."""

    element: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """String keys to values of one type."""

    element: Type


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """A fixed group of named attributes; `fields` keeps the order of declaration."""

    fields: tuple[tuple[str, Type], ...]

    def names(self) -> tuple[str, ...]:
        """The attribute names in declaration order."""
        return tuple(name for name, _ in self.fields)


Type: TypeAlias = Primitive | ListOf | SetOf | MapOf | ObjectOf

STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")
DYNAMIC = Primitive("dynamic")


def object_of(**fields: Type) -> ObjectOf:
    """An `ObjectOf` with the given attributes."""
    return ObjectOf(tuple(fields.items()))


def to_data(kind: Type) -> Any:
    """`kind` as the JSON data of the plugin protocol."""
    match kind:
        case Primitive(name):
            return name
        case ListOf(element):
            return ["list", to_data(element)]
        case SetOf(element):
            return ["set", to_data(element)]
        case MapOf(element):
            return ["map", to_data(element)]
        case ObjectOf(fields):
            return ["object", {name: to_data(field) for name, field in fields}]


def to_json(kind: Type) -> bytes:
    """`kind` as the bytes that `Schema.Attribute.type` carries."""
    return json.dumps(to_data(kind), separators=(",", ":")).encode()
