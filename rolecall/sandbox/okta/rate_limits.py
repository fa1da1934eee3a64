"""Rate limits: each part of the API takes so many requests in a window of time, and says how many are left."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rolecall.sandbox.core.clock import Clock
from rolecall.sandbox.okta.errors import too_many
from rolecall.sandbox.okta.options import OktaOptions


@dataclass
class _Window:
    ends: int
    used: int = 0


class Rates:
    """The windows of one organization. A window opens with its first request and ends on a whole second."""

    def __init__(self, clock: Clock, options: OktaOptions) -> None:
        self._clock = clock
        self._options = options
        self._windows: dict[str, _Window] = {}
        self._headers: dict[str, str] = {}

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the last request's answer about its limit."""
        return dict(self._headers)

    def forget(self) -> None:
        """Say nothing in the next answer: its request belongs to no part of the API."""
        self._headers = {}

    def count(self, raw_path: str) -> None:
        """Count a request; refuses with 429 when its part of the API has none left."""
        parts = raw_path.strip("/").split("/")[2:]
        bucket = parts[0] + ("/*" if len(parts) > 1 else "") if parts else ""
        now = self._clock.now()
        window = self._windows.get(bucket)
        if window is None or window.ends <= now:
            window = _Window(math.ceil(now + self._options.rate_seconds))
            self._windows[bucket] = window
        limit = self._options.rate_limit
        over = window.used >= limit
        if not over:
            window.used += 1
        self._headers = {
            "X-Rate-Limit-Limit": str(limit),
            "X-Rate-Limit-Remaining": str(max(0, limit - window.used)),
            "X-Rate-Limit-Reset": str(window.ends),
        }
        if over:
            raise too_many()
