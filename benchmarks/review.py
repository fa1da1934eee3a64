"""How long `rolecall review` takes: one plan of 5,000 changes over three vendors, every format, time and peak memory.

    python -m benchmarks.review [--changes 5000]

Each run is a process of its own, so that its peak memory is its own; imports count.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

_FORMATS = ("text", "markdown", "json", "sarif", "csv")


def plan(changes: int) -> dict[str, Any]:
    """A plan: users, bindings, roles that include others, tokens and replaced bindings."""
    rows: list[dict[str, Any]] = []
    config: list[dict[str, Any]] = []

    def add(kind: str, number: int, before: Any, after: Any, unknown: Any, expressions: Any) -> None:
        both = before is not None and after is not None
        actions = ["delete", "create"] if both and unknown else ["update"] if both else ["create"]
        if after is None:
            actions = ["delete"]
        row = {"mode": "managed", "type": kind, "name": f"n{number}", "address": f"{kind}.n{number}"}
        provider = kind.split("_")[0]
        change = {"actions": actions, "before": before, "after": after, "after_unknown": unknown}
        rows.append({**row, "provider_name": f"example.com/rolecall/{provider}", "change": change})
        config.append({**row, "provider_config_key": provider, "expressions": expressions})

    for number in range(changes // 5):
        name, role = f"user{number}", f"role{number % 50}"
        user = {"id": str(number), "name": name, "email": f"{name}@example.com", "active": True, "roles": ["Analyst"]}
        add(
            "tanium_user",
            number,
            user,
            {**user, "roles": ["Analyst", "Administrator"]},
            {},
            {"roles": {"references": ["x"]}},
        )
        reference = {"user_id": {"references": [f"tanium_user.n{number}.id", f"tanium_user.n{number}"]}}
        add("tanium_role_binding", number, None, {"user_id": str(number), "role": role}, {"id": True}, reference)
        imports = [f"splunk_role{number - 1}"] if number % 20 else ["power"]
        splunk = {"name": f"splunk_role{number}", "imported_roles": imports, "capabilities": ["search", "edit_user"]}
        add("splunk_role", number, None, splunk, {"id": True}, {name: {"references": ["x"]} for name in splunk})
        add("splunk_role_binding", number, None, {"user": name, "role": f"splunk_role{number}"}, {"id": True}, {})
        scope = {"organization": None, "cluster_group": None, "cluster": {"name": f"c{number % 40}"}}
        place = {
            "id": f"rb{number}",
            "role": "cluster.admin",
            "subject": {"kind": "USER", "name": name},
            "scope": scope,
        }
        add("tanzu_role_binding", number, place, {k: v for k, v in place.items() if k != "id"}, {"id": True}, {})
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "timestamp": "2026-01-02T03:04:05Z",
        "resource_changes": rows,
        "configuration": {"root_module": {"resources": config}},
    }


def measure(path: Path, name: str, folder: Path) -> tuple[float, float, float, int]:
    """Seconds of the clock and of the processor, peak memory in MB and bytes written of one run."""
    out = folder / f"report.{name}"
    begun = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "rolecall", "review", str(path), "--report", f"{name}={out}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    spent = usage.ru_utime + usage.ru_stime
    return perf_counter() - begun, spent, usage.ru_maxrss / 1024, out.stat().st_size


def main() -> None:
    """Print one line per format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=5_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_text(json.dumps(plan(wanted.changes)), encoding="utf-8")
        print(f"{wanted.changes} changes, a plan of {path.stat().st_size / 1e6:.1f} MB")
        for name in _FORMATS:
            seconds, spent, memory, size = measure(path, name, Path(folder))
            took = f"{seconds:5.2f} s, of the processor {spent:5.2f} s"
            print(f"{name:9} {took}  {memory:5.0f} MB  report {size / 1e6:5.2f} MB")


if __name__ == "__main__":
    main()
