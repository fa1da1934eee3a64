"""`rolecall drift` against `terraform plan -refresh-only` on the same state: seconds, requests, peak memory.

    python benchmarks/drift.py                # 10,000 users, 20,000 bindings and 1,000 tokens over three vendors
    python benchmarks/drift.py --share 0.1    # a tenth of that

Tanium, Splunk and Tanzu stand in on loopback and hold every answer back for 50 ms. Both commands run one after the
other in the same minutes, each as a process of its own. Request counts are exact; seconds depend on the machine, their
ratio much less. Memory is the peak of the one process for drift, and of Terraform alone, without its providers, for
the plan.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import terraform
from rolecall.cli.toolchain.programs import Toolchain
from rolecall.estate.instances import Instance, configure, parse_choice
from rolecall.estate.parallel import reading
from rolecall.runtime.resources.state_upgrade import configuration_of
from rolecall.sandbox import Sandbox, start
from rolecall.version import version

LATENCY = 0.05
VENDORS = {"tanium": 4_000, "splunk": 4_000, "tanzu": 2_000}
TOKENS = 500
TOKEN_DAYS = 300


def main() -> int:
    """Print the table; 1 when drift is not clean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="how much of the whole size")
    parser.add_argument("--without-terraform", action="store_true", help="measure drift alone")
    given = parser.parse_args()
    tools = Toolchain.find()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        boxes, environment, count = stack.enter_context(estate(folder, given.share))
        for box in boxes:
            box.latency = LATENCY
        print(f"{count} resources; {os.cpu_count()} cores; {LATENCY * 1000:.0f} ms latency")
        print(f"{'':>28} {'wall s':>8} {'CPU s':>7} {'peak MB':>8} {'requests':>9}")
        line = [sys.executable, "-m", "rolecall", "drift", "terraform.tfstate"]
        drift, code = measured(line, folder, environment, boxes, "rolecall drift")
        if given.without_terraform:
            return code
        serve = f"#!/bin/sh\nexec '{sys.executable}' -B -m rolecall serve"
        config = terraform.override(folder, {name: f"{serve} {name}\n" for name in VENDORS})
        line = [str(tools.terraform), "plan", "-refresh-only", "-no-color", "-lock=false", "-input=false"]
        planned, failed = measured(line, folder, tools.environment(environment, config), boxes, "plan -refresh-only")
        print(f"\nratio of drift to the plan: {drift / planned:.3f}")
        return code or failed


@contextmanager
def estate(folder: Path, share: float) -> Iterator[tuple[list[Sandbox[Any, Any]], dict[str, str], int]]:
    """The vendors, what a process needs to reach them, and how many resources the state in `folder` has."""
    with ExitStack() as stack:
        boxes = [stack.enter_context(start(name, seed=round(share * VENDORS[name]) - 1)) for name in VENDORS]
        boxes[-1].vendor.set_options({"scope_in_rows": True})  # without it no configuration can be made of a binding
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        for box in boxes:
            environment |= box.environment
        populate(boxes, share)
        yield boxes, environment, write_state(folder, environment)


def populate(boxes: list[Sandbox[Any, Any]], share: float) -> None:
    """The tokens and Mission Control's bindings; the other bindings come with the seed."""
    tanium, splunk, tanzu = boxes
    for number in range(1, round(share * TOKENS) + 1):
        user = f"user{number:05}"
        tanium.change("token.create", user=user, name=f"token {number}", expire_in_days=TOKEN_DAYS)
        until = int(time.time()) + TOKEN_DAYS * 86400
        splunk.change("token.create", user=user, name=f"token {number}", expires=until)
    tanzu.change("role_binding.seed", count=2 * round(share * VENDORS["tanzu"]))


def write_state(folder: Path, environment: dict[str, str]) -> int:
    """State and configuration of everything that the vendors have, as after an apply; gives how many resources."""
    instances = [configure(parse_choice(name), environment) for name in VENDORS]
    resources = []
    configured: dict[str, dict[str, Any]] = {}
    with reading([each for each in instances if isinstance(each, Instance)]) as vendors:
        for vendor in vendors:
            for type_name in vendor.types:
                resource_type = vendor.shim.resource(type_name)
                for number, item in enumerate(vendor.objects(type_name)):
                    values = vendor.values(item)
                    settable = configuration_of(resource_type, values).items()
                    block = {name: value for name, value in settable if value is not None}
                    configured.setdefault(type_name, {})[f"n{number}"] = block
                    provider = f"registry.terraform.io/rolecall/{vendor.label}"
                    resources.append((provider, type_name, f"n{number}", values))
    terraform.write_state(folder, resources)
    sources = {name: {"source": f"rolecall/{name}", "version": version()} for name in VENDORS}
    providers: dict[str, Any] = {name: {} for name in VENDORS}
    main_file = {"terraform": {"required_providers": sources}, "provider": providers, "resource": configured}
    (folder / "main.tf.json").write_text(json.dumps(main_file), encoding="utf-8")
    return len(resources)


def measured(
    line: list[str], folder: Path, environment: dict[str, str], boxes: list[Sandbox[Any, Any]], name: str
) -> tuple[float, int]:
    """Run a command to its end and print what it took; gives its seconds and its exit code."""
    for box in boxes:
        box.log.clear()
    output = folder / "output"
    begun = time.perf_counter()
    with output.open("w") as file:
        process = subprocess.Popen(line, cwd=folder, env=environment, stdout=file, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = code = os.waitstatus_to_exitcode(status)
    requests = sum(len(box.log) for box in boxes)
    cpu = used.ru_utime + used.ru_stime
    print(f"{name:>28} {seconds:>8.1f} {cpu:>7.1f} {used.ru_maxrss / 1024:>8.0f} {requests:>9}", flush=True)
    if code:
        print(output.read_text()[-3000:])
    return seconds, code


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    sys.exit(main())
