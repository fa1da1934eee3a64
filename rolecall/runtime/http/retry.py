"""Retries: the requests that are tried again, and the pauses between.

Only what is safe is repeated: requests that were never sent, idempotent ones (RFC 9110 section 9.2.2), and others
where the answer says that nothing was done: 429 (RFC 6585 section 4) and 425 (RFC 8470 section 5.2). A 5xx says nothing
of the kind, with Retry-After or without: what stands before the API may write it after the work was done. Waits are
exponential with full jitter; a Retry-After (RFC 9110 section 10.2.3) is kept, up to a limit.
"""

from __future__ import annotations

import copy
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from rolecall.runtime.errors import TlsFailure, Unreachable, VendorError

FIRST_WAIT_SECONDS: Final = 0.5
LONGEST_WAIT_SECONDS: Final = 30.0
LONGEST_RETRY_AFTER_SECONDS: Final = 120.0
TOTAL_SECONDS: Final = 300.0
"""No attempt starts later than this after the first one (twice the timeout, where that is more)."""

GIVEN_UP_LIMIT: Final = 10
"""After so many calls in a row that gave up, calls are tried once only, until one is answered."""
FAIL_FAST_SECONDS: Final = 5.0
"""For how long calls fail at once after one found the vendor unreachable."""

_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_TRANSIENT: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


def is_idempotent(method: str, safe: bool | None) -> bool:
    """True if repeating a `method` request does no harm; `safe` overrides what the method says."""
    return method in _IDEMPOTENT if safe is None else safe


def is_transient(status: int) -> bool:
    """True if an answer of `status` may be another one next time."""
    return status in _TRANSIENT or (status > 505 and status < 600)


def did_nothing(status: int) -> bool:
    """True if an answer of `status` says that the request was not carried out, though it may be later."""
    return status in (425, 429)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The Retry-After of an answer in seconds, from now; None when there is none or it cannot be read.

    A date is measured against the answer's own Date, so that a wrong clock here does not matter.
    """
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime  # slow to load, and rarely needed

    try:
        then = parsedate_to_datetime(text).timestamp()
        date = headers.get("date")
        now = parsedate_to_datetime(date).timestamp() if date else time.time()
    except ValueError:
        return None
    return max(0.0, then - now)


@dataclass(slots=True)
class Attempts:
    """The attempts of one call: how many are left, and how long to wait before the next."""

    max_retries: int
    total_seconds: float = TOTAL_SECONDS
    clock: Callable[[], float] = time.monotonic
    uniform: Callable[[float, float], float] = random.uniform
    made: int = 0
    deadline: float = 0.0

    def __post_init__(self) -> None:
        self.deadline = self.clock() + self.total_seconds

    def not_counting(self, seconds: float) -> None:
        """Move the deadline by `seconds` that were spent waiting for our own limiter."""
        self.deadline += seconds

    def wait(self, asked: float | None = None, repeat_seconds: float = 0.0) -> float | None:
        """Seconds to wait before the next attempt, or None when there is to be none.

        `asked` is the vendor's Retry-After. For `repeat_seconds` from the first attempt on there is always another.
        """
        deadline = max(self.deadline, self.deadline - self.total_seconds + repeat_seconds)
        if self.made >= self.max_retries and not repeat_seconds:
            return None
        longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2**self.made)
        self.made += 1
        if asked is None:
            seconds = self.uniform(0.0, longest)
        else:
            seconds = min(asked, LONGEST_RETRY_AFTER_SECONDS) + self.uniform(0.0, FIRST_WAIT_SECONDS)
        return seconds if self.clock() + seconds < deadline else None


class Health:
    """The vendor's health, by recent calls, so that thousands of calls do not each wait for one that is down."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._given_up = 0
        self._unreachable_until = 0.0
        self._unreachable: VendorError | None = None

    def answered(self, well: bool) -> None:
        """The vendor answered; `well` unless it said that it cannot answer now."""
        if self._given_up:
            with self._lock:
                self._unreachable_until = 0.0
                if well:
                    self._given_up = 0

    def gave_up(self, error: VendorError) -> None:
        """A call ended with `error` after its retries."""
        with self._lock:
            self._given_up += 1
            if isinstance(error, Unreachable | TlsFailure):
                self._unreachable = error
                self._unreachable_until = self._clock() + FAIL_FAST_SECONDS

    def away(self) -> VendorError | None:
        """The error by which a call found the vendor unreachable a moment ago, if one did."""
        if self._unreachable is None or self._clock() >= self._unreachable_until:
            return None
        return copy.copy(self._unreachable)

    def retries(self, most: int) -> int:
        """The number of times that a call may be repeated, at most `most`."""
        return 0 if self._given_up >= GIVEN_UP_LIMIT or self._unreachable_until else most
