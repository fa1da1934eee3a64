"""The moment when nothing comes any more, as far as a process can tell that does not know what it will be asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

QUIET_SECONDS: Final = 0.5
"""Nothing comes any more once no call is under way and none has come for so long."""

REST_SECONDS: Final = 2.0
"""The same where something would be refused that comes late."""

LONGEST_SECONDS: Final = 60.0
"""The longest that is waited for calls that are under way."""


class Quiet:
    """Counts the calls that are under way, and waits for the end of them.

    `changed` is held by whoever calls `happened` or `wait`, and not by whoever calls `under_way`.
    """

    def __init__(self, changed: threading.Condition) -> None:
        self._changed = changed
        self._moment = time.monotonic()
        self._calls = self._waiting = 0

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """In this block a call is under way, however slow the vendor is: others may come of it."""
        with self._changed:
            self._calls += 1
        try:
            yield
        finally:
            with self._changed:
                self._calls -= 1
                self.happened()

    def happened(self) -> None:
        """Something came: those who wait look again, and the time of quiet begins anew."""
        self._moment = time.monotonic()
        self._changed.notify_all()

    def wait(self, done: Callable[[], bool], seconds: float = QUIET_SECONDS) -> bool:
        """Wait for `done`, which is then True; False once no call is under way but those that wait here, and none came.

        None came: not for so many `seconds`. It ends after a minute, whatever is under way.
        """
        deadline = time.monotonic() + LONGEST_SECONDS
        self._waiting += 1
        self._changed.notify_all()
        try:
            while not done():
                busy = self._is_busy()
                left = (deadline if busy else min(self._moment + seconds, deadline)) - time.monotonic()
                if left <= 0:
                    return False
                (self._changed.wait if busy else self.pause)(left)
            return True
        finally:
            self._waiting -= 1

    def rests(self, seconds: float) -> bool:
        """Wait until no call comes any more; False where one was under way to the end."""
        busy = False

        def look() -> bool:
            nonlocal busy
            busy = self._is_busy()
            return False

        self.wait(look, seconds)
        return not busy

    def _is_busy(self) -> bool:
        return self._calls > self._waiting

    def pause(self, seconds: float) -> bool:
        """Wait for a call to come; False once none has come for so long."""
        return self._changed.wait(seconds)
