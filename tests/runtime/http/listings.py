"""A vendor with one collection of things, and the counts of what was asked of it."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rolecall.runtime.collections.listings import Listings
from rolecall.specification.schema import Collection, Envelope, NaturalKey
from rolecall.specification.traits import AbsentRows
from tests.runtime.http.vendor import THINGS, Reply, Request, Vendor

UNCOUNTED = dataclasses.replace(THINGS, envelope=Envelope(item="data", items="data"))
FILTERED = dataclasses.replace(
    UNCOUNTED, natural_key=NaturalKey(attribute="label", field="name", query="name", scope=(("owner_id", "owner.id"),))
)
SOFT = dataclasses.replace(FILTERED, absent_rows=AbsentRows(because="deleted", flag="gone"))
LISTED = dataclasses.replace(UNCOUNTED, get=None)


class Store:
    """Things that can be listed (10 a page) and read one by one. `summary` are the members that listings leave out."""

    def __init__(
        self, rows: Iterable[dict[str, Any]], *, summary: tuple[str, ...] = (), filters: str = "exact"
    ) -> None:
        self.rows = {str(row["id"]): row for row in rows}
        self.summary = summary
        self.filters = filters
        self.before: Callable[[Request], Reply | None] = lambda _: None

    def __call__(self, request: Request) -> Reply:
        if (reply := self.before(request)) is not None:
            return reply
        if request.path != "/api/things":
            row = self.rows.get(request.path.rpartition("/")[2])
            return Reply.json({}, 404) if row is None or row.get("gone") else Reply.json({"data": row})
        rows = list(self.rows.values())
        name = request.query.get("name")
        if name is not None and self.filters == "exact":
            rows = [row for row in rows if row["name"] == name]
        elif name is not None and self.filters == "contains":
            rows = [row for row in rows if name in row["name"]]
        offset, limit = int(request.query["offset"]), int(request.query["limit"])
        page = [
            {member: value for member, value in row.items() if member not in self.summary}
            for row in rows[offset : offset + limit]
        ]
        return Reply.json({"data": page, "total": len(rows)})


def things(count: int) -> Iterator[dict[str, Any]]:
    return ({"id": number, "name": f"thing {number}", "roles": [number]} for number in range(count))


def counts(server: Vendor) -> tuple[int, int]:
    """(pages, single reads)"""
    listed = sum(request.path == "/api/things" for request in server.requests)
    return listed, server.count() - listed


def until(condition: Callable[[], bool]) -> None:
    """Wait for what other threads are about to do."""
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.005)
    raise AssertionError("it did not come about")


@dataclasses.dataclass
class Setup:
    store: Store
    server: Vendor
    listings: Listings

    def get(self, number: int, *needed: str, collection: Collection = UNCOUNTED) -> dict[str, Any] | None:
        return self.listings.get(collection, str(number), frozenset(needed))


Make = Callable[..., Setup]
