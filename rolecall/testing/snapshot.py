"""Snapshots of what a stand-in vendor knows, as rows that can be compared: before and after, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from rolecall.sandbox import Sandbox

Row: TypeAlias = Mapping[str, Any]
Snapshot: TypeAlias = Mapping[str, Mapping[str, Row]]
Changes: TypeAlias = dict[tuple[str, str], dict[str, Any]]

GONE = "gone"
NEW = "new"


def take(box: Sandbox[Any, Any]) -> Snapshot:
    """Everything that a generic sandbox has, without secrets."""
    found: Snapshot = box.store.snapshot()
    return found


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """What differs: for each (section, key) the fields with their new values; a row itself is `NEW` or `GONE`."""
    found: Changes = {}
    for section in {*before, *after}:
        old, new = before.get(section, {}), after.get(section, {})
        for key in {*old, *new}:
            if key not in new:
                found[section, key] = {GONE: True}
            elif key not in old:
                found[section, key] = {NEW: True}
            elif fields := {name: new[key].get(name) for name in new[key] if new[key].get(name) != old[key].get(name)}:
                found[section, key] = fields
    return found
