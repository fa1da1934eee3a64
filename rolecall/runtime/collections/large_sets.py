"""Membership tests for large sets (trait `LargeSet`), using filtered queries where those can be trusted.

One element of a set of ten thousand is asked for by a filter that names it, where the vendor can be asked. Such an
answer is trusted only once the vendor has shown that it takes notice of the filter: it must not find an element that
cannot be there. That an element is not there is never taken from a filter alone: the set is read too. Nor is it taken
from the set alone where state knows the element: it may be cut short. A set that is not shown (`shown_sets`) says
nothing, and then filters are all there is to ask.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection as Many
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from rolecall.runtime.collections.envelope import item_of, key_of, rows_of
from rolecall.runtime.collections.filters import equals, joined
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.shown_sets import is_nothing
from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import NotFound, NotTheApi, Rejected
from rolecall.runtime.http.capabilities import Capabilities
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, UNREAD, Unread, dig
from rolecall.runtime.values.spellings import spelled_as
from rolecall.specification.schema import Collection

MOST_PROBES: Final = 4
"""Elements that take more filters than this are looked for in the whole set."""
MOST_ASKED: Final = 1000
"""So many elements of a set that is not shown are asked for by filters; of a larger one none is."""
TOGETHER: Final = 40
"""So many of them by one filter."""

Elements: TypeAlias = frozenset[str]

log = Logger("large sets")


class LargeSets:
    """The large sets of one vendor, as read by all threads of a provider."""

    def __init__(self, client: Client, listings: Listings, capabilities: Capabilities) -> None:
        self._client = client
        self._listings = listings
        self._capabilities = capabilities
        self._guard = threading.Lock()
        self._locks = KeyedLocks()
        self._held: dict[tuple[str, str], Elements | Unread | None] = {}
        self._asked: set[tuple[str, str]] = set()
        self._trusted: Once[str, bool] = Once()
        self._one_by_one: set[str] = set()
        self._told: set[str] = set()
        self._refused: dict[str, Rejected] = {}
        self._hidden: set[str] = set()
        self._filters_see: set[str] = set()
        self._new: set[tuple[str, str]] = set()
        self._met: dict[tuple[str, str], set[str]] = {}

    def forget(self, collection: str, key: str | None) -> None:
        """The set of `key` was written; None: any may have been."""
        with self._guard:
            self._held = {each: held for each, held in self._held.items() if each != (collection, key) and key}

    def made(self, collection: str, key: str) -> None:
        """The object `key` was made by this run, and nobody but those `added` since is known to be in its set."""
        with self._guard:
            self._new.add((collection, key))
            self._met[collection, key] = set()

    def added(self, collection: str, key: str, elements: Iterable[str]) -> None:
        """These elements were seen in the set of `key`, or put there by this run."""
        with self._guard:
            self._met.setdefault((collection, key), set()).update(elements)

    def removed(self, collection: str, key: str, elements: Iterable[str]) -> None:
        """These elements were taken out of the set of `key` by this run."""
        with self._guard:
            self._met.get((collection, key), set()).difference_update(elements)

    def met(self, collection: str, key: str) -> Elements | None:
        """The elements of `key` that this run saw or added; None where it knows nothing of the set."""
        with self._guard:
            found = self._met.get((collection, key))
        return None if found is None else frozenset(found)

    def is_new(self, collection: str, key: str) -> bool:
        """Whether this run made the object `key`."""
        with self._guard:
            return (collection, key) in self._new

    def is_hidden(self, collection: str) -> bool:
        """Whether a read of this run met a set of `collection` that is not shown."""
        with self._guard:
            return collection in self._hidden

    def is_news(self, collection: Collection) -> bool:
        """True once in a run: whoever asks says that the sets of `collection` are not shown."""
        with self._guard:
            news = collection.name not in self._told
            self._told.add(collection.name)
        return news

    def held(self, collection: str, key: str) -> Elements:
        """The elements that the set of `key` had when it was last read, if nothing was written since."""
        with self._guard:
            found = self._held.get((collection, key))
        return found if isinstance(found, frozenset) else frozenset()

    def has(self, collection: Collection, key: str, element: str, *, known: bool = False) -> bool | Unread | None:
        """True if the set of `key` has `element`; None when there is no such object. For reads: may be shared.

        `known`: state has it, so that a set which does not show it is not believed where filters tell.

        `UNREAD` where the set is not shown, or may be cut short, and filters do not tell. The first question about an
        object is asked by a filter, further ones read the set once for all.
        """
        name = (collection.name, key)
        with self._locks.hold("has", *name):
            with self._guard:
                was_read, first = name in self._held, name not in self._asked
                self._asked.add(name)
            if not was_read and first and self.find(collection, key, [element], "and"):
                return True
            if not was_read:
                row = self._listings.get(collection, key, frozenset({collection.apart or ""}))
                with self._guard:
                    self._held[name] = None if row is None else elements(collection, row)
            held = self._held.get(name)
        if held is None:
            return None
        if isinstance(held, Unread):
            found = self.found(collection, key, [element])
            return UNREAD if found is None else element in found
        held, doubted = spelled_as(held, [element]), self.may_be_cut(collection, held)
        if element in held or not (known or doubted):
            return element in held
        found = self.beside(collection, key, held, [element])
        hidden = not found and known and self.may_be_hidden(collection, held)
        return UNREAD if hidden or (found is None and doubted) else element in (found or ())

    def may_be_cut(self, collection: Collection, shown: Elements) -> bool:
        """Whether a set may have more elements than those that are `shown`."""
        return self._listings.shown.may_be_cut(collection, len(shown))

    def may_be_hidden(self, collection: Collection, shown: Elements) -> bool:
        """Whether a set of which nothing is `shown` may have elements: no answer shows any, and filters found none."""
        return collection.name not in self._filters_see and self._listings.shown.may_be_hidden(collection, len(shown))

    def beside(self, collection: Collection, key: str, shown: Elements, wanted: Iterable[str]) -> Elements | None:
        """Those of `wanted` that filters find in the set of `key` though they are not `shown`; None: not to be told.

        Most are expected to be gone, unless the set may be cut short. Raises VendorError.
        """
        missing = sorted(frozenset(wanted) - shown)
        if 1 < len(missing) <= MOST_ASKED and not self.may_be_cut(collection, shown):
            some = [missing[start : start + TOGETHER] for start in range(0, len(missing), TOGETHER)]
            missing = [each for part in some if self.find(collection, key, part, "or") is not False for each in part]
        found = self.found(collection, key, missing)
        if found:
            self._listings.shown.was_cut(collection, len(shown))
        return found

    def read(
        self, collection: Collection, key: str, wanted: Iterable[str], *, known: bool = False
    ) -> Elements | Unread | None:
        """The whole set of `key` as it is now, or None when there is no such object. Raises VendorError.

        Of a set that is not shown, those of `wanted` that filters find, or `UNREAD` where filters do not tell. One that
        may be cut short has those beside that filters find; `known`: so has any, since they are or were in it.
        """
        row, wanted = self._listings.fresh(collection, key), list(wanted)
        shown = None if row is None else elements(collection, row, wanted)
        if isinstance(shown, Unread):
            with self._guard:
                self._hidden.add(collection.name)
            found = self.found(collection, key, wanted)
            return UNREAD if found is None else found
        if shown is not None and (known or self.may_be_cut(collection, shown)):
            shown |= self.beside(collection, key, shown, wanted) or frozenset()
        with self._guard:
            self._held[(collection.name, key)] = shown
        return shown

    def found(self, collection: Collection, key: str, wanted: Iterable[str]) -> Elements | None:
        """Those of `wanted` that filters find in the set of `key`; None where that cannot be asked. Raises VendorError.

        They are asked for together as far as the vendor takes that, and one by one where it does not, or where one of
        them is missing.
        """
        left = list(dict.fromkeys(wanted))
        if len(left) > MOST_ASKED:
            return None
        there: set[str] = set()
        waiting = [left[start : start + TOGETHER] for start in range(0, len(left), TOGETHER)]
        while waiting:
            taken = waiting.pop()
            apart = len(taken) > 1 and collection.name in self._one_by_one
            answer = False if apart else self.find(collection, key, taken, "and")
            if answer is None and len(taken) == 1:
                return None
            if answer is None:
                log.info("filters of several terms are refused; asking one by one", of=collection.name)
                self._one_by_one.add(collection.name)
            if answer:
                there.update(taken)
            elif len(taken) > 1:
                half = len(taken) // 2
                waiting += [taken[half:], taken[:half]]
        return frozenset(there)

    def find(self, collection: Collection, key: str, wanted: Many[str], word: Literal["and", "or"]) -> bool | None:
        """Whether filters find all (`and`) or any (`or`) of `wanted` in the set of `key`; None: they do not tell."""
        large, filters = collection.large_set, collection.filters
        if large is None or filters is None or large.probe is None or not self._capabilities.has(filters.capability):
            return None
        first = equals(collection.key, key)
        probe = large.probe
        apart = "conjunction" in (filters.form, self._client.learnt.get("filter_form"))
        questions = list(joined(first, (equals(probe, each) for each in wanted), word))
        if len(questions) > MOST_PROBES:
            return None
        if not self._trusted(collection.name, lambda: self._is_trusted(collection, key, probe)):
            return None
        answers = [self._ask(collection, key, each) for each, _ in questions] if word == "and" or not apart else [None]
        if None in answers and word == "or" and 1 < len(wanted) <= MOST_PROBES:
            answers = [self._ask(collection, key, f"{first} and {equals(probe, each)}") for each in wanted]
            if None not in answers and not apart:
                self._client.learnt.learn("filter_form", "conjunction")
        if None in answers:
            return None
        if word == "and" and all(answers):
            self.added(collection.name, key, wanted)
            self._filters_see.add(collection.name)
        return all(answers) if word == "and" else any(answers)

    def _is_trusted(self, collection: Collection, key: str, probe: str) -> bool:
        """True if the vendor does not find what cannot be there."""
        nobody = next(iter(joined(equals(collection.key, key), [equals(probe, str(uuid.uuid4()))], "and")))[0]
        trusted = self._ask(collection, key, nobody) is False
        if not trusted:
            if (refused := self._refused.get(collection.name)) is not None:
                self._client.learnt.learn("filter_form", "term", refused)
            log.info("the vendor cannot be asked for one element; whole sets are read", of=collection.name)
        return trusted

    def _ask(self, collection: Collection, key: str, question: str) -> bool | None:
        """True if the listing narrowed by `question` is the object alone, or empty; None for any other answer.

        Some servers answer 404 to the id of an element that they do not know.
        """
        large, filters, paging = collection.large_set, collection.filters, collection.pagination
        if large is None or filters is None or collection.list is None:
            return None
        query: dict[str, Any] = {filters.parameter: question, large.leave_out: large.field}
        if paging is not None:
            query |= {paging.start: paging.first, paging.size: 2}
        try:
            answer = self._client.call(collection.list, query=query)
            keys = [str(key_of(collection, row)) for row in rows_of(collection.envelope, answer.data)]
        except NotFound:
            return False
        except Rejected as refused:
            self._refused[collection.name] = refused
            return None
        except NotTheApi:
            return None
        return None if keys not in ([], [key]) else bool(keys)


def elements(collection: Collection, row: Mapping[str, Any], known: Iterable[str] = ()) -> Elements | Unread:
    """The elements of the large set in `row`, in the letters of `known` ones. A missing set is empty.

    `UNREAD` where we left it out, or where sets are not shown. Raises Refusal where it is no list.
    """
    field = collection.apart or ""
    raw = dig(row, field)
    if isinstance(raw, Unread):
        return raw
    if raw is MISSING or raw is None:
        return frozenset()
    if not isinstance(raw, list):
        raise refusal(f"The {field} of {key_of(collection, row)!r} cannot be read", f"They are no list: {raw!r}.")
    return spelled_as(frozenset(str(each.get("value") if isinstance(each, dict) else each) for each in raw), known)


def shown_in(collection: Collection, data: Any) -> Elements | None:
    """The elements that the answer to a write shows; None where it shows none, which says nothing."""
    row = item_of(collection.envelope, data)
    if row is None or is_nothing(collection, row):
        return None
    found = elements(collection, row)
    return found if isinstance(found, frozenset) else None
