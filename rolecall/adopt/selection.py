"""Selections of objects to adopt.

A pattern is `[TYPE.]ATTRIBUTE=GLOB`: `email=*@example.com`, `tanium_user.roles=*Admin*`. `*` and `?` stand for
anything; letter case counts. Of a set one element must match; a nested attribute is dotted (`scope.cluster.name`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from rolecall.reports.errors import JobError
from rolecall.specification.schema import Attribute, Provider, Resource


@dataclass(frozen=True, slots=True)
class Pattern:
    """One `[TYPE.]ATTRIBUTE=GLOB`; `type` None is about every type that has the attribute."""

    type: str | None
    attribute: tuple[str, ...]
    glob: str

    def concerns(self, resource: Resource) -> bool:
        """True if the pattern says anything about this resource type."""
        return self.type in (None, resource.name) and self.attribute[0] in {
            item.name for item in resource.schema.attributes
        }

    def matches(self, values: Mapping[str, Any]) -> bool:
        """True if an object with these attribute values is meant."""
        return any(fnmatchcase(_text(leaf), self.glob) for leaf in _leaves(values, self.attribute))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """`only` these types, all where empty. Where `select` is about a type one must match; `skip` has the last word."""

    only: frozenset[str] = frozenset()
    select: tuple[Pattern, ...] = ()
    skip: tuple[Pattern, ...] = ()

    def takes_type(self, resource: Resource) -> bool:
        """True if objects of the type can be meant at all."""
        return not self.only or resource.name in self.only

    def takes(self, resource: Resource, values: Mapping[str, Any]) -> bool:
        """True if the object is meant."""
        about = [item for item in self.select if item.concerns(resource)]
        if about and not any(item.matches(values) for item in about):
            return False
        return not any(item.concerns(resource) and item.matches(values) for item in self.skip)


def parse_selection(shim: Provider, only: Sequence[str], select: Sequence[str], skip: Sequence[str]) -> Selection:
    """The selection on the command line. Raises JobError for a type or an attribute that the vendor does not have."""
    types = {item.name: item for item in shim.resources}
    for name in only:
        if name not in types:
            raise JobError(f"{shim.title} has no resource type {name!r}.", hint=_nearest(name, list(types)))
    return Selection(
        only=frozenset(only),
        select=tuple(_parse(shim, types, text) for text in select),
        skip=tuple(_parse(shim, types, text) for text in skip),
    )


def parse_places(shim: Provider, within: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`PATH=VALUE` texts as pairs. Raises JobError for a path that narrows no listing of the vendor."""
    keys = [item.natural_key for item in shim.collections if item.natural_key is not None]
    nested = {name for item in shim.collections for name in item.parents}
    known = sorted(nested | {path for key in keys for path, _ in key.within})
    found = []
    for text in within:
        path, _, value = text.partition("=")
        if path not in known or not value:
            raise JobError(
                f"--within {text!r}: {shim.title} can list by {', '.join(known) or 'no attribute'}.",
                hint="Write PATH=VALUE: scope.cluster.name=alpha" if known else "Leave it out.",
            )
        found.append((path, value))
    return tuple(found)


def _parse(shim: Provider, types: Mapping[str, Resource], text: str) -> Pattern:
    left, equals, glob = text.partition("=")
    first, _, rest = left.partition(".")
    type_name, path = (first, rest) if first in types else (None, left)
    attribute = tuple(path.split("."))
    if not equals or not all(attribute):
        raise JobError(
            f"{text!r} is no pattern.", hint="Write ATTRIBUTE=GLOB or TYPE.ATTRIBUTE=GLOB: email=*@example.com"
        )
    among = [types[type_name]] if type_name else list(types.values())
    if not any(_has(item.schema.attributes, attribute) for item in among):
        where = type_name or f"any resource type of {shim.title}"
        known = sorted({item.name for resource in among for item in resource.schema.attributes})
        raise JobError(f"{text!r}: {where} has no attribute {path!r}.", hint=_nearest(path, known))
    return Pattern(type_name, attribute, glob)


def _has(attributes: Sequence[Attribute], path: tuple[str, ...]) -> bool:
    for item in attributes:
        if item.name == path[0]:
            return len(path) == 1 or _has(item.nested, path[1:])
    return False


def _nearest(given: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(given, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(known)}."


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(value, Mapping) and path:
        yield from _leaves(value.get(path[0]), path[1:])
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, path)
    elif value is not None and not path:
        yield value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
