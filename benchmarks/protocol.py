"""What the plugin protocol costs: CPU per call, time to the handshake, memory.

    python -m benchmarks.protocol [--calls 4000] [--concurrency 10]

The provider is a made-up one that does nothing, so that what is measured is the protocol: TLS, HTTP/2, protobuf,
MessagePack, schema. CPU is the provider process's own, start and end subtracted; the client's is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.terraform import children
from rolecall.runtime.protocol.grpc import certificates
from tests.runtime.protocol import harness
from tests.runtime.protocol.toy.schemas import IDENTITY, THING

PROVIDER = Path(__file__).with_name("idle_provider.py")
OBJECT = harness.null_object(
    THING.type,
    id="1",
    name="somebody@example.test",
    size=12345678901234567890,
    active=True,
    roles=["auditor", "reader", "writer"],
    labels={"team": "red"},
    secret="not much of one",
    revision=3,
)


def calls() -> dict[str, dict[str, Any]]:
    """The requests measured: the calls of a refresh and plan without changes."""
    kind = THING.type
    message = harness.wire(kind, OBJECT)
    config = harness.wire(kind, OBJECT | {"id": None, "revision": None})
    identity = {"identity_data": harness.wire(IDENTITY.type, {"id": "1"})}
    raw = json.dumps(OBJECT).encode()
    return {
        "ReadResource": {"current_state": message, "private": b"x", "current_identity": identity},
        "PlanResourceChange": {
            "prior_state": message,
            "proposed_new_state": message,
            "config": config,
            "prior_identity": identity,
        },
        "UpgradeResourceState": {"version": 1, "raw_state": {"json": raw}},
        "ValidateResourceConfig": {"config": config},
    }


def run(name: str | None, count: int, concurrency: int) -> tuple[float, float, float]:
    """CPU seconds of one provider process that answers `count` calls, seconds to its handshake, peak MB."""
    before = children()
    identity = certificates.create()
    with tempfile.TemporaryDirectory() as store:
        began = time.perf_counter()
        process = harness.start(Path(store), identity, command=[sys.executable, PROVIDER])
        path, pem = harness.read_handshake(process)
        handshake = time.perf_counter() - began
        with harness.open_channel(path, pem, identity) as channel:
            client = harness.Client(process, path, channel)
            if name is not None:
                fields = calls()[name] | {"type_name": "toy_thing"}
                with ThreadPoolExecutor(concurrency) as pool:
                    for _ in pool.map(lambda _: client.call(name, **fields), range(count)):
                        pass
            peak = peak_megabytes(process.pid)
            client.shutdown()
        process.communicate()
    return children() - before, handshake, peak


def peak_megabytes(process: int) -> float:
    """The most memory that `process` has held at once; 0 where the system does not tell (outside Linux)."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=4000)
    parser.add_argument("--concurrency", type=int, default=10)
    arguments = parser.parse_args()
    starts = [run(None, 0, 1) for _ in range(7)]
    idle = statistics.median(cpu for cpu, _, _ in starts)
    print(f"{os.cpu_count()} CPUs, {arguments.concurrency} calls at once, {arguments.calls} calls of each kind\n")
    print("| call | CPU microseconds |\n|---|---|")
    peak = 0.0
    for name in calls():
        cpu, _, memory = run(name, arguments.calls, arguments.concurrency)
        peak = max(peak, memory)
        print(f"| {name} | {(cpu - idle) / arguments.calls * 1e6:.0f} |")
    handshakes = sorted(seconds * 1000 for _, seconds, _ in starts)
    print(f"\nhandshake: {handshakes[0]:.0f}-{handshakes[-1]:.0f} ms, median {statistics.median(handshakes):.0f} ms")
    print(f"CPU of a start without calls: {idle * 1000:.0f} ms\npeak memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
