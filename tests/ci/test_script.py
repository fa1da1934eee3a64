"""`ci/access.sh`: what its steps refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ci.repository import CI

SCRIPT = CI / "access.sh"
TOKEN = "tanium_api_token"


def run(folder: Path, step: str, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", str(SCRIPT), step],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def change(kind: str, *actions: str) -> dict[str, Any]:
    return {"address": f"{kind}.x", "type": kind, "change": {"actions": list(actions)}}


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ([], {}, 0),
        ([change(TOKEN, "create", "delete"), change("tanium_user", "no-op"), change("tanium_user", "read")], {}, 0),
        ([change(TOKEN, "create")], {}, 0),
        ([change(TOKEN, "delete")], {}, 1),
        ([change(TOKEN, "create", "delete"), change("tanium_user", "update")], {}, 1),
        ([change("splunk_token", "create", "delete")], {}, 1),
        ([], {"complete": False}, 1),
        ([], {"errored": True}, 1),
    ],
    ids=["nothing", "replaced", "new", "only taken away", "a user too", "another type", "incomplete", "errored"],
)
def test_a_rotation_changes_nothing_but_tokens(
    tmp_path: Path, changes: list[dict[str, Any]], more: dict[str, Any], code: int
) -> None:
    (tmp_path / "plans").mkdir()
    plan = {"resource_changes": changes, "complete": True, "errored": False, **more}
    (tmp_path / "plans" / "credentials.json").write_text(json.dumps(plan), encoding="utf-8")
    done = run(tmp_path, "only_tokens", TOKEN_TYPES=TOKEN)
    assert done.returncode == code, done.stderr


def test_sealed_plans_open_with_the_key_alone_and_unchanged(tmp_path: Path) -> None:
    saved = tmp_path / "plans" / "access.tfplan"
    saved.parent.mkdir()
    saved.write_text("secret", encoding="utf-8")
    key = 'it\'s $long "and" odd'
    assert run(tmp_path, "seal").returncode and not (tmp_path / "plans.gpg").exists()
    assert run(tmp_path, "seal", PLAN_KEY=key).returncode == 0
    saved.unlink()
    assert run(tmp_path, "unseal", PLAN_KEY="another").returncode
    sealed = (tmp_path / "plans.gpg").read_bytes()
    (tmp_path / "plans.gpg").write_bytes(sealed[:-9] + bytes([sealed[-9] ^ 1]) + sealed[-8:])
    assert run(tmp_path, "unseal", PLAN_KEY=key).returncode
    (tmp_path / "plans.gpg").write_bytes(sealed)
    saved.unlink(missing_ok=True)
    done = run(tmp_path, "unseal", PLAN_KEY=key)
    assert done.returncode == 0, done.stderr
    assert saved.read_text(encoding="utf-8") == "secret"


@pytest.mark.parametrize(("backend", "ready"), [("local", False), ("s3", True)])
def test_a_state_that_the_next_job_lacks_is_refused(tmp_path: Path, backend: str, ready: bool) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("rolecall", "terraform"):
        (tools / name).write_text(f'#!/bin/sh\necho "{name} $*" >> calls\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    (tmp_path / "made.json").write_text(json.dumps({"//": {"metadata": {"backend": backend}}}, indent=2))
    app = "mkdir -p cdktf.out/stacks/access && cp made.json cdktf.out/stacks/access/cdk.tf.json"
    (tmp_path / "cdktf.json").write_text(json.dumps({"app": app}))
    path = f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = run(tmp_path, "prepare", STACKS="access", PATH=path)
    assert (done.returncode == 0) is ready
    assert ("set ROLECALL_STATE" in done.stderr) is not ready
    assert ("init -input=false" in (tmp_path / "calls").read_text()) is ready


@pytest.mark.parametrize(("backend", "ready"), [("local", False), ("s3", True)])
def test_so_is_one_of_plain_hcl(tmp_path: Path, backend: str, ready: bool) -> None:
    tools, stack = tmp_path / "tools", tmp_path / "access"
    for folder in (tools, stack):
        folder.mkdir()
    for name in ("rolecall", "terraform"):
        (tools / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    (stack / "main.tf").write_text(f'terraform {{\n  backend "{backend}" {{\n  }}\n}}\n', encoding="utf-8")
    done = run(tmp_path, "prepare", STACKS="access", PATH=f"{tools}:{os.environ['PATH']}")
    assert (done.returncode == 0) is ready, done.stderr
    assert ("write another backend into access" in done.stderr) is not ready
    assert "ROLECALL_STATE" not in done.stderr


def test_a_base_commit_that_was_not_fetched_is_no_missing_policy(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = run(tmp_path, "review", BASE="a" * 40)
    assert done.returncode and "Not a valid object name" in done.stderr
