"""One object, one address: all that the resources of one run say about the same object.

Terraform tells a provider no addresses. They are told apart by what it asks, and in which order: it plans an address
once with its prior state, and once more without where it is replaced; it plans in one process and applies in another.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from rolecall.runtime.concurrency.quiescence import REST_SECONDS, Quiet
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.concurrency.transfers import Transfers
from rolecall.runtime.concurrency.unshown import Unshown

Clash: TypeAlias = Literal["twice", "renamed", "kept"]
"""Two addresses are about one object: both keep it, one removes it and the other one makes it or keeps it."""

Set: TypeAlias = tuple[str, str, str]
"""A resource type, the id of an object of it, and the name of a set of that."""


class Addresses:
    """The ids of this run's state and the plans about them, by resource type.

    A key is what two resources of a type cannot have in common: a natural key, or an id built from attributes.
    `neighbours` are the other provider processes of this run.
    """

    def __init__(self, neighbours: Neighbours | None = None) -> None:
        self.neighbours = neighbours or Neighbours()
        self._guard = threading.Condition()
        self._calls = Quiet(self._guard)
        self._quiet = False
        self._left: set[tuple[str, str]] = set()
        self._ending: dict[Set, set[str]] = {}
        self._listed: dict[Set, frozenset[str]] = {}
        self._handed_over: dict[Set, frozenset[str]] = {}
        self._had: dict[Set, frozenset[str]] = {}
        self._known: set[tuple[str, str]] = set()
        self._kept: dict[tuple[str, str], str | None] = {}
        self._kept_names: dict[tuple[str, str], str] = {}
        self._made: set[tuple[str, str]] = set()
        self._removed: dict[tuple[str, str], str] = {}
        self._ended: Counter[tuple[str, str]] = Counter()
        self._decided: set[tuple[str, str]] = set()
        self._there: set[tuple[str, str]] = set()
        self._taken: set[tuple[str, str]] = set()
        self._written: set[tuple[str, str]] = set()
        self._named: set[tuple[str, str]] = set()
        self._names_ending: set[tuple[str, str]] = set()
        self._refreshes = False
        self.transfers = Transfers()
        self.unshown = Unshown()
        self.applying = False
        """Whether this process applies a plan: then all was looked at before."""
        self.stepping_down: dict[tuple[str, str], set[str]] = {}
        """The keys of those who lose, in this run, what lets them administer: by collection and value."""

    @contextmanager
    def calling(self) -> Iterator[None]:
        """In this block a read or a plan is under way, however slow the vendor is: others may come of it."""
        with self._calls.under_way():
            yield

    def know(self, kind: str, key: str) -> None:
        """The state has the object `key`."""
        with self._guard:
            self._calls.happened()
            self._known.add((kind, key))

    def knows(self, kind: str, key: str) -> bool:
        """Whether the state has the object `key`, as far as it was read in this process."""
        with self._guard:
            return (kind, key) in self._known

    def comes(self, kind: str, key: str) -> bool:
        """Whether the state has the object `key`; waits until this process hears of it, or of nothing for a while."""
        with self._guard:
            self._await(lambda: (kind, key) in self._known)
            return (kind, key) in self._known

    def stays(self, kind: str, key: str) -> bool:
        """Whether a plan keeps the object `key`, changed or not."""
        with self._guard:
            return (kind, key) in self._kept

    def ends_once(self, kind: str, key: str) -> bool:
        """Whether one address alone is planned to go that has the object `key`."""
        with self._guard:
            return self._ended[kind, key] == 1

    def ends_now(self, kind: str, key: str) -> bool:
        """Decide that the object `key` ends, unless a plan keeps it; gives whether it does."""
        with self._guard:
            if (kind, key) in self._kept:
                return False
            self._decided.add((kind, key))
            return True

    def has_ended(self, kind: str, key: str) -> bool:
        """Whether it is decided that the object `key` ends, whoever keeps it from now on."""
        with self._guard:
            return (kind, key) in self._decided

    def plans(self, kind: str, key: str) -> bool:
        """Whether the object `key` is planned to stay or to go. What is only forgotten is not."""
        with self._guard:
            return (kind, key) in self._kept or (kind, key) in self._ended

    def keep(self, kind: str, key: str, name: str | None) -> Clash | None:
        """Plan that the object `key` stays, from now on as `name`."""
        with self._guard:
            clash = (kind, key) in self._kept or (name is not None and (kind, name) in self._made)
            ends = (kind, key) in self._ended
            self._calls.happened()
            self._known.add((kind, key))
            self._kept[kind, key] = name
            if name is not None:
                self._kept_names[kind, name] = key
            return "twice" if clash else "kept" if ends else None

    def replace(self, kind: str, key: str, name: str, new: str) -> Clash | None:
        """Plan that the object `key`, called `name`, goes, and that its address makes one called `new`."""
        with self._guard:
            clash = (kind, name) in self._made or (kind, new) in self._removed
            self._removed[kind, name] = key
            self._made.add((kind, new))
            return "renamed" if clash else None

    def make(self, kind: str, name: str, replaced: str | None) -> Clash | None:
        """Plan something new called `name`; `replaced` is what the same address had."""
        place = (kind, name)
        with self._guard:
            if replaced is not None and self._kept.get((kind, replaced)) == name:
                return None
            if place in self._made or place in self._there or place in self._kept_names:
                return "twice"
            self._made.add(place)
            return "renamed" if place in self._removed else None

    def remove(self, kind: str, key: str, name: str | None) -> Clash | None:
        """Plan that the object `key`, called `name`, goes."""
        with self._guard:
            self._calls.happened()
            self._known.add((kind, key))
            if (kind, key) in self._kept:
                return "kept"
            self._ended[kind, key] += 1
            if name is None:
                return None
            self._removed[kind, name] = key
            return "renamed" if (kind, name) in self._made else None

    def ends(self, key: str) -> bool:
        """Whether an object `key`, of whatever type, is planned to go."""
        with self._guard:
            return any(key == each for _, each in self._ended)

    def settled(self) -> None:
        """Wait until no plan has come for a while."""
        with self._guard:
            self._await(lambda: False)

    def rests(self) -> bool:
        """Wait until no read and no plan comes any more; False where a minute was too short for that."""
        with self._guard:
            return self._calls.rests(REST_SECONDS)

    def settle(self, kind: str, key: str | None, name: str | None, *, there: bool, taken: bool) -> None:
        """A plan was carried out, well or not; `there` says whether the object is there now.

        `taken`: where another one is created, it is taken over without a word.
        """
        with self._guard:
            if key is not None:
                held = self._kept.pop((kind, key), None)
                self._kept_names.pop((kind, held or ""), None)
                self._ended.pop((kind, key), None)
                (self._known.add if there else self._known.discard)((kind, key))
                (self._written.add if there else self._written.discard)((kind, key))
            if name is not None:
                self._made.discard((kind, name))
                self._removed.pop((kind, name), None)
                (self._there.add if there and taken else self._there.discard)((kind, name))

    def is_written(self, kind: str, key: str) -> bool:
        """Whether this process has made the object `key`, or changed it."""
        with self._guard:
            return (kind, key) in self._written

    def refresh(self) -> None:
        """An object is read for a refresh, which an apply never does."""
        with self._guard:
            self._calls.happened()
            self._refreshes = True

    @property
    def has_refreshed(self) -> bool:
        """Whether an object was read for a refresh so far."""
        with self._guard:
            return self._refreshes

    def refreshes(self) -> bool:
        """Whether this process refreshes, so that it makes a plan and applies none; waits for a first read."""
        with self._guard:
            self._await(lambda: self._refreshes)
            return self._refreshes

    def makes(self, kind: str, name: str) -> bool:
        """Whether something called `name` is planned to be made."""
        with self._guard:
            return (kind, name) in self._made

    def use(self, kind: str, name: str) -> bool:
        """A configuration names the object called `name`; gives whether that is planned to end."""
        with self._guard:
            self._named.add((kind, name))
            return (kind, name) in self._names_ending

    def end(self, kind: str, name: str) -> bool:
        """Plan that the object called `name` ends; gives whether a configuration planned before names it."""
        with self._guard:
            self._names_ending.add((kind, name))
            return (kind, name) in self._named

    def take(self, kind: str, key: str) -> None:
        """The object `key` was made, or taken over as it was, by a resource of this apply."""
        with self._guard:
            self._taken.add((kind, key))

    def is_taken(self, kind: str, key: str) -> bool:
        """Whether another resource of this apply has the object `key` now."""
        with self._guard:
            return (kind, key) in self._taken

    def leave(self, kind: str, key: str) -> None:
        """What was destroyed stays at the vendor, for whoever is made next."""
        with self._guard:
            self._left.add((kind, key))

    def is_left(self, kind: str, key: str) -> bool:
        """Whether this process left the object `key` to the one that is made next."""
        with self._guard:
            return (kind, key) in self._left

    def list_whole(self, place: Set, elements: Iterable[str]) -> set[str]:
        """Plan a set that lists all its elements, or none where it is not managed; gives those that end already."""
        with self._guard:
            self._listed[place] = frozenset(elements)
            self._calls.happened()
            return self._ending.get(place, set()) & self._listed[place]

    def hand_over(self, place: Set, elements: Iterable[str]) -> None:
        """A set that listed all its elements is managed no more: bindings may take them over."""
        with self._guard:
            self._handed_over[place] = frozenset(elements)
            self._calls.happened()

    def had(self, place: Set, elements: Iterable[str]) -> None:
        """The state knew these elements of a set before this run read it anew."""
        with self._guard:
            self._had.setdefault(place, frozenset(elements))

    def is_known(self, kind: str, key: str, name: str, element: str) -> bool:
        """Whether the state knew `element` of the object's set before this run; waits for the object's plan."""
        place = (kind, key, name)
        with self._guard:
            self._await(lambda: self._is_passed_on(place))
            return element in self._had.get(place, ())

    def is_listed(self, kind: str, key: str, name: str, element: str) -> bool:
        """Whether the plan of the object lists `element` in its whole set; waits for that plan."""
        place = (kind, key, name)
        with self._guard:
            self._await(lambda: self._is_passed_on(place))
            if element in self._listed.get(place, ()):
                return True
            self._ending.setdefault(place, set()).add(element)
            return False

    def is_handed_over(self, kind: str, key: str, name: str, element: str) -> bool:
        """Whether the object's set gave `element` until now, and gives it over; waits for the object's plan."""
        place = (kind, key, name)
        with self._guard:
            self._await(lambda: self._is_passed_on(place))
            return element in self._handed_over.get(place, ())

    def _is_passed_on(self, place: Set) -> bool:
        """Whether the object is planned: its set is given over before it is listed."""
        return place in self._listed or place[:2] in self._ended

    def _await(self, done: Callable[[], bool]) -> None:
        """Wait until `done`, or until no read and no plan comes any more. Then nothing waits in this process again."""
        if not self._quiet and not self._calls.wait(lambda: done() or self._quiet):
            self._quiet = True
            self._guard.notify_all()
