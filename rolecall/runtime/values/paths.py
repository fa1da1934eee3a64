"""Dotted paths into answers, rows and configurations.

`user.id` is member `id` of member `user`, `entry.0` the first element of `entry`, and the empty path is the whole.
`MISSING` stands for what is not there: absent is never null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from rolecall.runtime.values.unknown import UNKNOWN

ValuePath: TypeAlias = tuple[str | int, ...]
"""The way to one value: names of members and positions in lists."""


class Missing:
    """The type of `MISSING`: an answer does not say."""

    _instance: Missing | None = None

    def __new__(cls) -> Missing:
        """Give the one instance, so that `is MISSING` is always right."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        raise TypeError("a missing value is neither true nor false; compare with `is MISSING`")


MISSING: Final = Missing()


class Unread:
    """The type of `UNREAD`: we did not ask for it."""

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD: Final = Unread()
"""Stands in a row for a member that was left out of the answer because we asked for that (trait `LargeSet`)."""

PLACES: Final = re.compile(r"\{([^{}]+)\}")
"""Names in braces."""


def dig(data: Any, path: str) -> Any:
    """The value in `data` at the dotted `path`, or `MISSING`. Never raises.

    A member whose own name has dots in it is found too: the whole rest of the path is tried before its first part.
    """
    while path:
        if isinstance(data, (dict, Mapping)):
            if path in data:
                return data[path]
            if path.startswith("urn:"):
                head, *rest = steps(path)
                path = ".".join(rest)
            else:
                head, _, path = path.partition(".")
            if head not in data:
                return MISSING
            data = data[head]
        elif isinstance(data, list):
            head, _, path = path.partition(".")
            if not (head.isascii() and head.isdecimal()) or int(head) >= len(data):
                return MISSING
            data = data[int(head)]
        else:
            return MISSING
    return data


def steps(path: str) -> list[str]:
    """The names along the dotted `path`. A URN (RFC 8141), whose version has a dot, is one name.

    So is an annotation of OData: `@odata.id`.
    """
    if path.startswith("@"):
        return [path]
    if not path.startswith("urn:"):
        return path.split(".")
    head, _, tail = path.rpartition(":")
    last, *rest = tail.split(".")
    return [f"{head}:{last}", *rest]


def put(body: dict[str, Any], path: str, value: Any) -> None:
    """Set the member at the dotted `path` of `body`, making the objects on the way."""
    *parents, last = steps(path)
    for name in parents:
        body = body.setdefault(name, {})
    body[last] = value


def drop(row: Mapping[str, Any], path: str) -> dict[str, Any]:
    """A copy of `row` without the member at the dotted `path`, which it has."""
    head, *rest = steps(path)
    if path in row or not rest:
        return {name: value for name, value in row.items() if name != path}
    return {**row, head: drop(row[head], ".".join(rest))}


def every(data: Any, path: str) -> list[Any]:
    """All values at the dotted `path`, which may lead through lists: `subjects.name`."""
    if isinstance(data, list):
        return [value for item in data for value in every(item, path)]
    if not path:
        return [data]
    head, *rest = steps(path)
    return every(data[head], ".".join(rest)) if isinstance(data, (dict, Mapping)) and head in data else []


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
    elif isinstance(value, (dict, Mapping)):
        yield from _walk(value.get(steps[0]), steps[1:], (*done, steps[0]))


def value_at(values: Mapping[str, Any], path: str) -> Any:
    """The one value at `path`; None where there is none."""
    return next((value for _, value in values_at(values, path)), None)


def sibling(values: Mapping[str, Any], path: ValuePath, other: str) -> Any:
    """The value at the dotted path `other`, in the same list element as `path` where both lead through one list."""
    found: Any = values
    names = other.split(".")
    for depth, step in enumerate(names):
        if found is UNKNOWN or not isinstance(found, Mapping):
            return found if found is UNKNOWN else None
        found = found.get(step)
        if isinstance(found, list) and depth < len(path):
            position = next((each for each in path[depth:] if isinstance(each, int)), None)
            found = found[position] if position is not None and position < len(found) else None
    return found
