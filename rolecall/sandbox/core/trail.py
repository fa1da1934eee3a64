"""The trail of a vendor's own log: who changed what, kept in order and shown by the vendors that have such a log."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: `time` in seconds, `action` as the vendor calls it, `targets` are the objects that it is about."""

    time: float
    actor: str
    action: str
    targets: tuple[str, ...]
    request: str = field(default_factory=lambda: str(uuid.uuid4()))


class Trail:
    """All changes so far, the oldest first."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def note(self, time: float, actor: str, action: str, targets: Iterable[str]) -> None:
        """Add a change."""
        self.entries.append(Entry(time, actor, action, tuple(dict.fromkeys(filter(None, targets)))))

    def newest(self) -> list[Entry]:
        """The newest first."""
        return self.entries[::-1]


def texts_in(values: Mapping[str, Any]) -> list[str]:
    """The texts among the values of arguments: what names an object is one of them."""
    return [value for value in values.values() if isinstance(value, str)]
