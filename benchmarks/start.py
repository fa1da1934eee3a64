"""What starting a provider costs, as Terraform starts it: to the handshake, and until it is at rest.

    python -m benchmarks.start                     # Entra, the largest
    python -m benchmarks.start --vendor tanzu --starts 20

Seconds of the processor are those of the process until nothing is left to load; nobody connects to it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

from benchmarks.terraform import children
from rolecall.runtime.protocol import handshake
from rolecall.runtime.protocol.grpc import certificates

REST_SECONDS = 1.5
"""More than it takes to load what the calls need."""


def started(vendor: str) -> tuple[float, float]:
    """Milliseconds of the processor of one start, and of the clock up to the handshake."""
    environment = {
        **os.environ,
        handshake.COOKIE_NAME: handshake.COOKIE,
        handshake.CLIENT_CERTIFICATE: certificates.create().certificate_pem.decode(),
    }
    before, began = children(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from rolecall.runtime.serve import main; main([{vendor!r}])"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    shown = time.perf_counter() - began
    time.sleep(REST_SECONDS)
    process.kill()
    process.wait()
    process.stdout.close()
    if line.count(b"|") != 5:
        raise SystemExit(f"no handshake came, but {line!r}")
    return 1000 * (children() - before), 1000 * shown


def main() -> None:
    """Print the least and the median of several starts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vendor", default="entra")
    parser.add_argument("--starts", type=int, default=9)
    given = parser.parse_args()
    started(given.vendor)  # what is compiled is kept
    found = [started(given.vendor) for _ in range(given.starts)]
    for title, values in zip(("processor", "handshake"), zip(*found, strict=True), strict=True):
        print(f"{title:10} least {min(values):6.0f} ms  median {statistics.median(values):6.0f} ms")


if __name__ == "__main__":
    main()
