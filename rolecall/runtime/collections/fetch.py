"""Single pages of one listing, as large as the vendor gives them.

A vendor that refuses the size of a page is asked for a smaller one: the largest that its refusal names, or half as
large. The size that it takes is kept for the rest of the run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from rolecall.runtime.collections.envelope import key_of, rows_of, total_of
from rolecall.runtime.errors import NotTheApi, Rejected, VendorError
from rolecall.runtime.http.client import Answer, Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING
from rolecall.specification.schema import Collection

Row: TypeAlias = dict[str, Any]

_TOO_LARGE: Final = 413
_STATUSES: Final = (400, _TOO_LARGE, 422)
"""The refusals that may be about a size."""
_NUMBER: Final = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d+\b")
_PAGE: Final = re.compile(r"page.?size|per.?page|rows|results|too (large|many|big)", re.I)

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

    def __call__(self, query: Mapping[str, Any]) -> tuple[list[Row], int | None]:
        """The rows of a page, and the total that the answer states. Raises VendorError."""
        rows, answer = self.page(query)
        return rows, total_of(self._collection.envelope, answer.data)

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
                    smaller = _smaller(error, trait.size, size, alone=refused is None and not self._query)
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
        return answer


def _smaller(error: Rejected, parameter: str, size: int, *, alone: bool) -> int | None:
    """The size to ask for after `error` refused `size`; None where that is not about the size.

    `alone`: nothing else in the request is likely to be at fault, so that half is worth a try whatever it says.
    """
    if error.status not in _STATUSES or size <= 1:
        return None
    numbers = [int(each.replace(",", "")) for each in _NUMBER.findall(error.message)]
    spoken = parameter.strip("$").lower() in error.message.lower() or _PAGE.search(error.message) or size in numbers
    if not (spoken or alone or error.status == _TOO_LARGE):
        return None
    named = max((each for each in numbers if 0 < each < size), default=None) if spoken else None
    return named or size // 2
