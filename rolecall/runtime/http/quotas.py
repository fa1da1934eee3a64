"""Quotas that a vendor states in its answers (trait Quota): slow down before no requests are left.

Each part of the API is counted by itself. While more than a tenth is left nothing is held back; then what is left is
spread over the rest of the window, and when nothing is left everybody waits for its end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from rolecall.specification.traits import Quota

RESERVE: Final = 0.1
"""The share of a window from which on requests are spread."""
LONGEST_WINDOW_SECONDS: Final = 3600.0
"""An end that is further away than this is not believed."""


class Quotas:
    """The windows of one vendor's parts, as its answers tell them. Its owner holds a lock around every call."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pace: dict[str, tuple[float, float, float]] = {}

    def note(self, part: str, limit: int, remaining: int, seconds: float) -> None:
        """An answer about `part` said that of `limit` requests `remaining` are left for `seconds`."""
        now = self._clock()
        if limit <= 0 or remaining > limit * RESERVE:
            self._pace.pop(part, None)
            return
        interval = seconds / (remaining + 1) if remaining > 0 else seconds
        _, ends, due = self._pace.get(part, (0.0, 0.0, now))
        ends = max(ends, now + seconds)
        self._pace[part] = (interval, ends, max(due, now + interval) if remaining <= 0 else max(due, now))

    def reserve(self, part: str, now: float) -> float:
        """The time from which the next request to `part` may go; later ones come after it."""
        found = self._pace.get(part)
        if found is None:
            return now
        interval, ends, due = found
        if now >= ends:
            del self._pace[part]
            return now
        at = min(max(now, due), ends)
        self._pace[part] = (interval, ends, at + interval)
        return at


def part_of(path: str, base_path: str) -> str:
    """The part of the API that a path belongs to: its first step after the base path."""
    return path.removeprefix(base_path).strip("/").partition("/")[0]


def told(trait: Quota | None, headers: Mapping[str, str]) -> tuple[int, int, float] | None:
    """The limit, what is left of it and for how many seconds, or None where an answer does not say.

    The end is measured against the answer's own Date, so that a wrong clock here does not matter. A limit of 0 is no
    window: the vendor means requests at the same time.
    """
    if trait is None:
        return None
    try:
        limit, remaining, reset = (float(headers[name]) for name in (trait.limit, trait.remaining, trait.reset))
    except (KeyError, ValueError):
        return None
    date = headers.get("date")
    now = time.time()
    if date:
        from email.utils import parsedate_to_datetime  # slow to load, and rarely needed elsewhere

        try:
            now = parsedate_to_datetime(date).timestamp()
        except ValueError:
            return None
    seconds = max(0.0, reset - now)
    if limit <= 0 or seconds > LONGEST_WINDOW_SECONDS:
        return None
    return int(limit), max(0, int(remaining)), seconds


def until_reset(trait: Quota | None, headers: Mapping[str, str]) -> float | None:
    """For how many seconds there are no requests left, or None where the answer says no such thing."""
    found = told(trait, headers)
    return found[2] if found is not None and found[1] == 0 else None
