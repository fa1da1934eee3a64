"""What the benchmarks that run Terraform share: providers without `init`, a state as after an apply, the processor."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rolecall.cli.toolchain.programs import Toolchain


def override(directory: Path, launchers: Mapping[str, str]) -> Path:
    """Providers that run these scripts, by name; gives the configuration with which no `init` is needed."""
    for name, script in launchers.items():
        launcher = directory / f"terraform-provider-{name}"
        launcher.write_text(script, encoding="utf-8")
        launcher.chmod(0o755)
    config = directory / "terraform.rc"
    overrides = "".join(f'    "rolecall/{name}" = "{directory}"\n' for name in launchers)
    config.write_text(f"provider_installation {{\n  dev_overrides {{\n{overrides}  }}\n}}\n", encoding="utf-8")
    return config


def write_state(directory: Path, resources: Iterable[tuple[str, str, str, Mapping[str, Any]]]) -> None:
    """A state of resources: the address of the provider, type, name and attributes of each."""
    rows = [
        {
            "mode": "managed",
            "type": type_name,
            "name": name,
            "provider": f'provider["{provider}"]',
            "instances": [{"schema_version": 0, "attributes": attributes}],
        }
        for provider, type_name, name, attributes in resources
    ]
    state = {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "benchmark", "outputs": {}}
    (directory / "terraform.tfstate").write_text(json.dumps(state | {"resources": rows}), encoding="utf-8")


def run(tools: Toolchain, directory: Path, environment: Mapping[str, str], *command: str, failed: str) -> None:
    """Run Terraform; raises SystemExit with `failed` and its words when it fails."""
    done = subprocess.run(
        [tools.terraform, *command, "-no-color", "-lock=false"],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{failed}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def children() -> float:
    """Seconds of the processor that ended processes took which this one started, user and system."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
