"""The demo as a stranger runs it, to its end and with Ctrl-C in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command_lines import with_command_line
from tests.terraform.installation import Installation

pytestmark = pytest.mark.terraform

ROLECALL = Path(sys.executable).with_name("rolecall")
PATIENCE = 600.0  # seconds


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A HOME and a folder for temporary files of the demo's own; a real vendor's settings, which it must not touch."""
    with_command_line("cdktf")
    (tmp_path / "home").mkdir()
    (tmp_path / "tmp").mkdir()
    real = {"TANIUM_URL": "https://tanium.invalid", "TANIUM_API_TOKEN": "token-of-the-real-vendor"}
    return {**os.environ, **real, "HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}


def left_behind(tmp_path: Path) -> list[str]:
    """Return files that are still there and programs that still run in the demo's folder.

    Not the meeting places below the process that forks the providers, which runs on.
    """
    listed = subprocess.run(["ps", "-A", "-ww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    programs = [line for line in listed.splitlines() if str(tmp_path) in line]
    files = [path for folder in ("home", "tmp") for path in (tmp_path / folder).iterdir()]
    return programs + [str(path) for path in files if not (path.name.startswith("rolecall-run-") and forked(path))]


def forked(meeting_place: Path) -> bool:
    """Whether it is one of providers that a server of the tests has forked."""
    process = meeting_place.name.rpartition("-")[2]
    command = subprocess.run(["ps", "-ww", "-o", "args=", "-p", process], capture_output=True, text=True, check=False)
    return "fork_server" in command.stdout


@pytest.mark.parametrize("dialect", ["classic", "real"])
def test_the_whole_story(environ: dict[str, str], tmp_path: Path, dialect: str, installation: Installation) -> None:
    """The two hundred starts of providers are forks; the interrupted story has them as practitioners do."""
    environ["ROLECALL_PYTHON"] = str(installation.python)
    command = [str(ROLECALL), "demo", "--dialect", dialect]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"({each})" in done.stdout for each in ("platform", "acs", "v2, policy")) is (dialect == "real")
    assert done.stderr == ""
    assert "(Tanium): role Administrator was added outside the code" in done.stdout
    assert "(Tanium) was deactivated outside the code" in done.stdout
    assert "(Tanzu): role cluster.edit on cluster alpha was removed outside the code" in done.stdout
    promoted = {
        "classic": ["(Tanzu): role was changed from 'org_member' to 'org_owner' outside the code"],
        "real": [
            "(Tanzu): role org_member was taken away outside the code",
            "(Tanzu): role org_owner was added outside the code",
        ],
    }
    assert [each for each in promoted[dialect] if each not in done.stdout] == []
    assert "(Splunk): the token 'drift-check' was removed outside the code" in done.stdout
    assert "jane.doe@example.com (Okta): the assignment to Tessian was removed outside the code" in done.stdout
    assert "the provisioning of Tanium SSO (Entra) was stopped outside the code" in done.stdout
    # Before the changes, and after their repair.
    for stack in ("access", "credentials", "single-sign-on"):
        assert done.stdout.count(f"{stack}: no changes") == 2
    assert "\r" not in done.stdout
    assert "\x1b" not in done.stdout
    assert left_behind(tmp_path) == []


def test_ctrl_c_in_the_first_apply_tidies_up(environ: dict[str, str], tmp_path: Path) -> None:
    """This one with the embedded Terraform and Node, as on a machine that has neither."""
    environ |= {"ROLECALL_TERRAFORM": "embedded", "ROLECALL_NODE": "embedded"}
    process = subprocess.Popen(
        [ROLECALL, "demo"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        while not list((tmp_path / "tmp").glob("*/.terraform.access.tfstate.lock.info")):
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        # A terminal sends Ctrl-C to everything in the foreground: here, to the whole group.
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    assert process.returncode == 130, output + errors
    assert "letting cdktf deploy finish" in output
    assert "Tear down" in output
    assert errors == "\nrolecall demo: stopped, and tidied up\n"
    assert left_behind(tmp_path) == []
