"""Where stacks keep their state, and that values travel from one to the other by it."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rolecall.cdk.backend import keep_state
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import App, TerraformOutput, TerraformStack
from rolecall.state_url import backend, examples
from tests.cdk.builtin_binding import Data
from tests.cdk.fixtures import run_terraform

USER, PASSWORD = "state", "hunter2"


class StateServer(ThreadingHTTPServer):
    """The least that Terraform's `http` backend asks for: states and locks by path, behind a password."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.states: dict[str, bytes] = {}
        self.calls: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: StateServer

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        # A state is written to `?ID=<the lock's id>`.
        path = self.path.partition("?")[0]
        self.server.calls.append((self.command, path))
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("authorization") != expected:
            return self._send(401)
        if path.endswith("/lock"):
            return self._send(200)
        if self.command == "POST":
            self.server.states[path] = body
        state = self.server.states.get(path)
        return self._send(200, state) if state is not None else self._send(404)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815  # the names that http.server calls

    def _send(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[StateServer]:
    with StateServer() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.mark.terraform
def test_values_cross_stacks_over_http_with_credentials_from_the_environment(
    tmp_path: Path, server: StateServer
) -> None:
    app = App(outdir=str(tmp_path))
    settings = {"ROLECALL_STATE": f"{server.url}/rolecall"}
    access, credentials = TerraformStack(app, "access"), TerraformStack(app, "credentials")
    keep_state(access, environment=settings)
    keep_state(credentials, environment=settings)
    user = Data(access, "user", input="jane ${x}")
    token = Data(credentials, "token", input=f"of {user.output}")
    TerraformOutput(credentials, "who", value=token.output, sensitive=True)
    app.synth()
    login = {"TF_HTTP_USERNAME": USER, "TF_HTTP_PASSWORD": PASSWORD}
    for name in ("access", "credentials"):
        folder = tmp_path / "stacks" / name
        assert PASSWORD not in (folder / "cdk.tf.json").read_text(encoding="utf-8")
        run_terraform(folder, "init", "-input=false", environment=login)
        run_terraform(folder, "apply", "-auto-approve", "-input=false", environment=login)
    outputs = json.loads(run_terraform(folder, "output", "-json", environment=login))
    assert outputs["who"]["value"] == "of jane ${x}"
    assert sorted(server.states) == ["/rolecall/access", "/rolecall/credentials"]
    assert ("POST", "/rolecall/access/lock") in server.calls
    assert ("DELETE", "/rolecall/access/lock") in server.calls


def backends(app: App, *names: str) -> dict[str, dict[str, object]]:
    """The `terraform` blocks of the stacks, without their providers."""
    app.synth()
    found = {name: json.loads((Path(app.outdir) / f"stacks/{name}/cdk.tf.json").read_text()) for name in names}
    return {
        name: {key: data["terraform"][key] for key in ("backend", "cloud") if key in data["terraform"]}
        for name, data in found.items()
    }


def test_where_state_is_kept(app: App, tmp_path: Path) -> None:
    default, moved, chosen = (TerraformStack(app, name) for name in ("default", "moved", "chosen"))
    keep_state(default, environment={})
    keep_state(moved, environment={"ROLECALL_STATE": f"file:{tmp_path}"})
    keep_state(chosen, "s3://acme/rolecall?region=eu-central-1", environment={})
    assert backends(app, "default", "moved", "chosen") == {
        "default": {"backend": {"local": {"path": str(Path.cwd() / "terraform.default.tfstate")}}},
        "moved": {"backend": {"local": {"path": str(tmp_path / "terraform.moved.tfstate")}}},
        "chosen": {
            "backend": {
                "s3": {
                    "bucket": "acme",
                    "key": "rolecall/chosen.tfstate",
                    "region": "eu-central-1",
                    "use_lockfile": True,
                }
            }
        },
    }


def test_the_environment_wins_over_what_the_stack_says(app: App) -> None:
    keep_state(TerraformStack(app, "st"), "s3://acme/rolecall", environment={"ROLECALL_STATE": "gs://other"})
    assert backends(app, "st") == {"st": {"backend": {"gcs": {"bucket": "other", "prefix": "st"}}}}


@pytest.mark.parametrize("url", [*examples(), "s3://acme?endpoint=http://127.0.0.1:9000"])
def test_every_kind_of_state_is_read_by_another_stack(app: App, url: str) -> None:
    """A reference across stacks reads the state where the other one keeps it, and never takes its lock."""
    one, other = TerraformStack(app, "one"), TerraformStack(app, "other")
    for stack in (one, other):
        keep_state(stack, url, environment={})
    Data(other, "copy", input=f"of {Data(one, 'original', input='x').output}")
    made = backends(app, "one")["one"]
    expected = backend(url, "one")
    data = json.loads((Path(app.outdir) / "stacks/other/cdk.tf.json").read_text())
    (read,) = data["data"]["terraform_remote_state"].values()
    if expected.type == "cloud":
        assert made == {"cloud": expected.arguments}
        assert read["backend"] == "remote"
    else:
        assert made == {"backend": {expected.type: {**expected.arguments, **expected.own}}}
        assert read["backend"] == expected.type
    assert read["config"] == expected.arguments


def test_a_state_that_cannot_be_kept_is_an_error_of_the_declaration(app: App) -> None:
    stack = TerraformStack(app, "st")
    for environment in ({"ROLECALL_STATE": "state.example"}, {"ROLECALL_STATE_URL": "https://state.example"}):
        with pytest.raises(DeclarationError, match="ROLECALL_STATE"):
            keep_state(stack, environment=environment)


@pytest.mark.parametrize("url", [*examples(), "file:"])
def test_two_stacks_with_one_state_are_refused(url: str) -> None:
    """Each apply of the one would destroy what the other has made."""
    app = App()
    keep_state(TerraformStack(app, "access"), url, name="credentials", environment={})
    keep_state(TerraformStack(App(), "credentials"), url, environment={})
    other = TerraformStack(app, "credentials")
    with pytest.raises(DeclarationError, match="'access' and 'credentials' would keep one state, 'credentials'"):
        keep_state(other, url, environment={})
    keep_state(other, url, name="tokens", environment={})
