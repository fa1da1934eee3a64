"""JSON in which each member has one value: what says two things of a member says nothing that two readers agree on."""

from __future__ import annotations

import json
from typing import Any


class SaidTwice(ValueError):
    """An object that has a member twice, with two values."""

    def __init__(self, member: str) -> None:
        self.member = member
        super().__init__(f"it has the member {member!r} twice in one object")


def loads(text: str | bytes, **options: Any) -> Any:
    """The value of a JSON text; `options` are those of `json.loads`. Raises SaidTwice, and what that raises."""
    return json.loads(text, object_pairs_hook=_members, **options)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for name, value in pairs:
            if found[name] != value:
                raise SaidTwice(name)
    return found
