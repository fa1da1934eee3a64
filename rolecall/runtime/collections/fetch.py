"""Single pages of one listing, as large as the vendor gives them.

A vendor that refuses the size of a page is asked for a smaller one: the largest that its refusal names, or half as
large. The size that it takes is kept for the rest of the run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from rolecall.runtime.collections.cursors import next_page
from rolecall.runtime.collections.envelope import key_of, rows_of, total_of
from rolecall.runtime.errors import NotTheApi, Rejected, VendorError
from rolecall.runtime.http.client import Answer, Client
from rolecall.runtime.http.learnt_limits import smaller as smaller_than
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING
from rolecall.specification.schema import Collection

Row: TypeAlias = dict[str, Any]


log = Logger("pagination")


class Fetch:
    """Gets single pages of one listing, narrowed by `query`.

    `size` is the rows to ask for, else the `page_size` of the settings, else the vendor's maximum.
    """

    def __init__(
        self, client: Client, collection: Collection, query: Mapping[str, Any], size: int | None = None
    ) -> None:
        if collection.list is None:
            raise ValueError(f"{collection.name} has no listing")
        self._client = client
        self._collection = collection
        self._operation = collection.list
        self._inside = {name: query[name] for name in collection.parents if name in query}
        self._query = {name: value for name, value in query.items() if name not in self._inside}
        self.path = client.path_of(collection.list, self._inside)
        trait = collection.pagination
        largest = 0 if trait is None else min(trait.maximum, client.page_sizes.get(collection.name, trait.maximum))
        self.size = min(size or client.settings.page_size or largest, largest)
        """The rows of a page that are asked for; 0 where the listing has no pages."""
        self._taken = trait is None
        self.names_cursor = False
        """Whether the last page that was asked for by its index names a cursor."""

    def __call__(self, query: Mapping[str, Any]) -> tuple[list[Row], int | None]:
        """The rows of a page, and the total that the answer states. Raises VendorError."""
        rows, answer = self.page(query)
        trait = self._collection.pagination
        self.names_cursor = trait is not None and trait.cursor is not None and bool(next_page(trait, answer.data))
        return rows, self.total(answer)

    def total(self, answer: Answer) -> int | None:
        """The number of rows in all that `answer` states."""
        return total_of(self._collection.envelope, answer.data)

    def page(self, query: Mapping[str, Any]) -> tuple[list[Row], Answer]:
        """The rows of a page, and the whole answer. Raises VendorError."""
        answer = self._answer({**self._query, **query})
        try:
            rows = rows_of(self._collection.envelope, answer.data)
        except NotTheApi as error:
            raise error.at(self._operation.method, self.path, answer.status) from None
        return [{**self._inside, **row} for row in rows] if self._inside else rows, answer

    def keys(self, rows: list[Row]) -> list[str]:
        """The key of each row. Raises NotTheApi for a row that nothing identifies."""
        keys = [key_of(self._collection, row) for row in rows]
        if any(key is MISSING or key is None for key in keys):
            raise self.located(NotTheApi(f"A row of the listing has no {self._collection.key!r}."))
        return [str(key) for key in keys]

    @property
    def by_cursor(self) -> bool | None:
        """Whether the server pages this listing by cursors, where it may (RFC 9865); None: not known yet."""
        return self._client.by_cursor.get(self._collection.name)

    def learn_paging(self, *, by_cursor: bool) -> None:
        """Note whether the server pages this listing by cursors."""
        self._client.by_cursor[self._collection.name] = by_cursor
        if by_cursor:
            self._client.learnt.learn("paging", "cursor")

    def located(self, error: VendorError) -> VendorError:
        """`error`, saying which listing it is about."""
        return error.at(self._operation.method, self.path)

    def _answer(self, query: Mapping[str, Any]) -> Answer:
        """The answer to one request. Raises VendorError: of several refusals the first.

        What comes after the first page has its size: one that is shorter than the others would look like the last.
        """
        trait = self._collection.pagination
        size, refused = self.size, None
        while True:
            sized = {trait.size: size, **query} if trait is not None else query
            try:
                answer = self._client.call(self._operation, self._inside, query=sized)
            except Rejected as error:
                smaller = None
                if trait is not None and not self._taken:
                    alone = refused is None and not self._query
                    smaller = smaller_than(error, size, _words_of(trait.size), alone=alone)
                refused = refused or error
                if smaller is None:
                    raise refused from None
                size = smaller
            else:
                break
        self._taken = True
        if size < self.size:
            log.info("the vendor refuses such large pages", path=self.path, rows=self.size, taken=size)
            self.size = self._client.page_sizes[self._collection.name] = size
            self._client.learnt.learn("page_size", size, refused)
        return answer


def _words_of(parameter: str) -> re.Pattern[str]:
    """The words by which a refusal speaks of the size of a page, which `parameter` asks for."""
    own = re.escape(parameter.strip("$"))
    return re.compile(rf"{own}|page.?size|per.?page|rows|results|too (large|many|big)", re.I)
