"""Copies of JSON data."""

from __future__ import annotations

from typing import Any, TypeVar, cast

T = TypeVar("T")


def copied(data: T) -> T:
    """A copy of JSON data that shares nothing with it."""
    copy: Any = data
    if isinstance(data, dict):
        copy = {name: copied(item) for name, item in data.items()}
    elif isinstance(data, list):
        copy = [copied(item) for item in data]
    return cast(T, copy)
