from __future__ import annotations

from email.utils import formatdate

import pytest

from rolecall.runtime.errors import TlsFailure, Unavailable, Unreachable, VendorError
from rolecall.runtime.http import retry
from rolecall.runtime.http.retry import Attempts, Health, is_idempotent, retry_after


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def longest(_: float, most: float) -> float:
    return most


@pytest.fixture(autouse=True)
def real_waits(short_waits: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT_SECONDS", 0.5)


@pytest.mark.parametrize(
    ("method", "safe", "repeatable"),
    [
        ("GET", None, True),
        ("HEAD", None, True),
        ("PUT", None, True),
        ("DELETE", None, True),
        ("POST", None, False),
        ("PATCH", None, False),
        ("POST", True, True),
        ("PUT", False, False),
    ],
)
def test_what_may_be_repeated(method: str, safe: bool | None, repeatable: bool) -> None:
    assert is_idempotent(method, safe) is repeatable


def test_waits_double_and_end() -> None:
    attempts = Attempts(4, clock=Clock(), uniform=longest)
    assert [attempts.wait() for _ in range(5)] == [0.5, 1.0, 2.0, 4.0, None]


def test_waits_have_a_ceiling() -> None:
    attempts = Attempts(20, 1e9, clock=Clock(), uniform=longest)
    assert max(attempts.wait() or 0 for _ in range(20)) == 30.0


def test_waits_are_jittered_in_full() -> None:
    asked: list[tuple[float, float]] = []

    def uniform(least: float, most: float) -> float:
        asked.append((least, most))
        return least

    attempts = Attempts(2, clock=Clock(), uniform=uniform)
    assert [attempts.wait(), attempts.wait()] == [0.0, 0.0]
    assert asked == [(0.0, 0.5), (0.0, 1.0)]


def test_the_vendors_wish_is_kept_up_to_a_limit() -> None:
    attempts = Attempts(3, clock=Clock(), uniform=longest)
    assert attempts.wait(7.0) == 7.5
    assert attempts.wait(99999.0) == 120.5


def test_no_attempt_after_the_deadline() -> None:
    clock = Clock()
    attempts = Attempts(10, 100.0, clock=clock, uniform=longest)
    assert attempts.wait(90.0) is not None
    assert attempts.wait(110.0) is None
    clock.now += 99.0
    assert attempts.wait() is None


def test_time_spent_waiting_for_our_own_limiter_does_not_count() -> None:
    clock = Clock()
    attempts = Attempts(10, 100.0, clock=clock, uniform=longest)
    clock.now += 500.0
    attempts.not_counting(500.0)
    assert attempts.wait() == 0.5


def test_retry_after_in_seconds_and_as_a_date() -> None:
    date = "Wed, 21 Oct 2015 07:28:00 GMT"
    assert retry_after({"retry-after": "120"}) == 120.0
    assert retry_after({"retry-after": " 1.5 "}) == 1.5
    assert retry_after({"retry-after": "-5"}) == 0.0
    assert retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT", "date": date}) == 30.0
    assert retry_after({"retry-after": date, "date": "Wed, 21 Oct 2015 07:29:00 GMT"}) == 0.0
    assert retry_after({"retry-after": formatdate(0, usegmt=True)}) == 0.0
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None


@pytest.mark.parametrize("error", [Unreachable("no host"), TlsFailure("no trust")])
def test_an_unreachable_vendor_is_not_asked_again_at_once(error: VendorError) -> None:
    clock = Clock()
    health = Health(clock)
    assert health.away() is None
    health.gave_up(error)
    away = health.away()
    assert type(away) is type(error) and away is not error and away.message == error.message
    clock.now += retry.FAIL_FAST_SECONDS
    assert health.away() is None
    assert health.retries(4) == 0
    health.answered(well=True)
    assert health.retries(4) == 4


def test_calls_that_give_up_in_a_row_end_the_retries_until_one_is_answered() -> None:
    health = Health(Clock())
    for _ in range(retry.GIVEN_UP_LIMIT):
        assert health.retries(4) == 4
        health.gave_up(Unavailable("busy"))
        assert health.away() is None
    assert health.retries(4) == 0
    health.answered(well=False)
    assert health.retries(4) == 0
    health.answered(well=True)
    assert health.retries(4) == 4
