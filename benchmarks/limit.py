"""Creates at a limit of requests: how much longer they take than the limit alone makes them.

    python -m benchmarks.limit                              # 150 users at 3,000 requests a minute
    python -m benchmarks.limit --users 10000 --limit 600    # 35 minutes

1 means that nothing is lost to waiting.
"""

from __future__ import annotations

import argparse
import time

from benchmarks.requests import USERS, Crowd
from rolecall.runtime import shims
from rolecall.sandbox import start
from tests.runtime.resources.practitioner import Practitioner


def main() -> None:
    """Print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=150)
    parser.add_argument("--limit", type=int, default=3_000, help="requests a minute")
    given = parser.parse_args()
    kind, _, make, _ = USERS["Tanium"]
    shim = shims.load("tanium")
    assert shim is not None
    with start("tanium") as box:
        names = [f"person{number}" for number in range(given.users)]
        users = {name: make(name) for name in names}
        crowd = Crowd(Practitioner(shim, box.environment), kind, users, requests_per_minute=given.limit)
        began = time.perf_counter()
        crowd.apply()
        took = time.perf_counter() - began
        least = len(box.log) * 60 / given.limit
        print(f"{len(box.log)} requests in {took:.1f} s, of which the limit takes {least:.1f} s: {took / least:.3f}")


if __name__ == "__main__":
    main()
