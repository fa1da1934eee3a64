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
    settings = {"ROLECALL_STATE_URL": f"{server.url}/rolecall"}
    access, credentials = TerraformStack(app, "access"), TerraformStack(app, "credentials")
    keep_state(access, settings)
    keep_state(credentials, settings)
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


def test_where_state_is_kept(app: App, tmp_path: Path) -> None:
    default, moved, remote = (TerraformStack(app, name) for name in ("default", "moved", "remote"))
    keep_state(default, {})
    keep_state(moved, {"ROLECALL_STATE_DIR": str(tmp_path)})
    keep_state(remote, {"ROLECALL_STATE_URL": "https://state.example/rolecall/"})
    app.synth()
    backends = {
        name: json.loads((Path(app.outdir) / f"stacks/{name}/cdk.tf.json").read_text())["terraform"]["backend"]
        for name in ("default", "moved", "remote")
    }
    assert backends == {
        "default": {"local": {"path": str(Path.cwd() / "terraform.default.tfstate")}},
        "moved": {"local": {"path": str(tmp_path / "terraform.moved.tfstate")}},
        "remote": {
            "http": {
                "address": "https://state.example/rolecall/remote",
                "lock_address": "https://state.example/rolecall/remote/lock",
                "lock_method": "POST",
                "unlock_address": "https://state.example/rolecall/remote/lock",
                "unlock_method": "DELETE",
            }
        },
    }


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("state.example", "must be an http or https URL"),
        ("ftp://state.example", "must be an http or https URL"),
        ("https://user:hunter2@state.example", "must hold no credentials"),
        ("https://state.example?token=hunter2", "must hold no credentials"),
    ],
)
def test_a_state_url_that_cannot_be_used(app: App, url: str, text: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        keep_state(TerraformStack(app, "st"), {"ROLECALL_STATE_URL": url})
    assert text in str(caught.value)
    assert "hunter2" not in str(caught.value)
