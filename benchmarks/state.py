"""Where state is kept: seconds of an apply and of a plan by backend, for as many resources as are asked for.

    python benchmarks/state.py            # 1,000 resources in a file, in PostgreSQL, in S3
    python benchmarks/state.py 2000

The resources are Terraform's own `terraform_data` with a kilobyte each, so that no provider and no vendor is measured.
PostgreSQL is Debian's, S3 the server of moto, both on loopback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from rolecall.cli.toolchain.programs import Toolchain
from rolecall.state_url import backend
from tests.terraform.state_servers import StateServer, postgresql, s3


@contextmanager
def file() -> Iterator[StateServer]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield StateServer(f"file:{folder}", {}, "")


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{count} resources; {os.cpu_count()} cores")
    print(f"{'':>12} {'apply, s':>9} {'plan, s':>8} {'state, MB':>10}")
    for name, serving in (("file", file), ("PostgreSQL", postgresql), ("S3", s3)):
        with ExitStack() as stack:
            server = stack.enter_context(serving())
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            apply, plan, size = measured(server, folder, count)
        print(f"{name:>12} {apply:9.1f} {plan:8.1f} {size / 1e6:10.1f}", flush=True)


def measured(server: StateServer, folder: Path, count: int) -> tuple[float, float, int]:
    """Seconds of the apply that creates `count` resources and of the plan after it, and the bytes of the state."""
    found = backend(server.url, "large")
    many = {"terraform_data": {"each": {"count": count, "input": "x" * 1000}}}
    block = {"backend": {found.type: {**found.arguments, **found.own}}}
    (folder / "main.tf.json").write_text(json.dumps({"terraform": block, "resource": many}), encoding="utf-8")
    run(server, folder, "init")
    begun = time.monotonic()
    run(server, folder, "apply", "-auto-approve")
    applied = time.monotonic()
    run(server, folder, "plan", "-detailed-exitcode")
    planned = time.monotonic()
    return applied - begun, planned - applied, len(run(server, folder, "state", "pull"))


def run(server: StateServer, folder: Path, *arguments: str) -> bytes:
    """The output of a Terraform command that must succeed."""
    tools = Toolchain.find()
    environment = tools.environment({**os.environ, **server.environment}, Path(os.devnull))
    command = [str(tools.terraform), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
