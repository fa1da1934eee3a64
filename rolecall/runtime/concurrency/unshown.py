"""What is replaced although no plan shows it: only what is planned later tells what this configuration gives it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import NamedTuple


class Had(NamedTuple):
    """Something that an object has, in words, and the bindings and sets, by type and id, any of which would give it."""

    words: str
    bindings: frozenset[tuple[str, str]]
    sets: frozenset[tuple[str, str]] = frozenset()


class Unshown:
    """The objects of which that is so, by id, what each has, and the resources of the state that name it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._had: dict[str, tuple[str, tuple[Had, ...]]] = {}
        self._named_by: dict[str, set[tuple[str, str]]] = {}
        self._asked: set[str] = set()

    def replace(self, key: str, called: str, had: Iterable[Had]) -> None:
        """The object `key`, which people call `called`, is replaced, and has `had`."""
        with self._guard:
            self._had[key] = called, tuple(had)

    def had(self, key: str) -> tuple[str, tuple[Had, ...]]:
        """What people call the object `key`, and what it has."""
        with self._guard:
            return self._had[key]

    def name(self, kind: str, key: str, texts: Iterable[str]) -> list[str]:
        """The resource `key` names `texts`; gives those of them that are replaced."""
        with self._guard:
            found = [text for text in texts if text in self._had and text != key]
            for text in found:
                self._named_by.setdefault(text, set()).add((kind, key))
            return found

    def asks(self, key: str) -> bool:
        """Whether nobody has asked yet what nobody gives the object `key`. Whoever is told so asks it."""
        with self._guard:
            is_first = key not in self._asked
            self._asked.add(key)
            return is_first

    def is_given(self, key: str, had: Had) -> bool:
        """Whether a resource that names the object `key` gives it what it `had`."""
        with self._guard:
            return not self._named_by.get(key, set()).isdisjoint(had.bindings | had.sets)
