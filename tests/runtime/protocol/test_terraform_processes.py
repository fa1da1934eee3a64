"""Real Terraforms and the provider's process: interrupted, killed, under a debugger, and asked fifty things at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.runtime.protocol.harness import TOY, wait_for
from tests.runtime.protocol.toy.store import objects_in
from tests.runtime.protocol.workspace import BOTH, THING, Workspace

pytestmark = pytest.mark.terraform


@BOTH
def test_interrupted_in_the_middle_of_a_create_the_object_is_kept(workspace: Workspace) -> None:
    workspace.write(THING.replace('"first"', '"slow"'))
    process = workspace.start("apply", "-auto-approve", "-no-color")
    wait_for(workspace.store / "sleeping")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to Terraform and to the provider
    out, err = process.communicate(timeout=60)
    assert "Interrupt received" in out
    assert workspace.resources()["toy_thing.a"]["attributes"]["id"] == "1", err
    assert "stop" in workspace.calls()
    assert list(objects_in(workspace.store)) == ["1"]


@BOTH
def test_the_provider_ends_when_terraform_is_killed(workspace: Workspace) -> None:
    workspace.write(THING.replace('"first"', '"slow"'))
    process = workspace.start("apply", "-auto-approve", "-no-color")
    wait_for(workspace.store / "sleeping")
    process.kill()
    process.communicate(timeout=60)
    deadline = time.monotonic() + 20
    while list(workspace.sockets.iterdir()):
        assert time.monotonic() < deadline, "the provider outlives Terraform"
        time.sleep(0.05)
    assert workspace.calls()[-2:] == ["stop", "closed"]


def test_a_debugger_may_hold_the_provider(workspace: Workspace) -> None:
    workspace.write(THING)
    held = subprocess.Popen(
        [sys.executable, TOY, "--debug"], env=workspace.environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert held.stdout is not None
        text = "".join(held.stdout.readline() for _ in range(3))
        value = text.partition("TF_REATTACH_PROVIDERS='")[2].rpartition("'")[0]
        workspace.run("apply", "-auto-approve", TF_REATTACH_PROVIDERS=value)
        workspace.run("plan", "-detailed-exitcode", TF_REATTACH_PROVIDERS=value)
        assert "closed" not in workspace.calls()
    finally:
        held.send_signal(signal.SIGINT)
        held.communicate(timeout=20)
    assert held.returncode == 0
    assert workspace.calls()[-1] == "closed"


def test_fifty_at_once(workspace: Workspace) -> None:
    workspace.write('resource "toy_thing" "many" {\n  count = 60\n  name  = "n${count.index}"\n}\n')
    workspace.run("apply", "-auto-approve", "-parallelism=50")
    assert len(objects_in(workspace.store)) == 60
    workspace.run("destroy", "-auto-approve", "-parallelism=50")
    assert objects_in(workspace.store) == {}
