"""`rolecall adopt` and the deployment of what it writes: seconds, requests, peak memory, and what the plan changes.

    python benchmarks/adopt.py                # 5,000 objects of Splunk: 4,800 users and 200 roles
    python benchmarks/adopt.py --objects 500

Splunk stands in on loopback and holds every answer back for 50 ms. Each step is a process of its own. Request counts
are exact; seconds depend on the machine. The providers' share of a command's processor time is read five times a second
from `/proc` (Linux), so that the last fifth of each process may be missing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))

from benchmarks.terraform import children
from rolecall.cli.packages import mirror
from rolecall.cli.toolchain.programs import Toolchain
from rolecall.sandbox import Sandbox, start

LATENCY = 0.05
ROLES_IN = 25


def main() -> int:
    """Print the table; 1 when the plan would do anything but import."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", type=int, default=5_000, help="how many users and roles, one in 25 a role")
    count = parser.parse_args().objects
    roles = count // ROLES_IN
    tools = Toolchain.find()
    with start("splunk", seed=count - roles) as box, tempfile.TemporaryDirectory() as scratch:
        for number in range(roles):
            box.change("role.create", name=f"team{number}", imported_roles=["user"], srch_indexes_allowed=["main"])
        box.latency = LATENCY
        folder = Path(scratch)
        built = mirror.build(folder / "mirror")
        config = folder / "terraform.rc"
        config.write_text(built.cli_config(), encoding="utf-8")
        environment = tools.environment(
            {**os.environ, **box.environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}, config
        )
        print(f"{count} objects; {os.cpu_count()} cores; {LATENCY * 1000:.0f} ms latency")
        print(f"{'':>20} {'wall s':>8} {'CPU s':>7} {'providers':>9} {'peak MB':>8} {'requests':>9}")
        adopted = folder / "adopted"
        terraform = str(tools.terraform)
        adopt = [sys.executable, "-m", "rolecall", "adopt", "splunk", "--output", str(adopted)]
        total = measured(adopt, folder, environment, box, "rolecall adopt")
        total += measured([sys.executable, "main.py"], adopted, environment, box, "synthesis")
        stack = next(adopted.glob("cdktf.out/stacks/*"))
        subprocess.run([terraform, "init", "-input=false"], cwd=stack, env=environment, check=True, capture_output=True)
        total += measured([terraform, "plan", "-input=false", "-out=plan"], stack, environment, box, "terraform plan")
        shown = subprocess.run([terraform, "show", "-json", "plan"], cwd=stack, env=environment, capture_output=True)
        changes = [item["change"] for item in json.loads(shown.stdout)["resource_changes"]]
        imports = sum("importing" in each and each["actions"] == ["no-op"] for each in changes)
        print(f"\n{total:.1f} s in all; {imports} imports, {len(changes) - imports} other changes")
        measured(adopt, folder, environment, box, "a second run")
        return int(len(changes) != imports)


def measured(
    line: Sequence[str], folder: Path, environment: dict[str, str], box: Sandbox[Any, Any], what: str
) -> float:
    """Run a command, print what it took, and give its seconds of wall time."""
    before, requests, began = children(), len(box.log), time.perf_counter()
    process = subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    done, spent = threading.Event(), dict[int, float]()
    sampler = threading.Thread(target=sample, args=(process.pid, done, spent))
    sampler.start()
    _, status, used = os.wait4(process.pid, 0)
    done.set()
    sampler.join()
    took = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(line)} failed")
    cpu = children() - before
    peak, providers = used.ru_maxrss / 1024, sum(spent.values())
    print(f"{what:>20} {took:8.1f} {cpu:7.1f} {providers:9.1f} {peak:8.0f} {len(box.log) - requests:9}")
    return took


def sample(parent: int, done: threading.Event, spent: dict[int, float]) -> None:
    """Note in `spent` how many seconds of the processor each process took that `parent` started, until `done`."""
    tick = os.sysconf("SC_CLK_TCK")
    while not done.wait(0.2):
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            if int(fields[1]) in (parent, *spent):
                spent[int(stat.parent.name)] = (int(fields[11]) + int(fields[12])) / tick


if __name__ == "__main__":
    sys.exit(main())
