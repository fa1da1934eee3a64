"""Listings whose rows move while their pages are read: nobody may be taken for gone who was there all the time.

    python -m benchmarks.torn_listings                           # 10,000 listings
    python -m benchmarks.torn_listings --count 500 --seed 7
    python -m benchmarks.torn_listings --vendor okta

Each listing has some dozen rows in pages of five. While it is read, others are created and deleted between one page and
the next, so that rows move over the edges of pages: some are shown twice, some never. Every way of paging that a vendor
has is among them: offsets, links in the body and in a header, tokens, with single reads and without.

  listings      how many were read: row by row as a refresh does, half of them whole before
  moved         changes that were made while they were read
  given up      listings that kept moving, which is an error and no answer
  incomplete    listings that were taken for whole and lack a row that was there all the time
  false gone    rows that were there all the time and that a read takes for gone

The last should be 0. The exit code is 1 if it is not; the same seed moves the same rows. A listing by cursors whose
vendor counts rows can be incomplete without a sign of it, so a read never takes a row for gone by one such listing.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import httpx

from benchmarks.faults.wire import Send, Wire
from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import TornListing
from rolecall.sandbox import Sandbox
from rolecall.sandbox.core.recorded_past import Moment
from rolecall.specification.schema import Collection, Provider
from rolecall.testing.waits import skipped
from tests.contract.conftest import environment_of, sandbox
from tests.contract.dialects import provider_of

Box: TypeAlias = Sandbox[Any, Any]

ROWS: Final = 23
PAGE: Final = 5
SINGLE: Final = 4
"""How many rows of a listing are read one by one."""
OPTIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "entra": {"lag_reads": 0, "lag_listings": 0, "stale_reads": 0, "early_writes": []}
}


@dataclass(frozen=True)
class Listed:
    """One collection of a vendor or of a dialect (`splunk@acs`).

    `add` makes a row and gives its key, `remove` takes the row of a key away.
    """

    vendor: str
    collection: str
    add: Callable[[Box, str], Any]
    remove: Callable[[Box, str], Any]

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.vendor} {self.collection}"


def _member(box: Box, name: str) -> str:
    return str(box.store.cloud.add_member(f"{name}@example.com").user_id)


def _role_binding(box: Box, name: str) -> str:
    made = box.change(
        "role_binding.create", role="cluster.view", subject=f"{name}@example.com", scope={"cluster": "alpha"}
    )
    return str(made["name"])


def _cluster_role_binding(box: Box, name: str) -> str:
    box.change("cluster_role_binding.create", cluster="alpha", name=name, role="view")
    return name


def _user(box: Box, name: str) -> Any:
    return box.store.add_user(name).id


def _splunk_users(vendor: str) -> Listed:
    return Listed(
        vendor,
        "users",
        lambda box, name: box.store.add_user(name, roles=["user"]).name,
        lambda box, key: box.store.delete_user(key),
    )


LISTED: Final = (
    Listed("tanium", "users", _user, lambda box, key: box.store.purge_user(int(key))),
    _splunk_users("splunk"),
    _splunk_users("splunk@acs"),
    Listed(
        "splunk",
        "tokens",
        lambda box, name: box.store.add_token(box.store.admin, name).id,
        lambda box, key: box.store.tokens.pop(key),
    ),
    Listed("scim", "users", _user, lambda box, key: box.change("user.delete", user=key)),
    Listed(
        "okta",
        "users",
        lambda box, name: box.change("user.create", login=f"{name}@example.com")["id"],
        lambda box, key: box.change("user.delete", user=key),
    ),
    Listed("entra", "users", _user, lambda box, key: box.store.remove_user(key)),
    Listed("tanzu", "members", _member, lambda box, key: box.store.cloud.purge_member(key)),
    Listed("tanzu", "role_bindings", _role_binding, lambda box, key: box.change("role_binding.delete", name=key)),
    Listed(
        "tanzu",
        "cluster_role_bindings",
        _cluster_role_binding,
        lambda box, key: box.change("cluster_role_binding.delete", cluster="alpha", name=key),
    ),
)


@dataclass
class Counts:
    """What came of the listings of one collection."""

    listings: int = 0
    moved: int = 0
    given_up: int = 0
    incomplete: int = 0
    gone: int = 0


class Scene:
    """A collection at its vendor. Of its rows every third may go while it is read; the others stay."""

    def __init__(self, listed: Listed, box: Box, wire: Wire, rng: random.Random) -> None:
        shim = provider_of(listed.vendor)
        self._listed, self._box, self._wire, self._rng, self._shim = listed, box, wire, rng, shim
        names = rng.sample(range(1000), ROWS)
        keys = [str(listed.add(box, f"row{number:04}")) for number in names]
        self._passing, self._staying = keys[::3], [key for number, key in enumerate(keys) if number % 3]
        self._environment = environment_of(box)
        self._moment = Moment(box.vendor)
        self.counts = Counts()

    def read(self) -> list[str]:
        """Read the listing once while rows move; gives the keys that it calls gone and that are there."""
        self._moment.restore()
        connection = _connection(self._shim, self._environment)
        collection = self._shim.collection(self._listed.collection)
        self.counts.listings += 1
        gone: list[str] = []
        try:
            with self._moving():
                if self._rng.randrange(2):
                    self.counts.incomplete += not self._is_whole(connection, collection)
                wanted = self._rng.sample(self._staying, SINGLE)
                gone += [key for key in wanted if connection.listings.get(collection, key, frozenset()) is None]
        except TornListing:
            self.counts.given_up += 1
        finally:
            connection.close()
        self.counts.gone += len(gone)
        return gone

    def _is_whole(self, connection: Connection, collection: Collection) -> bool:
        """True if the listing has every row that stays. Raises TornListing."""
        found = {str(key_of(collection, row)) for row in connection.listings.all(collection)}
        return set(self._staying) <= found

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """In this block rows come and go between requests, for a while."""
        passing = list(self._passing)
        self._rng.shuffle(passing)
        often = self._rng.choice([0.1, 0.3, 0.6, 0.9])
        left = self._rng.randrange(1, 12)
        sent = 0

        def handle(send: Send, request: httpx.Request) -> httpx.Response:
            nonlocal sent, left
            sent += 1
            if sent > 1 and left and self._rng.random() < often:
                left -= 1
                self.counts.moved += 1
                if passing and self._rng.random() < 0.7:
                    self._listed.remove(self._box, passing.pop())
                else:
                    self._listed.add(self._box, f"new{self._rng.randrange(10**9)}")
            return send(request)

        with self._wire.held(handle):
            yield


def _connection(shim: Provider, environment: Mapping[str, str]) -> Connection:
    """A connection that reads pages of five, and single objects only where a listing lacks them."""
    block: dict[str, Any] = dict.fromkeys(shim.schema.type.names())
    settings, found = resolve(shim, {**block, "page_size": PAGE, "refresh": "list"}, environment)
    assert settings is not None, list(found)
    return Connection(shim, settings)


def run(listed: Listed, count: int, seed: int) -> Counts:
    """Read `count` listings of one collection; prints what is taken for gone."""
    rng = random.Random(f"{seed} {listed.name}")
    with sandbox(listed.vendor, OPTIONS.get(listed.vendor, {})) as box:
        wire = Wire(box)
        with skipped(moment=0.0), wire.laid():
            scene = Scene(listed, box, wire, rng)
            for number in range(count):
                if gone := scene.read():
                    print(f"{listed.name}, listing {number}: {', '.join(gone)} taken for gone")
                if sys.stderr.isatty() and number % 20 == 0:
                    print(f"\r\x1b[K{listed.name} {number:,}/{count:,}", end="", file=sys.stderr, flush=True)
    return scene.counts


def main() -> None:
    """Print the table; exit with 1 when anything was taken for gone."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.torn_listings",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    vendors = sorted({each.vendor for each in LISTED})
    parser.add_argument("--count", type=int, default=10_000, help="listings in all (default 10,000)")
    parser.add_argument("--seed", type=int, default=0, help="another seed moves other rows (default 0)")
    parser.add_argument("--vendor", choices=vendors, help="one vendor")
    given = parser.parse_args()
    wanted = [each for each in LISTED if given.vendor in (None, each.vendor)]
    rows: list[tuple[str, Counts, float]] = []
    for number, listed in enumerate(wanted):
        begun = time.perf_counter()
        count = given.count // len(wanted) + (number < given.count % len(wanted))
        rows.append((listed.name, run(listed, count, given.seed), time.perf_counter() - begun))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    headings = ("listings", "moved", "given up", "incomplete", "false gone")
    print(f"{'':<30}" + "".join(f"{heading:>12}" for heading in headings))
    for name, counts, seconds in rows:
        print(f"{name:<30}" + "".join(f"{count:>12,}" for count in vars(counts).values()) + f"   {seconds:.0f} s")
    raise SystemExit(1 if any(counts.gone for _, counts, _ in rows) else 0)


if __name__ == "__main__":
    main()
