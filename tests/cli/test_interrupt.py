"""Ctrl-C on the real `cdktf deploy` in the middle of a create loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from signal import SIGINT
from typing import Any

import pytest

from rolecall.cli.packages import mirror
from rolecall.sandbox import start
from tests.cli.command_lines import with_command_line

PATIENCE = 60.0  # seconds
STATE = "terraform.stack.tfstate"
MANIFEST = {
    "version": "0.21.0",
    "stacks": {
        "stack": {
            "name": "stack",
            "constructPath": "stack",
            "synthesizedStackPath": "stacks/stack/cdk.tf.json",
            "workingDirectory": "stacks/stack",
            "annotations": [],
            "dependencies": [],
        }
    },
}


def prepare(folder: Path) -> Path:
    """Lay out an app that "synthesizes" one Tanium user, and a mirror; return the CLI configuration."""
    built = mirror.build(folder / "mirror", ["tanium"])
    stack: dict[str, Any] = {
        "//": {"metadata": {"stackName": "stack", "version": "0.21.0", "backend": "local"}, "outputs": {}},
        "terraform": {
            "required_providers": {"tanium": {"source": "rolecall/tanium", "version": built.version}},
            "backend": {"local": {"path": f"../../../{STATE}"}},
        },
        "resource": {"tanium_user": {"jane": {"name": "jane"}}},
    }
    place = folder / "prepared" / "stacks" / "stack"
    place.mkdir(parents=True)
    (place / "cdk.tf.json").write_text(json.dumps(stack))
    (folder / "prepared" / "manifest.json").write_text(json.dumps(MANIFEST))
    app = "mkdir -p cdktf.out && cp -r prepared/. cdktf.out"
    (folder / "cdktf.json").write_text(json.dumps({"language": "python", "app": app, "projectId": "interrupt"}))
    config = folder / "terraform.rc"
    config.write_text(built.cli_config())
    return config


@pytest.mark.terraform
@pytest.mark.parametrize(("kind", "cdk"), [("native", "cdktf"), ("embedded", "cdktf"), ("found", "cdktn")])
def test_ctrl_c_lets_the_running_create_end_and_records_it(kind: str, cdk: str, tmp_path: Path) -> None:
    chosen = {"ROLECALL_TERRAFORM": "embedded"} if kind == "embedded" else {}
    tools = with_command_line(cdk, {**os.environ, **chosen})
    if kind == "native" and tools.embedded:
        pytest.skip("no native Terraform on PATH")
    assert tools.cdktf is not None
    config = prepare(tmp_path)
    lock = tmp_path / f".{STATE}.lock.info"
    with start("tanium", latency=1.0) as vendor:
        deploy = subprocess.Popen(
            [tools.cdktf, "deploy", "stack", "--auto-approve"],
            cwd=tmp_path,
            env=tools.environment({**os.environ, **vendor.environment}, config),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        deadline = time.monotonic() + PATIENCE
        created: list[str] = []
        # The vendor has the user now, and answers a second later.
        while not created and deploy.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
            created = [str(user.id) for user in list(vendor.store.users.values()) if user.name == "jane"]
        deploy.send_signal(SIGINT)
        output, _ = deploy.communicate(timeout=PATIENCE)
        assert created, output
        # cdktf gives up at once, cdktn waits for what runs and says that it went well.
        assert deploy.returncode == (1 if cdk == "cdktf" else 0), output
        # The command line does not wait for Terraform; Terraform ends by itself and lets go of its lock.
        while lock.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    assert not lock.exists()
    state = json.loads((tmp_path / STATE).read_text())
    assert [item["instances"][0]["attributes"]["id"] for item in state["resources"]] == created
