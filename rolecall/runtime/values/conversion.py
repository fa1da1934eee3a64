"""Values of one type as the vendor writes them, and the comparison of what came back with what was expected."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from rolecall.runtime.values.canonical import normalise
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN, fits
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import CanonicalForm
from rolecall.specification.types import BOOL, NUMBER, ListOf, MapOf, ObjectOf, Primitive, SetOf, Type


def empty(kind: Type) -> Any:
    """The empty value of a type: an empty list, an empty map, or null."""
    if isinstance(kind, SetOf | ListOf):
        return []
    return {} if isinstance(kind, MapOf) else None


def none_if_missing(value: Any) -> Any:
    """`value`, or None where the vendor does not say."""
    return None if value is MISSING else value


def settle(attribute: Attribute, read: Any, expected: Any) -> Any:
    """The value for the state after `read`, where `expected` is known: the practitioner's form if both mean the same.

    Of a map that is shared with others only the expected keys count. Equal in meaning are a string in the form the
    server normalises to (trait `CanonicalForm`), a status that counts as another (trait `Transitions`), and null and
    the empty string where an attribute is merely unset.
    """
    if attribute.shared and attribute.nesting in ("single", "set"):
        return _settle_shared(attribute, read, expected)
    if attribute.shared and isinstance(read, dict):
        return {key: read[key] for key in expected if key in read} if isinstance(expected, dict) else None
    if attribute.transitions is not None and isinstance(read, str):
        return attribute.transitions.canonical(read)
    if expected is UNKNOWN:
        return None if read == "" else read
    if read in ("", None) and expected in ("", None):
        return expected
    if attribute.canonical_form is not None and isinstance(read, str) and isinstance(expected, str):
        return (
            expected
            if canonical(attribute.canonical_form, read) == canonical(attribute.canonical_form, expected)
            else read
        )
    return read


def canonical(trait: CanonicalForm, text: str) -> str:
    """The form that all texts of one meaning share."""
    return text.lower() if trait.form == "lower" else text.rpartition("/")[2]


def _settle_shared(attribute: Attribute, read: Any, expected: Any) -> Any:
    """The same for an object, member by member, or for a set of objects: members left out are the vendor's."""
    if isinstance(read, dict) and isinstance(expected, dict):
        return {item.name: settle(item, read.get(item.name), expected.get(item.name)) for item in attribute.nested}
    if not isinstance(read, list) or not isinstance(expected, list):
        return read
    left = [each for each in expected if isinstance(each, dict)]
    found: list[Any] = []
    for element in read:
        match = next(
            (each for each in left if all(value is None or element.get(name) == value for name, value in each.items())),
            None,
        )
        if match is not None:
            left.remove(match)
        found.append(element if match is None else match)
    return normalise(attribute.value_type, found)


def same(attribute: Attribute, left: Any, right: Any) -> bool:
    """True if a value that was read means for the vendor what `right` says; what is unknown there may be anything."""
    return fits(settle(attribute, left, right), right)


def coerce(kind: Type, raw: Any) -> Any:
    """`raw` JSON as a value of type `kind`; vendors write numbers and booleans as text, and booleans as 0 and 1."""
    if raw is None:
        return None
    match kind:
        case SetOf(element) | ListOf(element):
            return [coerce(element, item) for item in (raw if isinstance(raw, list) else [raw])]
        case MapOf(element):
            return {str(key): coerce(element, item) for key, item in raw.items()}
        case ObjectOf(fields):
            return {name: coerce(field, raw.get(name)) for name, field in fields}
        case Primitive():
            return _coerce_primitive(kind, raw)


def _coerce_primitive(kind: Primitive, raw: Any) -> Any:
    if kind == BOOL:
        return raw.lower() in ("1", "true", "yes") if isinstance(raw, str) else bool(raw)
    if kind == NUMBER:
        if not isinstance(raw, str):
            return int(raw) if isinstance(raw, bool) else raw
        number = Decimal(raw)
        return int(number) if number == number.to_integral_value() else number
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return raw if isinstance(raw, str) else str(raw)


def from_epoch(raw: Any) -> str | None:
    """Seconds since 1970 as RFC 3339 in UTC; None for 0, by which vendors mean never."""
    seconds = int(raw)
    return None if seconds == 0 else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
