"""How many requests a refresh of the stand-in Tanium takes, as Terraform reads: ten at once, in random order."""

from __future__ import annotations

import random

import pytest

from benchmarks.refresh import allowed, refresh
from rolecall.runtime.collections import shared_listings
from rolecall.sandbox import start


@pytest.mark.parametrize(
    ("count", "shares", "orders"), [(100, (1.0, 0.5, 0.01), 5), (1_000, (1.0, 0.5, 0.01), 3), (10_000, (1.0, 0.01), 1)]
)
def test_requests_of_a_refresh(count: int, shares: tuple[float, ...], orders: int) -> None:
    with start("tanium", seed=count - 1) as box:
        everybody = [str(user.id) for user in box.store.users.values()]
        for share in shares:
            managed = round(count * share)
            for order in range(orders):
                box.log.clear()
                keys = random.Random(order).sample(everybody, managed)
                assert refresh(box.url, box.environment["TANIUM_API_TOKEN"], keys) == managed
                assert box.log.count() <= allowed(count, managed), (count, managed, order)


def test_requests_of_a_refresh_of_a_vendor_that_clamps_its_pages() -> None:
    with start("tanium", seed=999, options={"clamp": 100}) as box:
        keys = [str(user.id) for user in box.store.users.values()]
        random.Random(1).shuffle(keys)
        assert refresh(box.url, box.environment["TANIUM_API_TOKEN"], keys) == 1000
        assert box.log.count() <= 10 + 3


def test_readers_that_begin_one_after_the_other_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_listings, "GRACE_SECONDS", 10.0)  # so that a busy machine changes nothing
    with start("tanium", seed=999, options={"clamp": 50}) as box:
        keys = [str(user.id) for user in box.store.users.values()]
        random.Random(1).shuffle(keys)
        assert refresh(box.url, box.environment["TANIUM_API_TOKEN"], keys, lag=0.1) == 1000
        assert box.log.count() == 20 + 1
