"""Threads for calls: started when none is idle, kept for the next call."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any


class Workers:
    """Runs functions in threads that do not keep the process from ending."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[Callable[..., None], tuple[Any, ...]]] = SimpleQueue()
        self._idle = 0
        self._lock = threading.Lock()

    def submit(self, function: Callable[..., None], *arguments: Any) -> None:
        """Run `function` soon, in a thread of its own. It must not raise."""
        with self._lock:
            start = self._idle == 0
            if not start:
                self._idle -= 1
        self._queue.put((function, arguments))
        if start:
            threading.Thread(target=self._work, name="call", daemon=True).start()

    def _work(self) -> None:
        while True:
            function, arguments = self._queue.get()
            function(*arguments)
            # Nothing of a finished call may live on in an idle thread.
            del function, arguments
            with self._lock:
                self._idle += 1
