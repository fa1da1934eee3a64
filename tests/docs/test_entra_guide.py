"""The guide from Entra to Tanium, run as it stands: nothing is done by hand, and somebody arrives in Tanium."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ci.machine import ROOT, Machine
from tests.docs.test_guides import fences

pytestmark = pytest.mark.terraform

EXAMPLE = "entra_to_tanium"
ARRIVED = 'curl --silent "${SCIM_URL%/scim/v2}/__sandbox__/state" > arrived.json'


def test_the_guide_goes_as_it_says(tmp_path: Path) -> None:
    page = ROOT / "docs/guides/entra-to-tanium.md"
    machine = Machine(tmp_path / "machine")
    machine.install_python()
    shutil.copytree(ROOT / "examples" / EXAMPLE, machine.work / EXAMPLE)
    *steps, end = fences(page, "sh")
    environment = machine.environment()
    environment["PATH"] = f"{machine.tools}:{environment['PATH']}"
    script = "\n".join(["trap 'kill $(jobs -p)' EXIT", *steps, ARRIVED, end])
    code, log = machine.bash(script, environment, "eo")
    assert code == 0, log
    assert "No changes" in log and "was provisioned" in log and "starts over" in log
    assert "create Ada Lovelace: success" in log
    arrived = (machine.work / "arrived.json").read_text(encoding="utf-8")
    assert "ada@example.onmicrosoft.com" in arrived and "eve@example.onmicrosoft.com" not in arrived
    assert "destroyed." in log.rpartition("starts over")[2]
