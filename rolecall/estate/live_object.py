"""One object of a vendor as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rolecall.runtime.collections.rows import Row


@dataclass(frozen=True, slots=True)
class LiveObject:
    """One object of resource type `type`; `id` is what state calls it.

    `row` is the vendor's own row. Where there is none, for an element of a parent's set or for what was read singly,
    `given` are the attribute values.
    """

    type: str
    id: str
    row: Row | None = field(default=None, repr=False)
    given: Mapping[str, Any] = field(default_factory=dict)
