"""Filters applied to values (RFC 7644 section 3.4.2.2, table 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from rolecall.sandbox.core.expressions import COMPARISONS
from rolecall.sandbox.scim.filters import PARTS, Both, Compare, Either, Literal, Negation, Node, Present, Within
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.schema import Attribute, Target

Look = Callable[[str, Attribute], Any]
"""The value of an attribute of the resource at hand: extension URN (or empty) and attribute."""


def matches(node: Node, look: Look) -> bool:
    """True if the resource behind `look` meets the filter."""
    if isinstance(node, Both):
        return matches(node.left, look) and matches(node.right, look)
    if isinstance(node, Either):
        return matches(node.left, look) or matches(node.right, look)
    if isinstance(node, Negation):
        return not matches(node.inner, look)
    if isinstance(node, Within):
        return any(meets(node.filter, value) for value in _candidates(node, look))
    if isinstance(node, Present):
        return any(_filled(value) for value in _values(node.target, look))
    if (key := _member(node, look)) is not None:
        return key
    attribute = node.target.sub or node.target.attribute
    assert attribute is not None
    values = [value for value in _values(node.target, look) if _filled(value)]
    if not values or node.literal is None:
        absent = not values
        return absent == (node.operator == "eq") if node.literal is None else node.operator == "ne"
    return any(_holds(value, node.operator, node.literal, attribute) for value in values)


def meets(node: Node, value: Mapping[str, Any]) -> bool:
    """True if one value of a multi-valued attribute meets a filter on its sub-attributes."""
    return matches(node, lambda _, attribute: value.get(attribute.name))


def selected(node: Node, bag: Bag) -> list[str]:
    """The keys of the values in a bag that meet the filter; by id without a search."""
    if isinstance(node, Compare) and node.operator == "eq" and isinstance(node.literal, str) and _by_id(node, bag):
        return [node.literal] if node.literal in bag else []
    return [key for key, value in bag.items() if isinstance(value, Mapping) and meets(node, value)]


def _by_id(node: Compare, bag: Bag) -> bool:
    attribute = node.target.sub or node.target.attribute
    return bag.attribute.keyed and attribute is not None and attribute.name == "value"


def _candidates(node: Within, look: Look) -> Iterable[Mapping[str, Any]]:
    assert node.target.attribute is not None
    value = look(node.target.extension, node.target.attribute)
    if isinstance(value, Bag):
        return [value.get(key) for key in selected(node.filter, value)]
    if isinstance(value, Mapping):
        return [value]
    return value or []


def _member(node: Compare, look: Look) -> bool | None:
    """The answer to `members eq "id"` without a search; None when it is another question."""
    target = node.target
    if target.attribute is None or not target.attribute.keyed or node.operator != "eq":
        return None
    bag = look(target.extension, target.attribute)
    if not isinstance(bag, Bag) or not _by_id(node, bag):
        return None
    return node.literal in bag


def _values(target: Target, look: Look) -> list[Any]:
    """The values a target has: none, one, or those of a multi-valued attribute."""
    if target.attribute is None or target.attribute.type == "absent":
        return []
    value = look(target.extension, target.attribute)
    values = [] if value is None else list(value) if isinstance(value, Bag | list) else [value]
    if target.sub is None:
        return values
    return [value[target.sub.name] for value in values if target.sub.name in value]


def _filled(value: Any) -> bool:
    return value is not None and value != "" and value != {} and value != []


def _holds(value: Any, operator: str, literal: Literal, attribute: Attribute) -> bool:
    if attribute.type == "dateTime":
        moments = _moment(value), _moment(literal)
        if operator not in PARTS and None not in moments:
            return COMPARISONS[operator](*moments)
    if isinstance(value, str) and isinstance(literal, str) and not attribute.exact:
        return COMPARISONS[operator](value.lower(), literal.lower())
    return COMPARISONS[operator](value, literal)


def _moment(value: Any) -> datetime | None:
    try:
        made = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)
