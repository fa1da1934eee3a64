"""Values between Terraform and the vendor: decode answers, encode request bodies, compare what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from rolecall.runtime.collections.references import References
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.values.canonical import normalise
from rolecall.runtime.values.paths import MISSING, UNREAD, dig
from rolecall.runtime.values.unknown import UNKNOWN, fits, is_set
from rolecall.specification.schema import Attribute, Operation
from rolecall.specification.traits import Normalised
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, ObjectOf, Primitive, SetOf, Type


class Wire:
    """Converts the attributes of one provider. `references` turns names into ids and back."""

    def __init__(self, references: References) -> None:
        self._references = references

    def decode(self, attribute: Attribute, row: Mapping[str, Any], path: str | None = None) -> Any:
        """The value of `attribute` in `row`, or `MISSING` when the row does not say.

        `path` overrides where to look (used for what only a create answer holds).
        """
        path = path if path is not None else attribute.read_path
        if path is None:
            return MISSING
        raw = dig(row, path)
        if raw is UNREAD:
            return MISSING
        if raw is MISSING or raw is None:
            return empty(attribute.value_type) if attribute.absent == "empty" else raw
        if attribute.wire == "listed":
            raw = _only(attribute, raw)
        if attribute.wire == "values":
            raw = [item.get("value") if isinstance(item, Mapping) else item for item in raw]
        if attribute.reference is not None:
            names = self._references.names(attribute.reference, raw if isinstance(raw, list) else [raw])
            if isinstance(attribute.type, SetOf | ListOf):
                return normalise(attribute.type, names)
            return names[0] if names else None
        if attribute.nesting is not None:
            return self._decode_nested(attribute, raw)
        if attribute.words:
            return next((value for value, word in attribute.words if word == raw), MISSING)
        if attribute.wire == "epoch":
            return from_epoch(raw)
        return normalise(attribute.type, coerce(attribute.type, raw))

    def _decode_nested(self, attribute: Attribute, raw: Any) -> Any:
        def one(row: Any) -> dict[str, Any]:
            return {item.name: none_if_missing(self.decode(item, row)) for item in attribute.nested}

        if attribute.nesting == "single":
            return one(raw)
        if attribute.nesting == "map":
            return {key: one(row) for key, row in raw.items()}
        return normalise(attribute.value_type, [one(row) for row in raw])

    def encode(self, attribute: Attribute, value: Any) -> Any:
        """`value` as a request body carries it. A null becomes the vendor's empty value: `""`, `[]` or null.

        Raises Refusal when a name cannot be resolved.
        """
        if attribute.reference is not None:
            names = value if isinstance(value, list) else [value] if value is not None else []
            encoded = self._references.encode(attribute.reference, names, (attribute.name,))
            if isinstance(attribute.type, SetOf | ListOf):
                return encoded
            return encoded[0] if encoded else None
        if value is None:
            if isinstance(attribute.value_type, SetOf | ListOf):
                return []
            return "" if attribute.value_type == STRING and attribute.wire == "plain" else None
        if attribute.words:
            return next(word for known, word in attribute.words if known == value)
        if attribute.nesting is not None:
            encoded = self._encode_nested(attribute, value)
            return [encoded] if attribute.wire == "listed" else encoded
        if attribute.wire == "listed":
            return [value]
        if attribute.wire == "values":
            return [{"value": item} for item in value]
        if attribute.wire == "id_text" and str(value).isdigit():
            return int(value)
        if attribute.wire == "integer":
            return int(value)
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return value

    def _encode_nested(self, attribute: Attribute, value: Any) -> Any:
        def one(members: Mapping[str, Any]) -> dict[str, Any]:
            given = [item for item in attribute.nested if is_set(members.get(item.name))]
            return self.body(given, members)

        if attribute.nesting == "single":
            return one(value)
        if attribute.nesting == "map":
            return {key: one(members) for key, members in value.items()}
        return [one(members) for members in value]

    def body(
        self, attributes: Iterable[Attribute], values: Mapping[str, Any], operation: Operation | None = None
    ) -> dict[str, Any]:
        """A request body with each of `attributes` at its field, and the constants of `operation`."""
        body: dict[str, Any] = {}
        for attribute in attributes:
            if attribute.field is not None:
                put(body, attribute.field, self.encode(attribute, values.get(attribute.name)))
        for path, constant in operation.constants if operation is not None else ():
            put(body, path, list(constant) if isinstance(constant, tuple) else constant)
        return body


def empty(kind: Type) -> Any:
    """The empty value of a type: an empty list, an empty map, or null."""
    if isinstance(kind, SetOf | ListOf):
        return []
    return {} if isinstance(kind, MapOf) else None


def _only(attribute: Attribute, raw: Any) -> Any:
    """The one element of a list; raises Refusal where there are several, which one value cannot stand for."""
    if not isinstance(raw, list):
        return raw
    if len(raw) > 1:
        raise refusal(
            f"There are {len(raw)} of {attribute.name}",
            f"One resource stands for one {attribute.name}. This object has several, so it was not made here; leave it "
            "to whoever made it.",
            (attribute.name,),
        )
    return raw[0] if raw else None


def none_if_missing(value: Any) -> Any:
    """`value`, or None where the vendor does not say."""
    return None if value is MISSING else value


def put(body: dict[str, Any], path: str, value: Any) -> None:
    """Set the member at the dotted `path` of `body`, making the objects on the way."""
    *parents, last = path.split(".")
    for name in parents:
        body = body.setdefault(name, {})
    body[last] = value


def settle(attribute: Attribute, read: Any, expected: Any) -> Any:
    """What the state holds after `read`, where `expected` is known: the practitioner's form if both mean the same.

    Of a map that is shared with others only the expected keys count. Equal in meaning are a string in the form the
    server normalises to (trait `Normalised`), a status that counts as another (trait `Transitions`), and null and the
    empty string where an attribute is merely unset.
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
    if attribute.normalised is not None and isinstance(read, str) and isinstance(expected, str):
        return expected if canonical(attribute.normalised, read) == canonical(attribute.normalised, expected) else read
    return read


def canonical(trait: Normalised, text: str) -> str:
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
    """Whether a value that was read means for the vendor what `right` says; what is unknown there may be anything."""
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
