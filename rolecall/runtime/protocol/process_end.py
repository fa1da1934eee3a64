"""The end of a provider process.

Terraform ends it with `Shutdown`. A killed Terraform cannot, and a provider that outlives it would hold sessions
and go on writing with nobody to record it: the end of Terraform's side of the stdout pipe gives it away at once, a
new parent process within seconds.

Terraform stops its work by itself on Ctrl-C and tells us with `StopProvider`; the signal that the terminal sends to
us as well must not cut the running call short. Nor must SIGHUP, nor SIGTERM to a whole process group.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from typing import Final

_POLL_SECONDS: Final = 3.0


class Lifetime:
    """Waits for the end of the process's work. Made in the main thread, as early as possible."""

    def __init__(self, *, debug: bool) -> None:
        self._debug = debug
        self._parent = os.getppid()
        self._reader, self._writer = os.pipe()
        self._on_terminate: Callable[[], None] = lambda: None
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        if debug:
            signal.signal(signal.SIGINT, lambda *_: self.end())
        else:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: self._terminate())

    def on_terminate(self, action: Callable[[], None]) -> None:
        """Call `action` on SIGTERM: stop what runs. Terraform ends the process; in debug mode it ends by itself."""
        self._on_terminate = action

    def end(self) -> None:
        """Make `wait` return. From any thread, or a signal handler."""
        os.write(self._writer, b"\0")

    def wait(self) -> None:
        """Return when `end` was called or Terraform is gone."""
        poll = select.poll()
        poll.register(self._reader, select.POLLIN)
        if not self._debug:
            poll.register(1, 0)  # nothing asked of stdout but the error of a pipe whose reader is gone
        while not poll.poll(_POLL_SECONDS * 1000):
            if not self._debug and os.getppid() != self._parent:
                return

    def _terminate(self) -> None:
        self._on_terminate()
        if self._debug:
            self.end()
