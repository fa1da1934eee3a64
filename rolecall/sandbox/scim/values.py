"""From the JSON a client sends to the values the store keeps, checked against the schema.

Kept values are: texts, booleans and numbers; dicts of sub-attributes under their names in the schema; `Bag`s for
multi-valued attributes. What is null or empty is not kept at all (RFC 7643 section 2.5).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.schema import Attribute, ResourceType

Values = dict[str, Any]

_TEXTS = {"true": True, "false": False}


class Reader:
    """Reads bodies and single values by the rules the options set."""

    def __init__(self, options: ScimOptions) -> None:
        self._options = options

    def resource(self, body: Mapping[str, Any], resource_type: ResourceType) -> Values:
        """The values a POST or PUT asks for; read-only attributes are left out (RFC 7644 sections 3.3 and 3.5.1).

        Raises Refusal 400: invalidSyntax for `schemas` and for names no schema has, invalidValue for values that do
        not fit.
        """
        names = {name.lower(): name for name in body}
        schemas = body.get(names.get("schemas", "schemas"))
        if not isinstance(schemas, list) or not all(isinstance(urn, str) for urn in schemas):
            raise Refusal(400, "schemas, a list of URNs, is missing.", "invalidSyntax")
        known = {schema.id.lower() for schema in resource_type.schemas}
        if unknown := [urn for urn in schemas if urn.lower() not in known]:
            raise Refusal(400, f"{resource_type.name} has no schema {unknown[0]!r}.", "invalidSyntax")
        if resource_type.core.id.lower() not in {urn.lower() for urn in schemas}:
            raise Refusal(400, f"schemas lacks {resource_type.core.id}.", "invalidSyntax")
        plain = {name: value for name, value in body.items() if name.lower() not in {"schemas", *resource_type.by_urn}}
        values = self.extension(plain, resource_type.attributes, resource_type.name)
        for name, value in body.items():
            extension = resource_type.by_urn.get(name.lower())
            if extension is not None and (read := self.extension(value, extension.by_name, name)):
                values[extension.id] = read
        return values

    def unknown(self, name: str, where: str) -> None:
        """Refuse a name no schema has, unless such names are ignored; `schemas` may stand anywhere."""
        if name.lower() != "schemas" and self._options.unknown_attributes != "ignore":
            raise Refusal(400, f"{where} has no attribute {name!r}.", "invalidSyntax")

    def extension(self, value: Any, attributes: Mapping[str, Attribute], name: str) -> Values:
        """The values of an extension, or the sub-attributes of a complex value."""
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise Refusal(400, f"{name} is an object.", "invalidValue")
        values: Values = {}
        for key, item in value.items():
            attribute = attributes.get(key.lower())
            if attribute is None:
                self.unknown(key, name)
            elif attribute.mutability != "readOnly":
                made = self.value(item, attribute)
                if made is not None:
                    values[attribute.name] = made
        return values

    def value(self, value: Any, attribute: Attribute) -> Any:
        """The value of an attribute; None when it is null or empty. Raises Refusal 400."""
        if value is None:
            return None
        if not attribute.multi:
            return self.single(value, attribute)
        if not isinstance(value, list):
            raise Refusal(400, f"{attribute.name} is a list.", "invalidValue")
        bag = Bag(attribute)
        keys = [bag.add(made) for item in value if (made := self.single(item, attribute)) is not None]
        if any(item.mutability != "readOnly" and item.name == "primary" for item in attribute.sub):
            one_primary(bag, keys)
        return bag if len(bag) else None

    def single(self, value: Any, attribute: Attribute) -> Any:
        """One value of an attribute, multi-valued or not; None when it is null or empty. Raises Refusal 400."""
        if value is None:
            return None
        if attribute.type == "complex":
            if not isinstance(value, Mapping):
                raise Refusal(400, f"A value of {attribute.name} is an object.", "invalidValue")
            made = self.extension(value, attribute.by_name, attribute.name)
            if attribute.keyed:
                if not isinstance(made.get("value"), str):
                    raise Refusal(400, f"A value of {attribute.name} needs value, an id.", "invalidValue")
                made = {"value": made["value"]}
            return made or None
        if attribute.type == "boolean" and self._options.text_booleans and isinstance(value, str):
            value = _TEXTS.get(value.lower(), value)
        if not _FITS[attribute.type](value):
            told = "this" if attribute.returned == "never" else repr(value)
            raise Refusal(400, f"{attribute.name} is a {attribute.type}, not {told}.", "invalidValue")
        return value


def one_primary(bag: Bag, touched: list[str]) -> None:
    """Keep `primary` true for one value at most: a touched one wins over those that were there.

    Raises Refusal 400 invalidValue when two of the touched ones are primary (RFC 7643 section 2.4).
    """
    chosen = {key for key in touched if _primary(bag.get(key))}
    if len(chosen) > 1:
        raise Refusal(400, f"Only one value of {bag.attribute.name} can be primary.", "invalidValue")
    if chosen:
        for key, value in bag.items():
            if key not in chosen and _primary(value):
                bag.change(key, {**value, "primary": False})


def _primary(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("primary") is True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_moment(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return "T" in value


def _is_binary(value: Any) -> bool:
    try:
        base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        return False
    return isinstance(value, str)


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "string": _is_text,
    "reference": _is_text,
    "dateTime": _is_moment,
    "binary": _is_binary,
    "decimal": _is_number,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
}
