"""Values of a resource by dotted path, through lists, with what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jobs.access.model import Item, Link, ValuePath
from providers.runtime.traits import Label
from providers.runtime.values import UNKNOWN


def values_at(values: Mapping[str, Any], path: str) -> Iterator[tuple[ValuePath, Any]]:
    """Every value at `path` with its own path, list positions included; nulls are left out, unknown ones are not.

    A list at the end is opened too. Where a part of the way is unknown, that part is what is given.
    """
    yield from _walk(values, tuple(path.split(".")), ())


def _walk(value: Any, steps: tuple[str, ...], done: ValuePath) -> Iterator[tuple[ValuePath, Any]]:
    if value is None:
        return
    if value is UNKNOWN:
        yield done, UNKNOWN
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, steps, (*done, number))
    elif not steps:
        yield done, value
    elif isinstance(value, Mapping):
        yield from _walk(value.get(steps[0]), steps[1:], (*done, steps[0]))


def value_at(values: Mapping[str, Any], path: str) -> Any:
    """The one value at `path`; None where there is none."""
    return next((value for _, value in values_at(values, path)), None)


def sibling(values: Mapping[str, Any], path: ValuePath, other: str) -> Any:
    """The value at the dotted path `other`, in the same list element as `path` where both lead through one list."""
    found: Any = values
    steps = other.split(".")
    for depth, step in enumerate(steps):
        if found is UNKNOWN or not isinstance(found, Mapping):
            return found if found is UNKNOWN else None
        found = found.get(step)
        if isinstance(found, list) and depth < len(path):
            position = next((each for each in path[depth:] if isinstance(each, int)), None)
            found = found[position] if position is not None and position < len(found) else None
    return found


def names_in(values: Mapping[str, Any], label: Label) -> Iterator[tuple[Any, str]]:
    """The names that an object gives to ids, each after its id, which may not be known yet."""
    for path, key in values_at(values, label.key):
        name = sibling(values, path, label.name)
        if isinstance(name, str) and name:
            yield key, name


def link_of(item: Item, path: ValuePath) -> Link | None:
    """What the unknown value at `path` will be, where the configuration tells."""
    return item.link(path) if item.link is not None else None
