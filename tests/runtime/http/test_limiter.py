from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.runtime.http import wait_notices
from rolecall.runtime.http.rate_limiter import CUT_EVERY_SECONDS, LOWEST_RATE, Limiter


class World:
    """Time that only passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.stopping = False

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> bool:
        assert seconds > 0
        self.now += seconds
        return not self.stopping


def test_nothing_is_held_back_at_first() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    assert [limiter.acquire(world.sleep) for _ in range(1000)] == [0.0] * 1000
    assert limiter.rate is None


@given(
    per_minute=st.integers(1, 300),
    gaps=st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=400),
)
def test_a_hard_limit_holds_in_every_minute(per_minute: int, gaps: list[float]) -> None:
    world = World()
    limiter = Limiter(per_minute, clock=world.clock)
    sent = []
    for gap in gaps:
        world.now += gap
        limiter.acquire(world.sleep)
        sent.append(world.now)
    for index, start in enumerate(sent):
        assert sum(at < start + 60 - 1e-6 for at in sent[index:]) <= per_minute


def test_what_it_holds_back_is_told_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(wait_notices, "log", SimpleNamespace(info=lambda text, **values: told.append(values)))
    world = World()
    limiter = Limiter(600, clock=world.clock)
    for _ in range(600):
        limiter.acquire(world.sleep)
    assert len(told) == (world.now - 100) // 10 == 5
    assert sum(each["lately"] for each in told) == told[-1]["sent"] <= 600


def test_a_hard_limit_is_used_up() -> None:
    world = World()
    limiter = Limiter(60, clock=world.clock)
    for _ in range(600):
        limiter.acquire(world.sleep)
    assert world.now - 100 <= 9 * 60 + 60


def steady(world: World, limiter: Limiter, seconds: float, gap: float = 0.01) -> int:
    """Call for so many seconds, with answers that come at once; gives how many got through."""
    end = world.now + seconds
    count = 0
    while world.now < end:
        limiter.acquire(world.sleep)
        world.now += gap
        limiter.answered(gap)
        count += 1
    return count


def test_throttling_halves_the_rate_once_and_it_recovers() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    steady(world, limiter, 5.0)
    for _ in range(10):
        limiter.throttled()
    assert limiter.rate == pytest.approx(50, rel=0.05)
    assert steady(world, limiter, 1.0) < 60
    limiter.throttled()
    assert limiter.rate == pytest.approx(30, rel=0.1)
    steady(world, limiter, 60.0)
    assert limiter.rate is None


def test_the_rate_never_falls_to_nothing() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    steady(world, limiter, 1.0)
    for _ in range(40):
        world.now += 2 * CUT_EVERY_SECONDS
        limiter.throttled()
    assert limiter.rate == LOWEST_RATE
    assert limiter.acquire(world.sleep) <= 1 / LOWEST_RATE


def test_a_single_refusal_of_few_requests_slows_nobody() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    limiter.acquire(world.sleep)
    limiter.throttled()
    assert limiter.rate is None


def test_everybody_pauses_when_asked_to() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    limiter.throttled(retry_after=30.0)
    assert limiter.acquire(world.sleep) == 30.0
    limiter.answered(0.1)
    assert limiter.acquire(world.sleep) == 0.0


def test_latency_that_collapses_slows_us_down() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    steady(world, limiter, 1.0)
    for _ in range(20):
        limiter.acquire(world.sleep)
        limiter.answered(10.0)
    assert limiter.rate is not None


def test_latency_that_was_always_high_does_not() -> None:
    world = World()
    limiter = Limiter(clock=world.clock)
    for _ in range(200):
        limiter.acquire(world.sleep)
        world.now += 0.5
        limiter.answered(5.0)
    assert limiter.rate is None


def test_a_wait_that_is_cut_short_sends_nothing() -> None:
    world = World()
    limiter = Limiter(1, clock=world.clock)
    limiter.acquire(world.sleep)
    world.stopping = True
    with pytest.raises(InterruptedError):
        limiter.acquire(world.sleep)
