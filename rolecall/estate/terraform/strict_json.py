"""JSON of which each member has one value: what says a member twice says nothing that two readers agree on."""

from __future__ import annotations

import json
from typing import Any


class SaidTwice(ValueError):
    """An object that has a member twice."""

    def __init__(self, member: str) -> None:
        self.member = member
        super().__init__(f"it has the member {member!r} twice in one object")


def loads(text: str | bytes) -> Any:
    """The value of a JSON text. Raises SaidTwice, and what `json.loads` raises."""
    return json.loads(text, object_pairs_hook=_members)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise SaidTwice(next(name for name in names if names.count(name) > 1))
    return found
