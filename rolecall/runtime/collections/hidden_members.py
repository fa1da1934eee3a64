"""Members of objects that no answer shows, and that filters find all the same (trait `Filters`)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from rolecall.runtime.collections.envelope import key_of, rows_of
from rolecall.runtime.collections.filters import equals, joined, present
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.errors import NotFound, NotTheApi, Rejected
from rolecall.runtime.http.capabilities import Capabilities
from rolecall.runtime.http.client import Client
from rolecall.specification.schema import Collection


class KeptBack:
    """Asks the vendor behind `client` by filters whether members of an object have a value."""

    def __init__(self, client: Client, capabilities: Capabilities) -> None:
        self._client = client
        self._capabilities = capabilities
        self._trusted: Once[str, bool] = Once()

    def found(self, collection: Collection, key: str, members: Sequence[str]) -> list[str] | None:
        """Those of `members` that the object `key` has; None where filters do not tell. Raises VendorError.

        They tell where they find a name that everything has, and do not find what cannot be there.
        """
        filters, natural = collection.filters, collection.natural_key
        if filters is None or natural is None or not self._capabilities.has(filters.capability):
            return None
        first = equals(collection.key, key)
        if not self._trusted(collection.name, lambda: self._ask(collection, key, _has(first, natural.field)) is True):
            return None
        together = "conjunction" not in (filters.form, self._client.learnt.get("filter_form"))
        questions = [each for each, _ in joined(first, map(present, members), "or")] if together else []
        answers = [self._ask(collection, key, each) for each in questions]
        if questions and all(answer is False for answer in answers):
            return []
        singly = {name: self._ask(collection, key, _has(first, name)) for name in members}
        if None in singly.values():
            return None
        there = [name for name, answer in singly.items() if answer]
        return [name for name in there if self._takes_notice(collection, key, name)]

    def _takes_notice(self, collection: Collection, key: str, member: str) -> bool:
        """Whether a filter that names `member` is not true of anything."""
        nothing = f"{equals(collection.key, key)} and {equals(member, str(uuid.uuid4()))}"
        return self._ask(collection, key, nothing) is not True

    def _ask(self, collection: Collection, key: str, question: str) -> bool | None:
        """Whether the listing narrowed by `question` is the object alone, or empty; None for any other answer."""
        filters, paging = collection.filters, collection.pagination
        if filters is None or collection.list is None:
            return None
        query: dict[str, Any] = {filters.parameter: question}
        if paging is not None:
            query |= {paging.start: paging.first, paging.size: 2}
        try:
            rows = rows_of(collection.envelope, self._client.call(collection.list, query=query).data)
        except (Rejected, NotFound, NotTheApi):
            return None
        keys = [str(key_of(collection, row)) for row in rows]
        return None if keys not in ([], [key]) else bool(keys)


def _has(first: str, member: str) -> str:
    return f"{first} and {present(member)}"
