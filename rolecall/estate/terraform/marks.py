"""Marks of sensitive values in plans and states: True, or an object or a list in the form of the value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def mark_of(marks: Any, key: str | int) -> Any:
    """What the marks of a value say of one of its members; all of what is marked as a whole is."""
    if isinstance(marks, Mapping):
        return marks.get(str(key), False)
    if isinstance(marks, list) and isinstance(key, int) and key < len(marks):
        return marks[key]
    return marks is True
