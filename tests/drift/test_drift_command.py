"""`rolecall drift` as a command: exit codes, formats, and what it says of input that it cannot use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall.sandbox.core.faults import Fault
from tests.estate.estate import Estate


def rolecall(folder: Path, estate: Estate | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    vendors = ("TANIUM_", "SPLUNK_", "TANZU_")
    base = {name: value for name, value in os.environ.items() if not name.startswith(vendors)}
    base["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-m", "rolecall", "drift", *arguments],
        cwd=folder,
        env={**base, **(estate.environment if estate is not None else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_clean_drifted_and_incomplete_have_codes_of_their_own(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium")
    state = str(estate.write_state(tmp_path / "state.json"))
    clean = rolecall(tmp_path, estate, state)
    assert (clean.returncode, clean.stderr) == (0, ""), clean.stderr
    assert clean.stdout.rstrip().endswith("No drift.")
    estate.boxes["tanium"].change("user.create", name="mallory", roles=["Administrator"])
    drifted = rolecall(tmp_path, estate, state)
    assert drifted.returncode == 2
    assert "mallory" in drifted.stdout and "1 critical" in drifted.stdout
    assert "\x1b" not in drifted.stdout
    estate.boxes["tanium"].faults.add(Fault(kind="status", path="/api_tokens", status=403))
    missing = rolecall(tmp_path, estate, state)
    assert missing.returncode == 3
    assert "mallory" in missing.stdout and "Incomplete" in missing.stdout
    assert estate.writes() == []


def test_fail_on_a_severity(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium")
    estate.boxes["tanium"].change("user.update", user="user00001", display_name="Somebody Else")
    state = str(estate.write_state(tmp_path / "state.json"))
    assert rolecall(tmp_path, estate, state, "--fail-on", "high").returncode == 0
    assert rolecall(tmp_path, estate, state, "--fail-on", "low").returncode == 2
    wrong = rolecall(tmp_path, estate, state, "--fail-on", "awful")
    assert wrong.returncode == 1 and "critical" in wrong.stderr


def test_several_reports_at_once(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium")
    estate.boxes["tanium"].change("user.create", name="mallory", roles=["Administrator"])
    state = str(estate.write_state(tmp_path / "state.json"))
    done = rolecall(tmp_path, estate, state, "--report", "text", "--report", "json=out/drift.json")
    assert done.returncode == 2
    assert "mallory" in done.stdout
    data = json.loads((tmp_path / "out/drift.json").read_text(encoding="utf-8"))
    assert [item["kind"] for item in data["findings"]] == ["unmanaged_account"]


def test_a_stack_whose_vendor_has_no_credentials_here(estate: Estate, tmp_path: Path) -> None:
    estate.adopt("tanium", "splunk")
    state = str(estate.write_state(tmp_path / "state.json"))
    estate.boxes["tanium"].change("user.create", name="mallory")
    for name in [name for name in estate.environment if name.startswith("SPLUNK_")]:
        del estate.environment[name]
    done = rolecall(tmp_path, estate, state)
    assert done.returncode == 3
    assert "splunk" in done.stdout and "SPLUNK_URL" in done.stdout and "mallory" in done.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"version": 3, "deployment": {"resources": []}}', "format 3"),
        ('{"deployment": {"manifest": {}}}', "another tool"),
        ('{"meta": {"key_provider": {}}, "encrypted_data": "aGVsbG8=", "encryption_version": "v0"}', "encrypted"),
        ('{"format_version": "1.2", "planned_values": {}}', "is a plan"),
        ('{"format_version": "9.0"}', "'9.0'"),
        ("[]", "no Terraform state"),
        ("Error: nothing", "no JSON"),
        ("", "is empty"),
    ],
)
def test_what_is_no_state_is_called_by_its_name(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "state.json").write_text(text, encoding="utf-8")
    done = rolecall(tmp_path, None, "state.json")
    assert done.returncode == 1
    assert says in done.stderr and "Traceback" not in done.stderr


def test_where_there_is_nothing_it_says_what_to_give(tmp_path: Path) -> None:
    done = rolecall(tmp_path, None)
    assert done.returncode == 1 and "cdktf.out" in done.stderr
