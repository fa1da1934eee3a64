"""Overlays: a definition that says only what differs from another one."""

from __future__ import annotations

from generators.input.binding import one_of
from generators.input.yaml_source import DefinitionError, Node


def overlay(base: Node, over: Node) -> Node:
    """`base` with what `over` says: mappings are merged key by key, anything else is replaced, an empty value removes.

    Every value keeps the place where it stands. Raises `DefinitionError` for a key to remove that is not there.
    """
    if not isinstance(base.value, dict) or not isinstance(over.value, dict):
        return over
    values, keys = dict(base.value), dict(base.keys)
    for key, node in over.value.items():
        if node.value is None:
            if key not in values:
                raise DefinitionError(over.keys[key], f"there is no {key!r} to remove", one_of(key, values))
            del values[key], keys[key]
            continue
        values[key] = overlay(values[key], node) if key in values else node
        keys[key] = over.keys[key]
    return Node(over.place, values, keys)
