"""What the refreshes of a run found at the vendor and what they missed, told by one reader to the others."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator


class Sightings:
    """The objects that state knows, as far as this run looked for them. `missed` are proven gone, one by one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._found = False
        self._missed: dict[str, dict[str, frozenset[str]]] = {}

    def find(self) -> None:
        """Something that state knows is there: this is where it came from."""
        with self._changed:
            self._found = True
            self._changed.notify_all()

    def miss(self, type_name: str, key: str, names: Iterable[str]) -> None:
        """The object `key` of the type is gone, which others may name by one of `names` too."""
        with self._changed:
            self._missed.setdefault(type_name, {})[key] = frozenset((key, *names))

    def found_any(self, seconds: float) -> bool:
        """Whether anything is there, for which others that are reading now are waited for."""
        with self._changed:
            return self._changed.wait_for(lambda: self._found, seconds)

    def missed_of(self, value: str) -> Iterator[tuple[str, str]]:
        """The types and keys of what is gone and goes by `value`."""
        with self._changed:
            missed = [(kind, dict(keys)) for kind, keys in self._missed.items()]
        for kind, keys in missed:
            yield from ((kind, key) for key, names in keys.items() if value in names)

    def missed(self) -> dict[str, list[str]]:
        """The keys of what is gone, by type."""
        with self._changed:
            return {kind: list(keys) for kind, keys in self._missed.items()}
