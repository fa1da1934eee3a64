"""The JSON in which an answer may say an attribute. Another form says nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from rolecall.specification.schema import Attribute
from rolecall.specification.types import ListOf, MapOf, ObjectOf, Primitive, SetOf, Type


def is_readable(attribute: Attribute, raw: Any) -> bool:
    """Whether `raw`, neither null nor missing, is in a form of the attribute: a list where it is a set, and so on.

    Vendors write numbers and booleans as text, and booleans as 0 and 1.
    """
    if attribute.elements is not None or attribute.further_members is not None or attribute.words:
        return True  # they judge it themselves
    if attribute.wire == "listed":
        return True
    several = isinstance(attribute.value_type, SetOf | ListOf)
    if attribute.wire == "values":
        return _is_list(raw, str, int, Decimal, Mapping) and all(_has_value(each, "value") for each in raw)
    if attribute.reference is not None:
        return not several or _is_list(raw, str, int, Decimal, Mapping)
    if attribute.nesting is not None:
        return _is_list(raw, Mapping) if several else isinstance(raw, Mapping)
    if attribute.wire == "epoch":
        return _is_number(raw)
    return _has_form(attribute.type, raw)


def _is_list(raw: Any, *kinds: type) -> bool:
    return isinstance(raw, list) and all(isinstance(each, kinds) and not isinstance(each, bool) for each in raw)


def _has_value(element: Any, member: str) -> bool:
    return not isinstance(element, Mapping) or element.get(member) is not None


def _has_form(kind: Type, raw: Any) -> bool:
    match kind:
        case SetOf(element) | ListOf(element):
            return isinstance(raw, list) and all(each is not None and _has_form(element, each) for each in raw)
        case MapOf(element):
            return isinstance(raw, Mapping) and all(each is None or _has_form(element, each) for each in raw.values())
        case ObjectOf(_):
            return isinstance(raw, Mapping)
        case Primitive("number"):
            return _is_number(raw)
        case Primitive(_):
            return isinstance(raw, str | bool | int | float | Decimal)


def _is_number(raw: Any) -> bool:
    if not isinstance(raw, str):
        return isinstance(raw, int | float | Decimal)
    try:
        return Decimal(raw).is_finite()
    except InvalidOperation:
        return False
