"""The time a sandbox lives by: real time plus what a test added."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime


class Clock:
    """A clock that runs with the real one and can be moved forward.

    Expiry of sessions and tokens is judged by this clock, so a test can let an hour pass in no time.
    """

    def __init__(self) -> None:
        self._ahead = 0.0
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since the epoch on this clock."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock by `seconds`; negative values move it back."""
        with self._lock:
            self._ahead += seconds


def milliseconds(epoch: float) -> str:
    """An epoch time in seconds as ISO 8601 in UTC, to the millisecond, ending in `Z`."""
    return datetime.fromtimestamp(epoch, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso(epoch: float) -> str:
    """An epoch time in seconds as ISO 8601 in UTC, whole seconds, ending in `Z`."""
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
