"""The provider's own share of a plan: microseconds of its processor for each call, without Terraform and the network.

    python -m benchmarks.calls                       # 1,000 users refreshed, and 1,000 imported
    python -m benchmarks.calls --objects 300 --profile

Calls go from bytes to bytes, one after the other in one thread, so that Terraform's threads do not meet. Of each kind
of call the time counts that a fifth of them keep within, since others share the processor. `--profile` shows which
functions take it. Validation counts twice, as Terraform does it in a plan.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import time
from collections import defaultdict
from typing import Any

from rolecall.runtime import shims
from rolecall.runtime.protocol.codec.objects import ObjectCodec
from rolecall.sandbox import start
from rolecall.testing.provider import ProviderCalls

FIRST = 20
"""So many objects come before what is measured: what is loaded and listed once is not counted."""


class Caller(ProviderCalls):
    """A vendor's provider, called as Terraform calls it, with the seconds that each kind of call took."""

    def __init__(self, vendor: str, environment: dict[str, str], profile: cProfile.Profile | None) -> None:
        shim = shims.load(vendor)
        assert shim is not None
        self.shim = shim
        self._profile = profile
        self.counts = False
        self.seconds: dict[str, list[float]] = defaultdict(list)
        super().__init__(shim, environment, [])

    def _answer(self, name: str, request: bytes) -> bytes:
        if self._profile is not None and self.counts:
            self._profile.enable()
        began = time.thread_time()
        answer = super()._answer(name, request)
        took = time.thread_time() - began
        if self._profile is not None:
            self._profile.disable()
        if self.counts:
            self.seconds[name].append(took)
        return answer

    def plan(self, kind: str, found: Any, private: bytes, identity: Any) -> None:
        """Refresh the state `found`, validate its configuration twice and plan it."""
        read = self.call(
            "ReadResource", type_name=kind, current_state=found, private=private, current_identity=identity
        )
        counts, self.counts = self.counts, False
        config = self.call("GenerateResourceConfig", type_name=kind, state=read.new_state).config
        self.counts = counts
        able = {"write_only_attributes_allowed": True}
        for _ in range(2):
            self.call("ValidateResourceConfig", type_name=kind, config=config, client_capabilities=able)
        self.call(
            "PlanResourceChange",
            type_name=kind,
            prior_state=read.new_state,
            proposed_new_state=read.new_state,
            config=config,
            prior_private=read.private,
            prior_identity=read.new_identity,
        )


def imported(call: Caller, kind: str, keys: list[Any]) -> None:
    """Import each of `keys` and plan it."""
    for number, key in enumerate(keys):
        call.counts = number >= FIRST
        found = call.call("ImportResourceState", type_name=kind, id=str(key)).imported_resources[0]
        call.plan(kind, found.state, found.private, found.identity)


def refreshed(call: Caller, kind: str, keys: list[Any]) -> None:
    """Plan each of `keys` out of stored state, as it is after an import."""
    codec = ObjectCodec(call.shim.resource(kind).schema)
    for number, key in enumerate(keys):
        call.counts = False
        found = call.call("ImportResourceState", type_name=kind, id=str(key)).imported_resources[0]
        raw = {"json": json.dumps(codec.receive_state(found.state)).encode()}
        call.counts = number >= FIRST
        state = call.call("UpgradeResourceState", type_name=kind, version=0, raw_state=raw).upgraded_state
        call.plan(kind, state, found.private, found.identity)


def main() -> None:
    """Print the microseconds of each call, and those of all calls for one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", type=int, default=1_000)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    for title, work, vendor in (("refresh", refreshed, "tanium"), ("import", imported, "splunk")):
        profile = cProfile.Profile() if given.profile else None
        with start(vendor, seed=given.objects) as box:
            call = Caller(vendor, box.environment, profile)
            gc.collect()
            gc.freeze()
            work(call, f"{vendor}_user", [*box.store.users][-given.objects :])
        each = {
            name: sorted(took)[len(took) // 5] * 1e6 * len(took) / (given.objects - FIRST)
            for name, took in call.seconds.items()
        }
        print(f"{title:8} {sum(each.values()):7.0f} us  " + "  ".join(f"{name} {us:.0f}" for name, us in each.items()))
        if profile is not None:
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
