"""The one form of a value in which `==` is Terraform's equality: sets are sorted lists without duplicates."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.values.unknown import UNKNOWN, sort_key
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type


def normalise(kind: Type, value: Any) -> Any:
    """`value` in canonical form: every set inside it sorted and without duplicates."""
    if value is None or value is UNKNOWN:
        return value
    match kind:
        case Primitive():
            return value
        case ListOf(element):
            return [normalise(element, item) for item in value]
        case MapOf(element):
            return {key: normalise(element, item) for key, item in value.items()}
        case ObjectOf(fields):
            return {name: normalise(field, value.get(name)) for name, field in fields}
        case SetOf(element):
            items = sorted((normalise(element, item) for item in value), key=sort_key)
            distinct: list[Any] = []
            for item in items:
                if item is UNKNOWN or not distinct or distinct[-1] != item:
                    distinct.append(item)
            return distinct
