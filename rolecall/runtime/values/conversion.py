"""Values of one type as the vendor writes them, and the comparison of what came back with what was expected."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from rolecall.runtime.values import further_members
from rolecall.runtime.values.canonical import canonical_text, canonical_value
from rolecall.runtime.values.paths import MISSING
from rolecall.runtime.values.unknown import UNKNOWN, fits
from rolecall.specification.schema import Attribute
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type


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

    Of a map that is shared with others only the expected keys count. Equal in meaning are texts with one canonical form
    (Unicode, outer blanks, and what the trait `CanonicalForm` says), at any depth; a status that counts as another
    (trait `Transitions`); and null and what is expected to be empty, an object of empty members among it.
    """
    if attribute.further_members is not None:
        return further_members.settled(read, expected)
    if read is None and attribute.nesting == "single" and _holds_nothing(expected):
        return {name: None if value is UNKNOWN else value for name, value in expected.items()}
    if attribute.shared and attribute.nesting in ("single", "set"):
        return _settle_shared(attribute, read, expected)
    if attribute.shared and isinstance(read, dict):
        return {key: read[key] for key in expected if key in read} if isinstance(expected, dict) else None
    if attribute.transitions is not None and isinstance(read, str):
        return attribute.transitions.canonical(read)
    if expected is UNKNOWN:
        return None if read == "" else read
    if read in ("", None) and expected in ("", None, [], {}):
        return expected
    if read == expected:
        return read
    if isinstance(read, dict) and isinstance(expected, dict) and attribute.nesting != "single":
        return {key: _settle_element(attribute, value, expected.get(key)) for key, value in read.items()}
    if isinstance(read, list) and isinstance(expected, list):
        if isinstance(attribute.value_type, SetOf):
            return canonical_value(attribute.value_type, _settle_set(attribute, read, expected))
        if len(read) == len(expected):
            return [_settle_element(attribute, each, other) for each, other in zip(read, expected, strict=True)]
    return _settle_element(attribute, read, expected)


def _holds_nothing(expected: Any) -> bool:
    """Whether `expected` is an object without anything in it, which vendors leave out (RFC 7643 section 2.5)."""
    if not isinstance(expected, dict):
        return False
    return all(value is UNKNOWN or value in ("", None, [], {}) for value in expected.values())


def _settle_element(attribute: Attribute, read: Any, expected: Any) -> Any:
    """The same for a text or an object: the value itself, or one element of it."""
    if isinstance(read, str) and isinstance(expected, str):
        trait = attribute.canonical_form
        return expected if canonical_text(read, trait) == canonical_text(expected, trait) else read
    if isinstance(read, dict) and isinstance(expected, dict):
        return {item.name: settle(item, read.get(item.name), expected.get(item.name)) for item in attribute.nested}
    return read


def _settle_set(attribute: Attribute, read: list[Any], expected: list[Any]) -> list[Any]:
    """The same for a set: what is not as expected takes the form of what means the same and is not there otherwise."""
    if attribute.nesting is not None:
        return _settle_objects(attribute, read, [each for each in expected if each not in read])
    trait, there, wanted = attribute.canonical_form, frozenset(read), frozenset(expected)
    forms: dict[str, list[str]] = {}
    for each in expected:
        if each not in there and isinstance(each, str):
            forms.setdefault(canonical_text(each, trait), []).append(each)
    if not forms:
        return read
    found: list[Any] = []
    for each in read:
        meant = forms.get(canonical_text(each, trait), [])
        found += [each, *meant] if each in wanted or not meant else meant
    return found


def _settle_objects(attribute: Attribute, read: list[Any], left: list[Any]) -> list[Any]:
    """Each object that was read, in the form of one in `left` that means the same."""
    found: list[Any] = []
    for each in read:
        match = next((other for other in left if _means(attribute, each, other)), None)
        if match is not None:
            left.remove(match)
        found.append(each if match is None else match)
    return found


def _means(attribute: Attribute, read: Any, expected: Any) -> bool:
    """Whether an object that was read is the expected one. What a shared one leaves out may be anything."""
    if not isinstance(read, dict) or not isinstance(expected, dict):
        return False
    said = (item for item in attribute.nested if not attribute.shared or expected.get(item.name) is not None)
    return all(same(item, read.get(item.name), expected.get(item.name)) for item in said)


def _settle_shared(attribute: Attribute, read: Any, expected: Any) -> Any:
    """The same for an object, member by member, or for a set of objects: members left out are the vendor's."""
    if isinstance(read, dict) and isinstance(expected, dict):
        return _settle_element(attribute, read, expected)
    if not isinstance(read, list) or not isinstance(expected, list):
        return read
    return canonical_value(attribute.value_type, _settle_objects(attribute, read, list(expected)))


def same(attribute: Attribute, left: Any, right: Any) -> bool:
    """True if a value that was read means for the vendor what `right` says; what is unknown there may be anything."""
    return fits(settle(attribute, left, right), right)


def coerce(kind: Type, raw: Any) -> Any:
    """`raw` JSON as a value of type `kind`; vendors write numbers and booleans as text, and booleans as 0 and 1."""
    if raw is None:
        return None
    match kind:
        case SetOf(element) | ListOf(element):
            return [coerce(element, item) for item in raw]
        case MapOf(element):
            return {str(key): coerce(element, item) for key, item in raw.items()}
        case ObjectOf(fields):
            return {name: coerce(field, raw.get(name)) for name, field in fields}
        case Primitive():
            return _coerce_primitive(kind, raw)


def _coerce_primitive(kind: Primitive, raw: Any) -> Any:
    if kind.name == "bool":
        return raw.lower() in ("1", "true", "yes") if isinstance(raw, str) else bool(raw)
    if kind.name == "number":
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
