"""Names that the same run makes: found however the listing of them and their making fall together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.lookups import Lookups
from rolecall.runtime.collections.natural_keys import Names
from rolecall.runtime.collections.references import References
from rolecall.runtime.concurrency.calls_in_hand import Presence
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.specification.schema import Collection

SECONDS = 10.0


class Roles(Listings):
    """Listings of a vendor that holds its answer back, so that what it says is from before what happens meanwhile."""

    def __init__(self) -> None:
        self.names = ["user"]
        self.listed = 0
        self.seen = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def search(self, collection: Collection, values: Any, query: Any = None, *, whole: bool = False) -> Any:
        self.listed += 1
        rows = [{"name": name, "key": name} for name in self.names]
        self.seen.set()
        assert self.go_on.wait(SECONDS)
        return rows, []

    def all(self, collection: Collection, query: Any = None, *, whole: bool = True) -> list[dict[str, Any]]:
        return self.search(collection, {})[0]  # type: ignore[no-any-return]  # rows of the stand-in above


@contextmanager
def while_it_lists(roles: Roles, reader: Any) -> Iterator[None]:
    """`reader` runs in a thread and has its rows, but not its answer, while the block runs."""
    roles.seen.clear()
    roles.go_on.clear()
    thread = threading.Thread(target=reader)
    thread.start()
    try:
        assert roles.seen.wait(SECONDS)
        yield
    finally:
        roles.go_on.set()
        thread.join(SECONDS)
    assert not thread.is_alive()


def test_a_role_made_while_the_roles_are_listed_is_known_afterwards() -> None:
    roles = Roles()
    references = References(PROVIDER, roles)
    with while_it_lists(roles, lambda: references.rows("roles")):
        roles.names.append("app_ops")
        references.forget("roles")
    assert [row["name"] for row in references.rows("roles")] == ["user", "app_ops"]


def test_a_login_made_while_the_logins_are_listed_is_known_afterwards() -> None:
    roles = Roles()
    names, collection = Names(roles, Lookups(roles, Presence()), Presence()), PROVIDER.collection("users")
    with while_it_lists(roles, lambda: names.holder(collection, "jane")):
        roles.names.append("jane")
        names.forget("users")
    assert names.holder(collection, "jane") is not None


def test_a_role_that_the_listing_lacks_is_looked_for_once_more_before_it_is_called_unknown() -> None:
    roles = Roles()
    references = References(PROVIDER, roles)
    (reference,) = (item.reference for item in PROVIDER.resource("splunk_user").schema.attributes if item.reference)
    assert references.encode(reference, ["user"], ("roles",)) == ["user"]
    roles.names.append("app_ops")
    assert references.encode(reference, ["user", "app_ops"], ("roles",)) == ["user", "app_ops"]
    assert roles.listed == 2


@pytest.mark.parametrize("workers", [8])
def test_an_answer_is_never_older_than_the_last_write_before_it_was_asked_for(workers: int) -> None:
    known: Once[str, int] = Once()
    version = 0
    wrong: list[tuple[int, int]] = []
    ended = threading.Event()

    def now() -> int:
        return version

    def read() -> None:
        while not ended.is_set():
            before = version
            found = known("roles", now)
            if found < before:
                wrong.append((found, before))

    readers = [threading.Thread(target=read) for _ in range(workers)]
    for reader in readers:
        reader.start()
    for _ in range(3000):
        version += 1
        known.forget("roles")
        assert known("roles", now) == version
    ended.set()
    for reader in readers:
        reader.join(SECONDS)
    # A reader asks between a write and its `forget` now and then; it may get the answer from just before.
    assert not [pair for pair in wrong if pair[0] < pair[1] - 1]
