"""Server-side apply: who owns which field, and what becomes of fields that their owner no longer asks for.

Fields are single labels and annotations, and as wholes `subjects`, `roleRef`, `rules` and `aggregationRule`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

Object = dict[str, Any]
Path = tuple[str, ...]
Manager = tuple[str, str]
"""A manager's name, and how it wrote: `Apply` or `Update`."""
Owners = Mapping[Manager, frozenset[Path]]

_MAPS = ("labels", "annotations")
_WHOLE = ("subjects", "roleRef", "rules", "aggregationRule")


def fields(object: Object) -> Iterator[tuple[Path, Any]]:
    """The fields that can be owned, with their values."""
    for name in _MAPS:
        for key, value in (object.get("metadata", {}).get(name) or {}).items():
            yield ("metadata", name, key), value
    for name in _WHOLE:
        if name in object:
            yield (name,), object[name]


def updated(owners: Owners, before: Object, after: Object, manager: str) -> Owners:
    """The owners of fields after `manager` wrote an object without applying it: what changed is theirs alone."""
    old, new = dict(fields(before)), dict(fields(after))
    changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    left = {key: paths - changed for key, paths in owners.items()}
    mine = (manager, "Update")
    left[mine] = left.get(mine, frozenset()) | (changed & new.keys())
    return {key: paths for key, paths in left.items() if paths}


def conflicts(owners: Owners, current: Object, applied: Object, manager: str) -> list[tuple[Path, str]]:
    """The fields that `manager` would change although others own them, each with the name of one."""
    now = dict(fields(current))
    return [
        (path, other)
        for path, value in fields(applied)
        for (other, how), paths in owners.items()
        if path in paths and (other, how) != (manager, "Apply") and now.get(path) != value
    ]


def merged(owners: Owners, current: Object, applied: Object, manager: str) -> tuple[Object, Owners]:
    """The object after `manager` applied a configuration, and who owns what then.

    What this manager applied before and leaves out now goes, unless someone else owns it too.
    """
    mine = (manager, "Apply")
    asked = dict(fields(applied))
    now = dict(fields(current))
    others = {key: paths for key, paths in owners.items() if key != mine}
    dropped = {
        path
        for path in owners.get(mine, frozenset())
        if path not in asked and not any(path in paths for paths in others.values())
    }
    object = copy.deepcopy(current)
    for path in dropped:
        _unset(object, path)
    for path, value in asked.items():
        _set(object, path, value)
    taken = {path for path, value in asked.items() if now.get(path) != value}
    left = {key: paths - taken for key, paths in others.items()}
    return object, {key: paths for key, paths in left.items() if paths} | {mine: frozenset(asked)}


def _set(object: Object, path: Path, value: Any) -> None:
    *parents, last = path
    for name in parents:
        object = object.setdefault(name, {})
    object[last] = copy.deepcopy(value)


def _unset(object: Object, path: Path) -> None:
    *parents, last = path
    for name in parents:
        object = object.get(name, {})
    object.pop(last, None)
