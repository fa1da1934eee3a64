"""Canonical forms.

Of a value it is the one in which `==` is Terraform's equality: sets are sorted lists without duplicates. Of a text it
is the one that all texts of one meaning share.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from rolecall.runtime.values.spellings import without_case
from rolecall.runtime.values.unknown import UNKNOWN, sort_key
from rolecall.specification.traits import CanonicalForm
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type


def canonical_value(kind: Type, value: Any) -> Any:
    """`value` in canonical form: every set inside it sorted and without duplicates."""
    if value is None or value is UNKNOWN:
        return value
    match kind:
        case Primitive():
            return value
        case ListOf(element):
            return [canonical_value(element, item) for item in value]
        case MapOf(element):
            return {key: canonical_value(element, item) for key, item in value.items()}
        case ObjectOf(fields):
            return {name: canonical_value(field, value.get(name)) for name, field in fields}
        case SetOf(element):
            if all(type(item) is str for item in value):
                return sorted(set(value))
            items = sorted((canonical_value(element, item) for item in value), key=sort_key)
            distinct: list[Any] = []
            for item in items:
                if item is UNKNOWN or not distinct or distinct[-1] != item:
                    distinct.append(item)
            return distinct


def composed_alike(kind: Type, left: Any, right: Any) -> bool:
    """Whether two values differ in nothing but how Unicode composes their letters (UAX #15)."""
    return bool(canonical_value(kind, _composed(left)) == canonical_value(kind, _composed(right)))


def _composed(value: Any) -> Any:
    match value:
        case str():
            return value if value.isascii() else unicodedata.normalize("NFC", value)
        case list():
            return [_composed(each) for each in value]
        case dict():
            return {_composed(key): _composed(each) for key, each in value.items()}
    return value


def canonical_text(text: str, trait: CanonicalForm | None = None) -> str:
    """The form that all texts of one meaning share: composed Unicode (NFC), without blanks around it.

    Case and place are of no meaning only where the trait says so; that of a UUID never is.
    """
    plain = text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
    if trait is None:
        return without_case(plain)
    match trait.form:
        case "lower":
            return plain.lower()
        case "last":
            return plain.rpartition("/")[2]
        case "bare":
            return plain.rpartition(":")[2].lower()
