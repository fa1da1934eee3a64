"""Caveats of vendors that keep many copies of what they know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """What was just written is not seen by everybody at once."""

    seconds: int
    statuses: tuple[int, ...] = (403, 404, 409)
