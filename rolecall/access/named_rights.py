"""Rights and people that attributes of a resource name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.access.model import Item
from rolecall.estate.runtime_facade import UNKNOWN, ValuePath, values_at
from rolecall.specification.traits import Rule


def excluded_of(item: Item, rule: Rule) -> frozenset[str]:
    """The ids of people whom a rule never means, as far as they are known."""
    found = values_at(item.values, rule.excluded) if rule.excluded is not None else ()
    return frozenset(str(value) for _, value in found if value is not None and value is not UNKNOWN)


def named(name: str | None, value: str) -> str:
    """A name with the id that tells it from others of the same name."""
    return f"{name} ({value})" if name else value


def rights_at(values: Mapping[str, Any], attribute: str) -> Iterator[tuple[ValuePath, Any]]:
    """What `attribute` names, with its path; of a map by what the rights are in (a service) what each entry names."""
    for path, value in values_at(values, attribute):
        if not isinstance(value, Mapping):
            yield path, value
            continue
        for key, inside in value.items():
            yield from (((*path, key, *where[1:]), right) for where, right in values_at({"": inside}, ""))
