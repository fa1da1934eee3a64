"""What elements of lists are called, and how many of them a finding names."""

from __future__ import annotations

from typing import Any, Final

NAMED: Final = 20
"""So many a finding names."""


def few(names: list[str]) -> str:
    """Names, a few of many."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def named(element: Any) -> str:
    """What an element of a list is called."""
    if isinstance(element, dict):
        return str(next((element[name] for name in ("value", "name", "id") if element.get(name)), "one more"))
    return str(element)
