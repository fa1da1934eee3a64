"""The elements of sets that one run has added and taken out: a read that shows otherwise is stale, and no news."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from typing import Any, TypeAlias

from rolecall.runtime.values.texts import canonical_name

Place: TypeAlias = tuple[str, str, str]
"""A collection, the key of an object of it, and the attribute that is the set."""


class WrittenElements:
    """What was written to the sets of one vendor, and seen to be written."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._written: dict[Place, dict[str, bool]] = {}

    def note(self, place: Place, before: Iterable[Any], after: Iterable[Any]) -> None:
        """A write led from the elements `before` to the elements `after`, as the vendor showed both."""
        had, has = _names(before), _names(after)
        with self._guard:
            known = self._written.setdefault(place, {})
            known.update(dict.fromkeys(had.keys() - has.keys(), False))
            known.update(dict.fromkeys(has.keys() - had.keys(), True))

    def begin(self, place: Place, before: Iterable[Any], after: Iterable[Any]) -> None:
        """A write from `before` to `after` begins: until it is read back, what it changes is not certain."""
        changed = _names(before).keys() ^ _names(after).keys()
        with self._guard:
            known = self._written.get(place, {})
            self._written[place] = {name: there for name, there in known.items() if name not in changed}

    def forget(self, collection: str, key: str) -> None:
        """The object was made anew: nothing was written to its sets."""
        with self._guard:
            self._written = {place: known for place, known in self._written.items() if place[:2] != (collection, key)}

    def taken_out(self, place: Place, elements: Iterable[Any]) -> list[Any]:
        """Those of `elements` that this run took out."""
        with self._guard:
            known = dict(self._written.get(place, {}))
        return [each for name, each in _names(elements).items() if known.get(name) is False]

    def denied_by(self, place: Place, shown: Iterable[Any]) -> list[str]:
        """Elements that this run took out and that are `shown`, or that it added and that are not."""
        with self._guard:
            known = dict(self._written.get(place, {}))
        if not known:
            return []
        there = _names(shown)
        return sorted(name for name, is_there in known.items() if (name in there) != is_there)


def _names(elements: Iterable[Any]) -> dict[str, Any]:
    """The elements by what tells one from another."""
    return {
        canonical_name(each) if isinstance(each, str) else json.dumps(each, sort_keys=True, default=str): each
        for each in elements
    }
