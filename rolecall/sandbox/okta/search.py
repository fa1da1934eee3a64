"""The index behind `search`, which learns of changes late."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Mapping
from typing import Generic, TypeVar

from rolecall.sandbox.core.clock import Clock
from rolecall.sandbox.okta.options import OktaOptions

Item = TypeVar("Item")


class Index(Generic[Item]):
    """A second copy of the objects of one kind, as old as `search_lag_seconds`."""

    def __init__(self, objects: Mapping[str, Item], clock: Clock, options: OktaOptions) -> None:
        self._objects = objects
        self._clock = clock
        self._options = options
        self._seen: dict[str, Item] = {}
        self._changes: deque[tuple[float, str, Item | None]] = deque()

    def fill(self) -> None:
        """See everything there is at once."""
        self._changes.clear()
        self._seen = copy.deepcopy(dict(self._objects))

    def touch(self, id: str) -> None:
        """Take down that the object with this id changed, appeared or went."""
        self._changes.append((self._clock.now(), id, copy.deepcopy(self._objects.get(id))))

    def items(self) -> list[Item]:
        """The objects as `search` knows them."""
        limit = self._clock.now() - self._options.search_lag_seconds
        while self._changes and self._changes[0][0] <= limit:
            _, id, item = self._changes.popleft()
            if item is None:
                self._seen.pop(id, None)
            else:
                self._seen[id] = item
        return list(self._seen.values())
