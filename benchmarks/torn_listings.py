"""Objects called gone because a listing that was read while it moved did not have them.

    python -m benchmarks.torn_listings --listings 10000

Each listing is a refresh of everybody at a stand-in vendor with small pages. Between two pages somebody deletes users
and makes others, so that rows move over the page's edge: some are missed and some seen twice. Whoever is there must be
found, and whoever is gone must be gone. It exits with 1 where an object that is there was called gone.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.errors import NotFound
from rolecall.runtime.http import eventual_consistency
from rolecall.runtime.http.client import Answer, Client
from rolecall.specification.schema import Collection, Envelope, Operation, Provider, Schema
from rolecall.specification.traits import Pagination

USERS: Final = Collection(
    name="users",
    key="id",
    list=Operation(method="GET", path="/users"),
    get=Operation(method="GET", path="/users/{id}"),
    envelope=Envelope(item="data", items="data"),
    pagination=Pagination(size="limit", start="offset", default=5, maximum=5),
)
SHIM: Final = Provider(
    name="acme", version="1", title="Acme", schema=Schema(attributes=()), url_argument="url", collections=(USERS,)
)


@dataclass
class Found:
    """The outcome: objects there that were called gone, listings that moved, and objects that are gone."""

    false_gone: int = 0
    torn: int = 0
    really_gone: int = 0
    seen_gone: int = 0


class Moving(Client):
    """A client of a vendor in this process, whose users come and go after each page that it gives."""

    def __init__(self, chance: random.Random, count: int) -> None:
        super().__init__(SHIM, Settings(url="http://127.0.0.1", arguments={}, refresh="list"))
        self._chance = chance
        self.users = list(range(count))
        self._next = count
        self.moves = 0

    def call(self, operation: Operation, values: Any = None, **more: Any) -> Answer:
        """The answer, as of now; pages move what comes after them."""
        if operation.path == "/users":
            query = more["query"]
            start = int(query["offset"])
            rows = [{"id": number} for number in self.users[start : start + int(query["limit"])]]
            self._move()
            return Answer(200, {"data": rows}, None)
        if int(values["id"]) not in self.users:
            raise NotFound().at("GET", f"/users/{values['id']}", 404)
        return Answer(200, {"data": {"id": int(values["id"])}}, None)

    def _move(self) -> None:
        if self._chance.random() < 0.3 and self.users:
            self.moves += 1
            del self.users[self._chance.randrange(len(self.users))]
        if self._chance.random() < 0.2:
            self.moves += 1
            self.users.insert(self._chance.randrange(len(self.users) + 1), self._next)
            self._next += 1


def read_all(listings: int, seed: int, users: int = 23) -> Found:
    """Refresh everybody so many times, each time by a new run."""
    found, chance = Found(), random.Random(seed)
    for _ in range(listings):
        client = Moving(chance, users)
        managed = list(client.users)
        chance.shuffle(managed)
        reader = Listings(client)
        for number in managed:
            there_before = number in client.users
            row = reader.get(USERS, str(number))
            there_after = number in client.users
            found.false_gone += row is None and there_before and there_after
            found.really_gone += not there_before
            found.seen_gone += row is None and not there_before
        found.torn += client.moves > 0
        client.close()
    return found


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the counts; exit with 1 where an object that is there was called gone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listings", type=int, default=10_000, help="how many refreshes (default 10000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of what moves (default 1)")
    given = parser.parse_args(None if arguments is None else list(arguments))
    eventual_consistency.SECOND_LOOK_SECONDS = (0.0,)  # type: ignore[misc]  # nothing lags here
    found = read_all(given.listings, given.seed)
    print(f"{given.listings} listings, {found.torn} torn: {found.false_gone} false gone, {found.seen_gone} really gone")
    sys.exit(1 if found.false_gone else 0)


if __name__ == "__main__":
    main()
