"""A whole no-change `terraform plan` of many Tanium users: requests, provider processor time and memory.

    python benchmarks/plan.py                 # 100, 1,000 and 10,000 users; all, half and 1 % of them managed
    python benchmarks/plan.py --users 1000    # one size

The real Terraform plans against a stand-in vendor, from a state and a configuration made here. Requests are exact
counts. Seconds depend on the machine; `core` is the same plan of as many `terraform_data` resources, which Terraform
plans without a provider, so the ratio says what the provider adds. Processor seconds are those of Terraform and of all
that it starts, user and system; where others share the cores only their ratio means something.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.engines import bare
from benchmarks.terraform import children, override, run, write_state
from providers.tanium import PROVIDER
from rolecall.cli.toolchain.programs import Toolchain
from rolecall.sandbox import start
from rolecall.sandbox.tanium.store import TaniumStore
from rolecall.version import version

PAGE = 500
SHARES = (("all", 1.0), ("half", 0.5), ("1 %", 0.01))
MEASURED = "ROLECALL_MEASURED"
LAUNCHER = """\
#!{python} -SE
import json, os, resource, subprocess, sys
done = subprocess.run(["{python}", "-m", "rolecall", "serve", "tanium"])
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(os.environ["{measured}"], "a") as file:
    line = {{"cpu": spent.ru_utime + spent.ru_stime, "peak": spent.ru_maxrss / 1024}}
    file.write(json.dumps(line) + "\\n")
sys.exit(done.returncode)
"""


def main() -> int:
    """Print the table; 1 when a request count is over what is allowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, nargs="*", default=[100, 1_000, 10_000], help="how many the vendor has")
    sizes = parser.parse_args().users
    tools = Toolchain.find()
    print(f"Terraform {tools.terraform_version}, {os.cpu_count()} cores\n")
    print(
        f"{'users':>7} {'managed':>8} {'requests':>9} {'allowed':>8} {'wall s':>8} {'/ core':>7} "
        f"{'CPU s':>7} {'/ core':>7} {'provider CPU s':>15} {'us per resource':>16} {'peak MB':>8}"
    )
    over = False
    for count in sizes:
        with start("tanium", seed=count - 1) as box:
            for _, share in SHARES:
                managed = max(1, round(count * share))
                with tempfile.TemporaryDirectory() as folder:
                    directory = Path(folder)
                    environment = prepare(directory, tools, box.environment)
                    write_users(directory, box.store, managed)
                    box.log.clear()
                    wall, cpu = plan(tools, directory, environment)
                    requests = len(box.log)
                    used = usage(directory)
                    write_core(directory, managed)
                    core, core_cpu = plan(tools, directory, environment)
                full = math.ceil(count / PAGE)
                allowed = full + 3 if managed == count else 2 * min(full, managed)
                over |= requests > allowed
                print(
                    f"{count:>7} {managed:>8} {requests:>9} {allowed:>8} {wall:>8.1f} {wall / core:>7.2f} "
                    f"{cpu:>7.2f} {cpu / core_cpu:>7.2f} "
                    f"{used['cpu']:>15.2f} {used['cpu'] / managed * 1e6:>16.0f} {used['peak']:>8.0f}",
                    flush=True,
                )
    return 1 if over else 0


def prepare(directory: Path, tools: Toolchain, vendor: dict[str, str]) -> dict[str, str]:
    """A provider that measures itself, and an environment that makes Terraform use it without `init`."""
    config = override(directory, {"tanium": LAUNCHER.format(python=sys.executable, measured=MEASURED)})
    return tools.environment(os.environ, config) | vendor | {MEASURED: str(directory / "usage")}


def write_users(directory: Path, store: TaniumStore, managed: int) -> None:
    """The configuration and the state of the first `managed` users, as an apply would have left them."""
    schema = PROVIDER.resource("tanium_user").schema
    blocks: dict[str, Any] = {}
    resources = []
    for user in list(store.users.values())[:managed]:
        roles = sorted(store.role_names(user.id))
        blocks[user.name] = {"name": user.name, "email": user.email, "roles": roles}
        state = bare(schema, id=str(user.id), name=user.name, email=user.email, active=True, roles=roles)
        state |= {"display_name": user.display_name or None, "local_admin_flag": False, "last_login": user.last_login}
        state |= {"computer_groups": [], "content_sets": [], "on_destroy": "delete", "revoke_tokens_on_destroy": True}
        resources.append(("registry.terraform.io/rolecall/tanium", "tanium_user", user.name, state))
    main_file = {
        "terraform": {"required_providers": {"tanium": {"source": "rolecall/tanium", "version": version()}}},
        "resource": {"tanium_user": blocks},
    }
    (directory / "main.tf.json").write_text(json.dumps(main_file))
    write_state(directory, resources)


def write_core(directory: Path, managed: int) -> None:
    """As many resources of Terraform's own."""
    names = [f"user{number}" for number in range(managed)]
    blocks = {name: {"input": name} for name in names}
    (directory / "main.tf.json").write_text(json.dumps({"resource": {"terraform_data": blocks}}))
    write_state(directory, (("terraform.io/builtin/terraform", "terraform_data", name, _data(name)) for name in names))


def _data(name: str) -> dict[str, Any]:
    text = {"value": name, "type": "string"}
    return {"id": name, "input": text, "output": text, "triggers_replace": None}


def plan(tools: Toolchain, directory: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of one `terraform plan` that finds nothing to do, and of the processor in it.

    Raises SystemExit when it finds something.
    """
    before, begun = children(), time.perf_counter()
    run(tools, directory, environment, "plan", "-detailed-exitcode", failed="the plan is not clean")
    return time.perf_counter() - begun, children() - before


def usage(directory: Path) -> dict[str, float]:
    """Processor seconds of all provider processes of the last plan, and the peak memory of the largest, in MB."""
    lines = [json.loads(line) for line in (directory / "usage").read_text().splitlines()]
    return {"cpu": sum(line["cpu"] for line in lines), "peak": max(line["peak"] for line in lines)}


if __name__ == "__main__":
    sys.exit(main())
