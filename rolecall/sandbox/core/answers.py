"""JSON answers of any vendor, whatever they are wrapped in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote

_NOTHING: Final = object()
_KEYS = ("id", "name", "metadata.name", "fullName.name")
"""The members that name an object in a path."""


def without(body: bytes, member: str) -> bytes:
    """The body without `member` (dotted), which is taken out of the outermost objects that have it.

    These are the object of a single answer or each row of a list; `subjects.name` is left out of each of a row's
    subjects. A body that is no JSON stays as it is.
    """
    return _edited(body, lambda data: _take_out(data, member.split(".")))


def emptied(body: bytes, member: str, value: Any) -> bytes:
    """The body in which `member` (dotted) is `value` in each object that has it. No JSON stays as it is."""
    return _edited(body, lambda data: _take_out(data, member.split("."), value))


def without_rows(body: bytes, value: str) -> bytes:
    """The body whose lists, at any depth, lack `value` and the objects that have it as a member, a number too.

    No JSON stays as it is.
    """
    return _edited(body, lambda data: _drop(data, value))


def _edited(body: bytes, edit: Callable[[Any], None]) -> bytes:
    try:
        data = json.loads(body)
    except ValueError:
        return body
    edit(data)
    return json.dumps(data, separators=(",", ":")).encode()


def _drop(data: Any, value: str) -> None:
    if isinstance(data, list):
        data[:] = [row for row in data if not _has(row, value)]
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _drop(item, value)


def _has(row: Any, value: str) -> bool:
    return value in (str(each) for each in (row.values() if isinstance(row, dict) else [row]))


def _take_out(value: Any, path: list[str], instead: Any = _NOTHING) -> None:
    if isinstance(value, list):
        for item in value:
            _take_out(item, path, instead)
    elif isinstance(value, dict):
        holder = _dig(value, path[:-1])
        inside = holder if isinstance(holder, list) and len(path) > 1 else [holder]
        having = [each for each in inside if isinstance(each, dict) and path[-1] in each]
        for each in having:
            del each[path[-1]]
            if instead is not _NOTHING:
                each[path[-1]] = instead
        if not having:
            for item in value.values():
                _take_out(item, path, instead)


def keys(body: bytes) -> list[str]:
    """The keys of the rows in a list, as they stand in a path; empty for a body that is no list."""
    try:
        rows = next(_lists(json.loads(body)), [])
    except ValueError:
        return []
    found = [_dig(row, path.split(".")) for row in rows for path in _KEYS]
    return [quote(str(key), safe="") for key in found if isinstance(key, str | int)]


def _lists(value: Any) -> Iterator[list[Any]]:
    """The lists of objects in `value`, the outermost first."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _lists(item)


def _dig(value: Any, path: list[str]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
