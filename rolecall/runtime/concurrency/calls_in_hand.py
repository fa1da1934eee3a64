"""How many calls of Terraform are in hand at once, by which others can be expected."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Presence:
    """A count of the threads that are at work."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.count = 0

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Count the calling thread in this block."""
        with self._guard:
            self.count += 1
        try:
            yield
        finally:
            with self._guard:
                self.count -= 1
