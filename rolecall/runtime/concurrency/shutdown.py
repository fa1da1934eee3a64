"""The end of sending: a provider that is stopped only finishes and records what it began."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rolecall.runtime.errors import Stopped


class Lifetime:
    """Of one configured provider, shared by all its channels."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.local()

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """In this block the calling thread may go on sending after `stop`, to finish and record what it began."""
        depth = getattr(self._thread, "finishing", 0)
        self._thread.finishing = depth + 1
        try:
            yield
        finally:
            self._thread.finishing = depth

    def stop(self) -> None:
        """Send nothing new, except from threads that are `finishing`."""
        self._stopping.set()

    def close(self) -> None:
        """Send nothing at all any more, and wake every waiting thread."""
        self._stopping.set()
        self._closing.set()

    def may_send(self) -> None:
        """Raise Stopped if the calling thread may send nothing more."""
        if self._closing.is_set() or (self._stopping.is_set() and not self._finishes()):
            raise Stopped

    def sleep(self, seconds: float) -> bool:
        """Wait; False when woken because nothing more is to be sent."""
        return not (self._closing if self._finishes() else self._stopping).wait(seconds)

    def pause(self, seconds: float) -> bool:
        """Wait for somebody else; False as soon as the provider is stopped, whoever is still finishing."""
        return not self._stopping.wait(seconds)

    def _finishes(self) -> bool:
        return getattr(self._thread, "finishing", 0) > 0
