"""Requests for a no-change refresh, against listing and single reads.

    python benchmarks/refresh.py

Ten readers, as many as Terraform has by default, read the managed ones of N users from a stand-in vendor, in random
order. What is printed are counts, which the speed of the machine does not change, over several orders.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from providers.tanium import PROVIDER
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.http.client import Client, Settings
from rolecall.sandbox import start

PAGE: Final = 500
READERS: Final = 10
SHARES: Final = (("all", 1.0), ("half", 0.5), ("1 %", 0.01))


def refresh(url: str, token: str, keys: list[str], readers: int = READERS, lag: float = 0.0) -> int:
    """Read `keys` in their order with `readers` threads, which begin `lag` seconds apart; gives how many came back."""
    client = Client(PROVIDER, Settings(url=url, arguments={"api_token": token}))
    users = PROVIDER.collection("users")
    listings = Listings(client)
    needed = frozenset({"roles", "email"})
    late = {key: number * lag for number, key in enumerate(keys[:readers])}

    def read(key: str) -> bool:
        time.sleep(late.get(key, 0.0))
        return listings.get(users, key, needed) is not None

    try:
        with ThreadPoolExecutor(readers) as pool:
            return sum(pool.map(read, keys))
    finally:
        client.close()


def allowed(count: int, managed: int) -> int:
    """The most requests that a refresh of `managed` out of `count` users may take."""
    full = math.ceil(count / PAGE)
    return full + 3 if managed == count else 2 * min(full, managed)


def main() -> None:
    """Print the table; exit with 1 when a count is over what is allowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=5, help="random orders of reading per row (default 5)")
    orders = parser.parse_args().orders
    print(f"{'users':>7} {'managed':>8} {'listing':>8} {'single':>7} {'requests':>12} {'allowed':>8}")
    over = False
    for count in (100, 1_000, 10_000):
        with start("tanium", seed=count - 1) as box:
            everybody = [str(user.id) for user in box.store.users.values()]
            for _, share in SHARES:
                managed = max(1, round(count * share))
                counts = []
                for order in range(orders):
                    box.log.clear()
                    keys = random.Random(order).sample(everybody, managed)
                    if refresh(box.url, box.environment["TANIUM_API_TOKEN"], keys) != managed:
                        raise SystemExit("a row was lost")
                    counts.append(box.log.count())
                limit = allowed(count, managed)
                over = over or max(counts) > limit
                spread = f"{min(counts)}" if min(counts) == max(counts) else f"{min(counts)}-{max(counts)}"
                full = math.ceil(count / PAGE)
                print(f"{count:>7} {managed:>8} {full:>8} {managed:>7} {spread:>12} {limit:>8}")
    raise SystemExit(1 if over else 0)


if __name__ == "__main__":
    main()
