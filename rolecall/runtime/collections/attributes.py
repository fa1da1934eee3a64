"""Attributes between Terraform and the vendor: decoded from rows, encoded into request bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from rolecall.runtime.collections.references import References
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.values import elements, further_members
from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.conversion import coerce, empty, from_epoch, none_if_missing
from rolecall.runtime.values.json_forms import is_readable
from rolecall.runtime.values.paths import MISSING, UNREAD, dig, put
from rolecall.runtime.values.texts import shown
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Attribute
from rolecall.specification.types import STRING, ListOf, SetOf


class AttributeConverter:
    """Converts the attributes of a provider with these `arguments`. `references` turns names into ids and back."""

    def __init__(self, references: References, arguments: Mapping[str, Any]) -> None:
        self._references = references
        self._arguments = arguments

    def decode(self, attribute: Attribute, row: Mapping[str, Any], path: str | None = None) -> Any:
        """The value of `attribute` in `row`, or `MISSING` when the row does not say, or in no form that it has.

        `path` overrides where to look (used for what only a create answer holds).
        """
        if attribute.made_of:
            return render_text(attribute.made_of, {"provider": self._arguments})
        path = path if path is not None else attribute.read_path
        if path is None:
            return MISSING
        raw = dig(row, path)
        if raw is UNREAD:
            return MISSING
        if raw is MISSING or raw is None:
            return empty(attribute.value_type) if attribute.absent == "empty" else raw
        if not is_readable(attribute, raw):
            return MISSING
        if attribute.further_members is not None:
            return further_members.text_of(further_members.members_in(attribute.further_members, raw))
        if attribute.elements is not None:
            found = elements.read(attribute.elements, raw)
            return found if found is MISSING else canonical_value(attribute.type, found)
        if attribute.wire == "listed":
            raw = _only(attribute, raw)
        if attribute.wire == "values":
            raw = [item.get("value") if isinstance(item, Mapping) else item for item in raw]
        if attribute.reference is not None:
            names = self._references.names(attribute.reference, raw if isinstance(raw, list) else [raw])
            if isinstance(attribute.type, SetOf | ListOf):
                return canonical_value(attribute.type, names)
            return names[0] if names else None
        if attribute.nesting is not None:
            return self._decode_nested(attribute, raw)
        if attribute.words:
            return next((value for value, word in attribute.words if word == raw), MISSING)
        if attribute.wire == "epoch":
            return from_epoch(raw)
        return canonical_value(attribute.type, coerce(attribute.type, raw))

    def _decode_nested(self, attribute: Attribute, raw: Any) -> Any:
        def one(row: Any) -> dict[str, Any]:
            return {item.name: none_if_missing(self.decode(item, row)) for item in attribute.nested}

        if attribute.nesting == "single":
            return one(raw)
        if attribute.nesting == "map":
            return {key: one(row) for key, row in raw.items()}
        return canonical_value(attribute.value_type, [one(row) for row in raw])

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
            blank = attribute.value_type == STRING and attribute.wire == "plain" and not attribute.nullable
            return "" if blank else None
        if attribute.elements is not None:
            return elements.write(attribute.elements, value)
        if attribute.words:
            return next(word for known, word in attribute.words if known == value)
        if attribute.nesting is not None:
            encoded = self._encode_nested(attribute, value)
            return [encoded] if attribute.wire == "listed" else encoded
        if attribute.wire == "listed":
            return [value]
        if attribute.wire == "values":
            return [{"value": item} for item in value]
        if attribute.wire == "joined":
            return ";".join(value)
        if attribute.wire == "id_text":
            return _id_number(attribute, value)
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

    def body(self, attributes: Iterable[Attribute], values: Mapping[str, Any]) -> dict[str, Any]:
        """A request body with each of `attributes` at its field."""
        body: dict[str, Any] = {}
        for attribute in attributes:
            if attribute.further_members is not None:
                put_members(body, attribute, further_members.merged({}, further_members.parsed(values[attribute.name])))
            elif attribute.field is not None:
                put(body, attribute.field, self.encode(attribute, values.get(attribute.name)))
        return body


def put_members(body: dict[str, Any], attribute: Attribute, members: Mapping[str, Any]) -> None:
    """Put `members` (trait `FurtherMembers`) beside what `body` has at the field of `attribute` already."""
    around = dig(body, attribute.field or "")
    if not attribute.field:
        body.update(members)
    else:
        put(body, attribute.field, {**(around if isinstance(around, Mapping) else {}), **members})


def _id_number(attribute: Attribute, value: str) -> int:
    """The number that an id is; raises Refusal for a text that is none, which a vendor may take for no id at all."""
    if value.isascii() and value.isdigit():
        return int(value)
    raise refusal(
        f"Invalid value for {attribute.name}",
        f"It must be the id of an object, a whole number. The value is {shown(value)}. Nothing was sent.",
        (attribute.name,),
    )


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
