"""Locks by name: one writer at a time per vendor object, however many workers there are."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class KeyedLocks:
    """A lock for each key, made when first asked for and dropped when the last holder leaves."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[Hashable, tuple[threading.RLock, int]] = {}

    @contextmanager
    def hold(self, *key: Hashable) -> Iterator[None]:
        """Hold the lock of `key`; waits for whoever has it. The same thread may hold it twice."""
        with self._guard:
            lock, holders = self._locks.get(key, (threading.RLock(), 0))
            self._locks[key] = (lock, holders + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, holders = self._locks[key]
                if holders == 1:
                    del self._locks[key]
                else:
                    self._locks[key] = (lock, holders - 1)
