"""What is said of requests that a limit holds back: every ten seconds how many, and for how long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from rolecall.runtime.logging import Logger

EVERY_SECONDS: Final = 10.0

log = Logger("limit")


class Waits:
    """Sums up the waits of one vendor's requests. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._since: float | None = None
        self._sent = self._requests = 0
        self._seconds = 0.0

    def note(self, seconds: float) -> None:
        """A request goes out, after it was held back for `seconds`."""
        with self._guard:
            now = self._clock()
            self._since = now if self._since is None else self._since
            self._sent += 1
            self._requests += 1
            self._seconds += seconds
            if now - self._since < EVERY_SECONDS:
                return
            told = {
                "sent": self._sent,
                "lately": self._requests,
                "each_waited": round(self._seconds / self._requests, 1),
            }
            self._since, self._requests, self._seconds = now, 0, 0.0
        log.info("requests wait for their turn", **told)
