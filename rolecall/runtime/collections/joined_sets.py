"""Sets of objects that another listing shows (trait `JoinedSet`): one listing for the sets of a whole collection."""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping
from typing import Any, TypeAlias

from rolecall.runtime.collections.envelope import rows_of
from rolecall.runtime.concurrency.single_flight import Once, Shared
from rolecall.runtime.errors import Incomplete, NotTheApi, Stopped, VendorError
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Collection, Envelope, JoinedSet

Sets: TypeAlias = Mapping[str, list[dict[str, Any]]]
"""The elements of each object's set, by the object's key; an object that is not there has none."""

log = Logger("listing")


class JoinedSets:
    """The joined sets of one vendor's collections, listed once per run and again after a write.

    A listing that fails, or does not say who has what, is an error for whoever needs it: it never says that a set is
    empty.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._guard = threading.Lock()
        self._known: Once[str, Sets | VendorError] = Once()
        self._now: dict[str, Shared[Sets]] = {}

    def of(self, collection: Collection, trait: JoinedSet, *, anew: bool) -> Sets:
        """The sets of `collection`; `anew`: from a listing that begins after this call. Raises VendorError."""
        if anew:
            with self._guard:
                shared = self._now.setdefault(collection.name, Shared(lambda: self._read(collection, trait)))
            return shared()
        found = self._known(collection.name, lambda: self._outcome(collection, trait))
        if isinstance(found, VendorError):
            raise copy.copy(found)
        return found

    def forget(self, collection: str) -> None:
        """An object of `collection` was written: list again when next needed."""
        self._known.forget(collection)

    def _outcome(self, collection: Collection, trait: JoinedSet) -> Sets | VendorError:
        """The sets, or the error that thousands of readers would meet one by one."""
        try:
            return self._read(collection, trait)
        except Stopped:
            raise
        except VendorError as error:
            return error

    def _read(self, collection: Collection, trait: JoinedSet) -> Sets:
        rows = self._listed(collection, trait)
        if any(dig(row, trait.holders) is MISSING for row in rows):
            log.info("the listing does not say who has what; asking again", path=self._client.path_of(trait.list))
            rows = self._listed(collection, trait)
            if all(dig(row, trait.holders) is MISSING for row in rows):
                raise self._located(trait, Incomplete(f"No row of the listing says at {trait.holders!r} who has it."))
        found: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            element = {name: value for name, value in row.items() if not isinstance(value, list)}
            for key in self._keys(trait, row):
                found.setdefault(key, []).append(element)
        return found

    def _listed(self, collection: Collection, trait: JoinedSet) -> list[dict[str, Any]]:
        answer = self._client.call(trait.list)
        try:
            return rows_of(Envelope(items=trait.rows, aside=collection.envelope.aside), answer.data)
        except NotTheApi as error:
            raise self._located(trait, error) from None

    def _keys(self, trait: JoinedSet, row: Mapping[str, Any]) -> list[str]:
        """The keys of those who have an element. A row may lack them only where it says that something else has it."""
        holders = dig(row, trait.holders)
        if holders is MISSING and any(_is_held(dig(row, other)) for other in trait.others):
            return []
        keys = [dig(each, trait.by) for each in holders] if isinstance(holders, list) else [MISSING]
        if any(key is MISSING or key is None for key in keys):
            error = Incomplete(f"A row of the listing does not say at {trait.holders!r} who has it.")
            raise self._located(trait, error)
        return [str(key) for key in keys]

    def _located(self, trait: JoinedSet, error: VendorError) -> VendorError:
        return error.at(trait.list.method, self._client.path_of(trait.list))


def _is_held(others: object) -> bool:
    return isinstance(others, list) and bool(others)
