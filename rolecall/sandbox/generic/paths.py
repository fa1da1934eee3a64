"""Dotted paths into JSON values; a number is a place in a list."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final

NOTHING: Final = object()
"""What a path that leads nowhere gives."""


def dig(value: Any, path: str) -> Any:
    """What `path` leads to in `value`, or `NOTHING`. A member that has dots in its name is found too."""
    if isinstance(value, Mapping) and path in value:
        return value[path]
    for step in path.split(".") if path else []:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return NOTHING
    return value


def put(target: dict[str, Any], path: str, value: Any) -> None:
    """Make `path` lead to `value` in `target`."""
    _merge(target, _wrapped(path, value))


def drop(target: dict[str, Any], path: str) -> None:
    """Take what `path` leads to out of `target`."""
    outer, _, name = path.rpartition(".")
    holder = dig(target, outer)
    if isinstance(holder, dict):
        holder.pop(name, None)


def flat(value: Mapping[str, Any], outer: str = "") -> Iterator[tuple[str, Any]]:
    """The members of `value` by dotted path, those of objects inside it too."""
    for name, item in value.items():
        if isinstance(item, Mapping) and item:
            yield from flat(item, f"{outer}{name}.")
        else:
            yield f"{outer}{name}", item


def _wrapped(path: str, value: Any) -> Any:
    for step in reversed(path.split(".") if path else []):
        value = [value] if step.isdecimal() else {step: value}
    return value


def _merge(target: dict[str, Any], other: Mapping[str, Any]) -> None:
    for name, value in other.items():
        if isinstance(value, Mapping) and isinstance(target.get(name), dict):
            _merge(target[name], value)
        else:
            target[name] = copy.deepcopy(value)
