"""States in PostgreSQL and in S3, with the real Terraform: kept, locked, read by other stacks and by the jobs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolecall.cdk.backend import keep_state
from rolecall.cdk.toolkit import App, TerraformOutput, TerraformStack
from rolecall.cli.toolchain.programs import Toolchain
from rolecall.sandbox import start
from rolecall.state_url import backend
from tests.cdk.builtin_binding import Data
from tests.cdk.fixtures import run_terraform
from tests.terraform.installation import Installation, requirements
from tests.terraform.state_servers import StateServer, postgresql, postgresql_programs, s3

pytestmark = pytest.mark.terraform
THOUSAND = 1000
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["pg", "s3"])
def server(request: pytest.FixtureRequest) -> Iterator[StateServer]:
    if request.param == "pg" and postgresql_programs() is None:
        pytest.skip("there is no PostgreSQL here; install Debian's package `postgresql` to keep states in it")
    with postgresql() if request.param == "pg" else s3() as running:
        yield running


def terraform(folder: Path, server: StateServer, *arguments: str) -> str:
    return run_terraform(folder, *arguments, environment=server.environment)


def apply(folder: Path, server: StateServer) -> None:
    terraform(folder, server, "init", "-input=false")
    terraform(folder, server, "apply", "-auto-approve", "-input=false")


def configuration(server: StateServer, stack: str, **blocks: object) -> str:
    """A stack as plain JSON, with the backend that the URL means."""
    found = backend(server.url, stack)
    return json.dumps({"terraform": {"backend": {found.type: {**found.arguments, **found.own}}}, **blocks})


def test_values_cross_stacks_by_states_on_a_server(tmp_path: Path, server: StateServer) -> None:
    app = App(outdir=str(tmp_path))
    one, other = TerraformStack(app, "crossing"), TerraformStack(app, "crossed")
    for stack in (one, other):
        keep_state(stack, environment={"ROLECALL_STATE": server.url})
    copy = Data(other, "copy", input=f"of {Data(one, 'original', input='jane ${x}').output}")
    TerraformOutput(other, "said", value=copy.output, sensitive=True)
    app.synth()
    for name in ("crossing", "crossed"):
        folder = tmp_path / "stacks" / name
        apply(folder, server)
        assert not list(folder.glob("terraform.tfstate*"))
        for file in folder.rglob("*"):
            assert not file.is_file() or server.secret.encode() not in file.read_bytes()
    assert json.loads(terraform(folder, server, "output", "-json"))["said"]["value"] == "of jane ${x}"


def test_a_second_apply_is_refused_while_the_first_holds_the_lock(tmp_path: Path, server: StateServer) -> None:
    """The first waits in the middle of its apply until the second was refused."""
    started, go = tmp_path / "started", tmp_path / "go"
    wait = f"touch {started}; until [ -e {go} ]; do sleep 0.05; done"
    slow = {"terraform_data": {"slow": {"provisioner": [{"local-exec": {"command": wait}}]}}}
    for name, resource in (("first", slow), ("second", {"terraform_data": {"other": {}}})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf.json").write_text(configuration(server, "locked", resource=resource))
        terraform(tmp_path / name, server, "init", "-input=false")
    tools = Toolchain.find()
    environment = tools.environment({**os.environ, **server.environment}, Path(os.devnull))
    command = [str(tools.terraform), "apply", "-auto-approve", "-input=false", "-no-color"]
    first = subprocess.Popen(command, cwd=tmp_path / "first", env=environment, stdout=subprocess.PIPE, text=True)
    try:
        while not started.exists():
            assert first.poll() is None, first.communicate()[0]
        second = subprocess.run(
            command, cwd=tmp_path / "second", env=environment, capture_output=True, text=True, check=False
        )
    finally:
        go.touch()
        said = first.communicate()[0]
    assert second.returncode == 1
    assert "Error acquiring the state lock" in second.stderr
    assert first.returncode == 0, said
    assert terraform(tmp_path / "second", server, "state", "list").split() == ["terraform_data.slow"]
    terraform(tmp_path / "second", server, "apply", "-auto-approve", "-input=false")  # the lock is gone


def test_a_state_of_a_thousand_resources(tmp_path: Path, server: StateServer) -> None:
    many = {"terraform_data": {"each": {"count": THOUSAND, "input": "x" * 1000 + "${count.index}"}}}
    (tmp_path / "main.tf.json").write_text(configuration(server, "large", resource=many))
    apply(tmp_path, server)
    state = json.loads(terraform(tmp_path, server, "state", "pull"))
    assert sorted(each["index_key"] for each in state["resources"][0]["instances"]) == list(range(THOUSAND))
    terraform(tmp_path, server, "plan", "-input=false", "-detailed-exitcode")


def test_the_jobs_read_such_states(tmp_path: Path, server: StateServer, installation: Installation) -> None:
    """Drift, who and adopt in a folder whose state is on a server; review takes the plan that Terraform made of it."""
    users = {"tanium_user": {"jane": {"name": "jane", "roles": ["Analyst"]}}}
    blocks = {"provider": {"tanium": {}}, "resource": users}
    data = json.loads(configuration(server, "access", **blocks))
    data["terraform"] |= requirements("tanium")["terraform"]
    folder = tmp_path / "cdktf.out" / "stacks" / "access"
    folder.mkdir(parents=True)
    (folder / "cdk.tf.json").write_text(json.dumps(data))
    with start("tanium") as box:
        environment = installation.environment({**box.environment, **server.environment})

        def run(*arguments: str) -> None:
            command = [str(installation.tools.terraform), *arguments]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr

        run("init", "-input=false")
        run("apply", "-auto-approve", "-input=false")
        assert [file.parent.name for file in tmp_path.rglob("*.tfstate")] == [".terraform"]  # it names the backend

        def rolecall(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "rolecall", *arguments]
            surroundings = {**environment, "PYTHONPATH": str(ROOT)}
            return subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)

        clean = rolecall("drift")
        assert clean.returncode == 0, clean.stdout + clean.stderr
        box.change("role.grant", user="jane", role="Administrator")
        drift = rolecall("drift")
        assert drift.returncode == 2 and "Administrator" in drift.stdout, drift.stdout + drift.stderr
        who = rolecall("who", "--role", "Analyst")
        assert who.returncode == 0 and "jane" in who.stdout
        adopt = rolecall("adopt", "tanium")
        assert "1 objects are in Terraform already." in adopt.stdout, adopt.stdout + adopt.stderr
        with (folder / "plan.json").open("wb") as file:
            run("plan", "-input=false", "-out=saved.tfplan")
            shown = [str(installation.tools.terraform), "show", "-json", "saved.tfplan"]
            subprocess.run(shown, cwd=folder, env=environment, stdout=file, check=True)
        review = rolecall("review", str(folder / "plan.json"))
        assert "Administrator" in review.stdout, review.stdout + review.stderr
