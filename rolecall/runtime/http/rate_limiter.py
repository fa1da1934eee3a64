"""The rate limiter of one vendor, shared by all workers.

Two limits apply. `requests_per_minute` is hard: a token bucket that never lets more through in any minute. The
other adapts, because vendors publish no limits: nothing is held back until the vendor throttles (429, 503) or its
answers become many times slower; then the rate is cut by half, and grows again step by step (additive increase,
multiplicative decrease) until it is well above what was throttled, where holding back ends. A vendor that says how
many requests it has left is believed before it throttles.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from rolecall.runtime.http.quotas import Quotas
from rolecall.runtime.http.wait_notices import Waits

RECENT: Final = 64
"""How many requests the rate is measured over."""
FEWEST: Final = 5
"""With fewer requests than this in the last seconds, it was not our rate that was too high."""
LOWEST_RATE: Final = 0.2
"""Requests per second that are always let through."""
LOWEST_RATE_WHEN_SLOW: Final = 2.0
"""The same where answers are slow but nothing was refused."""
CUT_EVERY_SECONDS: Final = 1.0
"""Answers that come within this time after a cut belong to the old rate and cut no further."""
RECOVERY_SECONDS: Final = 10.0
"""How long the rate takes to grow by what it was when first throttled."""
COLLAPSE_FACTOR: Final = 8.0
COLLAPSE_SECONDS: Final = 2.0
"""Latency has collapsed when it is this many times the usual one and longer than this."""
SAMPLES: Final = 20
"""How many answers it takes to know the usual latency."""


class Limiter:
    """Decides when a request may go. `clock` gives seconds; `sleep` waits and says False when woken to stop."""

    def __init__(self, requests_per_minute: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sent: deque[float] = deque(maxlen=RECENT)
        self._paused_until = 0.0
        self._rate: float | None = None
        self._ceiling = 0.0
        self._next = 0.0
        self._cut_at = float("-inf")
        self._grown_at = 0.0
        self._usual = 0.0
        self._recent = 0.0
        self._samples = 0
        self._bucket = None if requests_per_minute is None else _Bucket(requests_per_minute)
        self._quotas = Quotas(clock)
        self._has_quotas = False
        self._waits = Waits(clock)

    @property
    def rate(self) -> float | None:
        """The rate in requests per second that the vendor has taught us, or None while nothing is held back."""
        return self._rate

    def acquire(self, sleep: Callable[[float], bool], part: str = "") -> float:
        """Wait until a request to `part` of the API may go; gives the seconds waited.

        `sleep(seconds)` returns False when the wait was cut short; InterruptedError is raised then.
        """
        if self._bucket is None and self._rate is None and not self._paused_until and not self._has_quotas:
            self._sent.append(self._clock())
            return 0.0
        start = self._clock()
        with self._lock:
            at = self._quotas.reserve(part, self._reserve(start))
        while True:
            now = self._clock()
            until = max(at, self._paused_until)
            if until <= now:
                self._sent.append(now)
                self._waits.note(now - start)
                return now - start
            if not sleep(until - now):
                raise InterruptedError

    def answered(self, seconds: float) -> None:
        """An answer came after `seconds`, and it was no throttling."""
        with self._lock:
            now = self._clock()
            if self._paused_until and self._paused_until <= now:
                self._paused_until = 0.0
            self._samples += 1
            self._recent += (seconds - self._recent) * (0.3 if self._samples > 1 else 1.0)
            collapsed = (
                self._samples > SAMPLES
                and self._recent > COLLAPSE_SECONDS
                and self._recent > COLLAPSE_FACTOR * self._usual
            )
            if collapsed:
                self._cut(now, LOWEST_RATE_WHEN_SLOW)
                return
            self._usual += (seconds - self._usual) / min(self._samples, 100)
            if self._rate is not None:
                self._rate += self._ceiling * min(now - self._grown_at, 1.0) / RECOVERY_SECONDS
                self._grown_at = now
                if self._rate > 2 * self._ceiling:
                    self._rate = None

    def quota(self, part: str, limit: int, remaining: int, seconds: float) -> None:
        """An answer said that `part` of the API takes `remaining` of `limit` requests more in the next `seconds`."""
        with self._lock:
            self._has_quotas = True
            self._quotas.note(part, limit, remaining, seconds)

    def throttled(self, retry_after: float | None = None) -> None:
        """The vendor refused a request as one too many; all workers pause for `retry_after` seconds."""
        with self._lock:
            now = self._clock()
            if retry_after:
                self._paused_until = max(self._paused_until, now + retry_after)
            self._cut(now, LOWEST_RATE)

    def _cut(self, now: float, lowest: float) -> None:
        if now - self._cut_at < CUT_EVERY_SECONDS:
            return
        if self._rate is None:
            recent = [at for at in tuple(self._sent) if now - at < 10.0]
            if len(recent) < FEWEST:
                return
            self._ceiling = self._rate = max(len(recent) / max(now - recent[0], 0.1), lowest)
            self._next = max(now, self._paused_until)
        self._cut_at = self._grown_at = now
        self._rate = max(self._rate / 2, lowest)

    def _reserve(self, now: float) -> float:
        """The time from which the caller may go; later callers come after it."""
        at = now
        if self._rate is not None:
            at = max(at, self._next)
            self._next = at + 1.0 / self._rate
        if self._bucket is not None:
            at = self._bucket.reserve(at)
        return at


class _Bucket:
    """A token bucket that lets at most `per_minute` requests through in any 60 seconds, and as many in a long run.

    Tokens come at the full rate, a tenth of a minute's in advance; what is sent in the last minute is counted beside.
    """

    def __init__(self, per_minute: int) -> None:
        self._interval = 60.0 / per_minute
        self._tolerance = (max(1, per_minute // 10) - 1) * self._interval
        self._full_at = float("-inf")
        self._last: deque[float] = deque(maxlen=per_minute)

    def reserve(self, at: float) -> float:
        """The earliest time from `at` on at which there is a token, which is taken."""
        if len(self._last) == self._last.maxlen:
            at = max(at, self._last[0] + 60.0)
        full_at = max(self._full_at, at)
        self._full_at = full_at + self._interval
        at = max(at, full_at - self._tolerance)
        self._last.append(at)
        return at
