"""Requests of applies by the real Terraform: create, one role more for everybody, and destroy.

    python -m benchmarks.apply                 # 500 Tanium users with roles
    python -m benchmarks.apply --users 50      # fewer
    python -m benchmarks.apply --paths         # each request's method and path, counted

The vendor is the stand-in of `rolecall.sandbox`. Requests are counted per command, plan and refresh included; the speed
of the machine changes them little.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks.plan import prepare
from benchmarks.terraform import run
from rolecall.cli.toolchain.programs import Toolchain
from rolecall.sandbox import start
from rolecall.version import version

ROLES: Final = (["Operator"], ["Analyst", "Operator"])


def write(directory: Path, count: int, roles: list[str]) -> None:
    """The configuration of `count` users who each have `roles`."""
    blocks = {
        f"person{number}": {"name": f"person{number}", "email": f"person{number}@example.com", "roles": roles}
        for number in range(count)
    }
    source = {"tanium": {"source": "rolecall/tanium", "version": version()}}
    text = json.dumps({"terraform": {"required_providers": source}, "resource": {"tanium_user": blocks}})
    (directory / "main.tf.json").write_text(text)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=500, help="how many (default 500)")
    parser.add_argument("--paths", action="store_true", help="count each method and path too")
    given = parser.parse_args()
    tools = Toolchain.find()
    steps = (("create", ROLES[0], "apply"), ("add a role", ROLES[1], "apply"), ("destroy", ROLES[1], "destroy"))
    print(f"{'':12} {'requests':>9} {'per user':>9}")
    with start("tanium") as box, tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        environment = prepare(directory, tools, box.environment)
        for title, roles, command in steps:
            write(directory, given.users, roles)
            box.log.clear()
            run(tools, directory, environment, command, "-auto-approve", failed=f"terraform {command} failed")
            print(f"{title:12} {len(box.log):>9} {len(box.log) / given.users:>9.2f}", flush=True)
            if given.paths:
                shapes = Counter(f"{each.method} {re.sub(r'[0-9]+', 'N', each.path)}" for each in box.log)
                for shape, times in shapes.most_common():
                    print(f"{'':12} {times:>9}   {shape}")


if __name__ == "__main__":
    main()
