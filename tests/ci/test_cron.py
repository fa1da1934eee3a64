"""The cron job, run as it is written, against a stand-in vendor."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.estate.estate import Estate

ROOT = Path(__file__).parents[2]
CRON = ROOT / "rolecall" / "cli" / "ci" / "cron"


def shell(script: str, folder: Path, estate: Estate, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `script` as a CI runner does, with `rolecall` on the path."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "rolecall").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rolecall "$@"\n', encoding="utf-8")
    (tools / "rolecall").chmod(0o755)
    base = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**base, **estate.environment, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def drifted(tmp_path: Path) -> Any:
    with Estate.open("tanium") as estate:
        estate.adopt()
        (tmp_path / "states").mkdir()
        estate.write_state(tmp_path / "states" / "access.tfstate")
        yield estate


def test_the_cron_script_speaks_only_when_there_is_something_to_say(drifted: Estate, tmp_path: Path) -> None:
    script = f'"{CRON / "drift.sh"}" states/access.tfstate'
    metrics = tmp_path / "metrics"
    metrics.mkdir()
    places = {"REPORTS": str(tmp_path / "reports"), "METRICS": str(metrics)}
    quiet = shell(script, tmp_path, drifted, **places)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    assert "rolecall_drift_complete 1" in (metrics / "rolecall.prom").read_text(encoding="utf-8")
    assert oct((tmp_path / "reports" / "drift.json").stat().st_mode)[-3:] == "600"
    drifted.boxes["tanium"].change("user.create", name="mallory")
    loud = shell(script, tmp_path, drifted, **places)
    assert loud.returncode == 2 and "mallory" in loud.stdout
    assert [file.name for file in metrics.iterdir()] == ["rolecall.prom"]
    broken = shell(f'"{CRON / "drift.sh"}" missing.tfstate', tmp_path, drifted, **places)
    assert broken.returncode == 1 and "mallory" not in broken.stdout and "missing.tfstate" in broken.stderr


def test_the_crontab_line_reads_its_environment_and_ends_with_the_code(drifted: Estate, tmp_path: Path) -> None:
    (line,) = [text for text in (CRON / "crontab").read_text(encoding="utf-8").splitlines() if " exec " in text]
    command = line.split(" ", 5)[5]
    settings = "".join(f"{name}='{value}'\n" for name, value in drifted.environment.items())
    (tmp_path / "environment").write_text(settings, encoding="utf-8")
    command = re.sub(r"/srv/states/credentials\.tfstate", "", command)
    for there, here in (
        ("/etc/rolecall/environment", tmp_path / "environment"),
        ("/opt/rolecall", CRON),
        ("/srv/states", tmp_path / "states"),
    ):
        command = command.replace(there, str(here))
    drifted.boxes["tanium"].change("user.create", name="mallory")
    drifted.environment = {}
    done = shell(command, tmp_path, drifted, REPORTS=str(tmp_path / "reports"))
    assert done.returncode == 2, done.stderr
    assert "mallory" in done.stdout
