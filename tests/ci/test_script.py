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


BEFORE = {"id": "7", "token": "old", "expires_at": "2026-01-01", "user_id": "42", "name": "ci", "expire_in_days": 30}
NEW = {name: BEFORE[name] for name in ("user_id", "name", "expire_in_days")}
UNKNOWN = {"id": True, "token": True, "expires_at": True}


def change(
    kind: str, *actions: str, after: dict[str, Any] | None = None, unknown: dict[str, Any] | None = None
) -> dict[str, Any]:
    what = {"before": BEFORE, "after": NEW | (after or {}), "after_unknown": UNKNOWN | (unknown or {})}
    return {"address": f"{kind}.x", "mode": "managed", "type": kind, "change": {"actions": list(actions), **what}}


ROTATED = change(TOKEN, "create", "delete")


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ([], {}, ""),
        ([ROTATED, change("tanium_user", "no-op"), change("tanium_user", "read")], {}, ""),
        ([change(TOKEN, "create", "delete", unknown={"status": True})], {}, ""),
        ([change(TOKEN, "create")], {}, "create is not a replacement"),
        ([change(TOKEN, "delete")], {}, "delete is not a replacement"),
        ([change(TOKEN, "update")], {}, "update is not a replacement"),
        ([change(TOKEN, "delete", "create")], {}, "set create_before_destroy"),
        ([change(TOKEN, "create", "delete", after={"user_id": "1"})], {}, "may do so, in user_id"),
        ([change(TOKEN, "create", "delete", unknown={"user_id": True})], {}, "may do so, in user_id"),
        ([change(TOKEN, "create", "delete", after={"expire_in_days": 365})], {}, "may do so, in expire_in_days"),
        ([change(TOKEN, "create", "delete", after={"trusted_ip_addresses": "0.0.0.0/0"})], {}, "in trusted_ip"),
        ([ROTATED, change("tanium_user", "update")], {}, "tanium_user is not in TOKEN_TYPES"),
        ([change("splunk_token", "create", "delete")], {}, "splunk_token is not in TOKEN_TYPES"),
        ([], {"complete": False}, "the plan is not complete"),
        ([], {"errored": True}, "the plan is not complete"),
    ],
)
def test_a_rotation_only_replaces_tokens_by_their_like(
    tmp_path: Path, changes: list[dict[str, Any]], more: dict[str, Any], said: str
) -> None:
    (tmp_path / "plans").mkdir()
    plan = {"resource_changes": changes, "complete": True, "errored": False, **more}
    (tmp_path / "plans" / "credentials.json").write_text(json.dumps(plan), encoding="utf-8")
    done = run(tmp_path, "only_tokens", TOKEN_TYPES=TOKEN)
    assert done.returncode == (1 if said else 0), done.stderr
    assert said in done.stderr and bool(said) == ("left to a person: " in done.stderr)


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


def test_a_base_commit_that_is_not_there_is_no_missing_policy(tmp_path: Path) -> None:
    """After a force push, or where the history was not fetched."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = run(tmp_path, "review", BASE="a" * 40)
    assert done.returncode == 1
    assert "the commit " + "a" * 40 + ", whose policy counts, is not in this clone" in done.stderr
    assert "force push" in done.stderr and "fatal" not in done.stderr


def test_the_first_push_of_a_branch_has_no_policy_before_it(tmp_path: Path) -> None:
    """Code hosts say so with a commit of zeros."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "access-policy.yaml").write_text("version: 1\ndecide: {lockout: allow}\n")
    (tmp_path / "plans").mkdir()
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "rolecall").write_text('#!/bin/sh\necho "$*" >> calls\n', encoding="utf-8")
    (tools / "rolecall").chmod(0o755)
    done = run(tmp_path, "review", BASE="0" * 40, PATH=f"{tools}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plans/policy.yaml").read_text() == "version: 1\nlosses: {people: 5, percent: 50}\n"
    assert "--policy plans/policy.yaml" in (tmp_path / "calls").read_text()
    assert "The first push of this branch" in done.stderr
