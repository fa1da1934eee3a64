"""The Terraform command, run only to print what it knows as JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from rolecall.reports.errors import JobError


def show_json(folder: Path) -> Any:
    """The output of `terraform show -json` in `folder`. Raises JobError, with Terraform's own words where it failed.

    The program is `terraform`, or what TERRAFORM_BINARY_NAME names, as for the CDKTF command line.
    """
    done = _run(folder, "show", "-json", "-no-color")
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip() or "it said nothing"
        raise JobError(
            f"`terraform show -json` failed in {folder}:\n{said}",
            hint="Run `terraform init` there first. Where the state is encrypted or remote, it needs the same "
            "credentials as `terraform plan`.",
        )
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise JobError(
            f"`terraform show -json` in {folder} printed no JSON.", hint="Try another version of Terraform."
        ) from None


def pull_state(folder: Path) -> Any:
    """The raw state that `terraform state pull` prints in `folder`; None where it prints none that can be read.

    It holds what `show -json` leaves out, the private state of providers. Raises JobError where there is no program.
    """
    done = _run(folder, "state", "pull")
    try:
        return json.loads(done.stdout) if done.returncode == 0 else None
    except ValueError:
        return None


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    name = os.environ.get("TERRAFORM_BINARY_NAME") or "terraform"
    program = shutil.which(name)
    if program is None:
        raise JobError(
            f"{folder} is a folder, and there is no {name!r} to read its state with.",
            hint="Install Terraform, or give a file that `terraform show -json` made elsewhere.",
        )
    return subprocess.run([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
