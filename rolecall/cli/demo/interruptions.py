"""Ctrl-C, SIGTERM and a closed terminal, held back while a program runs that must not be cut off."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruptions:
    """Turns the signals that end a process into KeyboardInterrupt, at a moment when nothing is lost.

    Belongs to the main thread. Outside of `held` an interruption is raised at once.
    """

    def __init__(self) -> None:
        self._when_held: Callable[[int], None] | None = None
        self._held = 0

    def install(self) -> None:
        """Take over the signals for the rest of the process."""
        for number in _SIGNALS:
            signal.signal(number, self._arrived)

    @contextmanager
    def held(self, arrived: Callable[[int], None]) -> Iterator[None]:
        """Hold interruptions back until the block is over; raises KeyboardInterrupt then if there was one.

        `arrived` is told at once, with how many there have been.
        """
        self._held, self._when_held = 0, arrived
        try:
            yield
        finally:
            self._when_held = None
        if self._held:
            raise KeyboardInterrupt

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        if self._when_held is None:
            raise KeyboardInterrupt
        self._held += 1
        self._when_held(self._held)
