"""`ci/access.sh`: what its steps refuse."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from rolecall.review.policy import read_policy
from tests.ci.machine import ROOT
from tests.ci.script import commit, git, run, tools
from tests.ci.services import Services
from tests.terraform.installation import Installation


def test_sealed_plans_open_with_the_key_alone_and_unchanged(tmp_path: Path) -> None:
    saved = tmp_path / "plans" / "access.tfplan"
    saved.parent.mkdir()
    saved.write_text("secret", encoding="utf-8")
    (saved.parent / "commit").write_text("a" * 40, encoding="utf-8")
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
    assert (saved.parent / "commit").read_text(encoding="utf-8") == "a" * 40


@pytest.mark.parametrize(("backend", "ready"), [("local", False), ("s3", True), ("", False)])
def test_a_state_that_the_next_job_lacks_is_refused(tmp_path: Path, backend: str, ready: bool) -> None:
    """Terraform writes down which backend it has found; nothing, where there is none."""
    (tmp_path / "found.json").write_text(json.dumps({"version": 3, "backend": {"type": backend}}))
    place = "cdktf.out/stacks/access/.terraform"
    found = f"mkdir -p {place}\ncp found.json {place}/terraform.tfstate"
    path = tools(tmp_path, rolecall="", terraform=found if backend else "")
    (tmp_path / "cdktf.json").write_text(json.dumps({"app": "mkdir -p cdktf.out/stacks/access"}))
    done = run(tmp_path, "prepare", STACKS="access", PATH=path)
    assert (done.returncode == 0) is ready, done.stderr
    assert ("set ROLECALL_STATE" in done.stderr) is not ready
    assert "init -input=false" in (tmp_path / "calls").read_text()


@pytest.mark.parametrize(
    ("files", "ready"),
    [
        ({"main.tf": 'terraform {\n  backend "http" {}\n}\n'}, True),
        ({"main.tf": 'terraform {\n\tbackend "local" {}\n}\n'}, False),
        ({"main.tf": 'output "a" {\n  value = 1\n}\n'}, False),
        ({"main.tf": 'terraform {\n  backend /* "http" */ "local" {}\n}\n'}, False),
        (
            {
                "main.tf": 'terraform {\n  backend "http" {}\n}\n',
                "x_override.tf.json": '{"terraform": {"backend": {"local": {}}}}',
            },
            False,
        ),
    ],
    ids=["http", "tab", "none", "comment", "override"],
)
@pytest.mark.terraform
def test_so_is_one_of_plain_hcl_however_it_is_written(
    tmp_path: Path, installation: Installation, files: dict[str, str], ready: bool
) -> None:
    for name, text in files.items():
        (tmp_path / "access").mkdir(exist_ok=True)
        (tmp_path / "access" / name).write_text(text, encoding="utf-8")
    path = f"{tools(tmp_path, rolecall='')}:{installation.tools.terraform.parent}"
    with Services.running() as services:
        address = f"{services.url}/state/access"
        done = run(tmp_path, "prepare", STACKS="access", PATH=path, TF_HTTP_ADDRESS=address)
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


WEAK = "version: 1\ndecide: {lockout: allow}\n"
STRICT = "version: 1\nlosses: {people: 0, percent: 0}\n"
DEFAULT = "version: 1\nlosses: {people: 5, percent: 50}\n"


def reviewed(folder: Path, base: str) -> tuple[str, str | None, str]:
    """The policy that counts, the one that the change is said to bring, and what was printed."""
    (folder / "plans").mkdir()
    done = run(folder, "review", BASE=base, PATH=tools(folder, rolecall=""))
    assert done.returncode == 0, done.stderr
    call = (folder / "calls").read_text()
    assert "--policy plans/policy.yaml " in call
    then = folder / "plans" / "next-policy.yaml"
    assert ("--next-policy plans/next-policy.yaml " in call) is then.exists()
    return (folder / "plans/policy.yaml").read_text(), then.read_text() if then.exists() else None, done.stderr


def test_the_first_push_of_a_branch_has_no_policy_before_it(tmp_path: Path) -> None:
    """Code hosts say so with a commit of zeros."""
    commit(tmp_path, WEAK)
    now, then, said = reviewed(tmp_path, "0" * 40)
    assert (now, then) == (DEFAULT, WEAK)
    assert "The first push of this branch" in said


@pytest.mark.parametrize(
    ("before", "after", "now", "then"),
    [
        (None, None, DEFAULT, None),
        (None, WEAK, DEFAULT, WEAK),
        (STRICT, STRICT, STRICT, None),
        (STRICT, WEAK, STRICT, WEAK),
        (STRICT, None, STRICT, DEFAULT),
    ],
    ids=["never", "added", "same", "weaker", "deleted"],
)
def test_the_policy_before_a_change_counts_and_the_default_where_there_is_none(
    tmp_path: Path, before: str | None, after: str | None, now: str, then: str | None
) -> None:
    base = commit(tmp_path, before)
    commit(tmp_path, after)
    found = reviewed(tmp_path, base)
    assert found[:2] == (now, then)
    assert (f"The commit {base} has no access-policy.yaml" in found[2]) is (before is None)
    assert ("The commit HEAD has no access-policy.yaml" in found[2]) is (after is None and before is not None)


def test_a_branch_from_before_a_policy_is_held_to_it_and_changes_nothing_of_it(tmp_path: Path) -> None:
    commit(tmp_path, None)
    git(tmp_path, "branch", "old")
    commit(tmp_path, STRICT)
    git(tmp_path, "checkout", "--quiet", "old")
    (tmp_path / "people.yaml").write_text("[]\n", encoding="utf-8")
    commit(tmp_path, None)
    assert reviewed(tmp_path, "main") == (STRICT, None, "")


def test_the_default_is_the_policy_of_a_new_repository(tmp_path: Path) -> None:
    (tmp_path / "default.yaml").write_text(DEFAULT, encoding="utf-8")
    written = read_policy(ROOT / "rolecall/cli/repository/files/common/access-policy.yaml")
    default = read_policy(tmp_path / "default.yaml")
    assert (default.losses, default.decide) == (written.losses, written.decide)


@pytest.mark.parametrize("token", ["", "t0ken"])
def test_a_plan_is_applied_while_its_commit_is_the_head_of_the_default_branch(tmp_path: Path, token: str) -> None:
    remote, work = tmp_path / "remote", tmp_path / "work"
    remote.mkdir()
    first = commit(remote, None)
    subprocess.run(["git", "clone", "--quiet", f"file://{remote}", str(work)], check=True)
    path = tools(work, terraform='case "$*" in *show*) echo "{}" ;; esac')
    environment = {"STACKS": "access", "PATH": path, **({"GITHUB_TOKEN": token} if token else {})}
    planned = run(work, "plan", "-lock=false", **environment)
    assert planned.returncode == 0 and "access.tfplan -lock=false\n" in (work / "calls").read_text(), planned.stderr
    done = run(work, "apply", **environment)
    assert done.returncode == 0 and "apply -input=false" in (work / "calls").read_text(), done.stderr
    (work / "calls").unlink()
    # A branch of a misleading name is not asked for.
    git(remote, "branch", "x/HEAD")
    second = commit(remote, None)
    late = run(work, "apply", **environment)
    assert late.returncode == 1 and not (work / "calls").exists()
    assert f"Nothing is applied: these plans are of the commit {first}, and the head" in late.stderr
    assert f"is {second}, whose plan counts now. Release the plan of the latest run" in late.stderr
    (remote / ".git" / "HEAD").unlink()
    blind = run(work, "apply", **environment)
    assert blind.returncode == 1 and not (work / "calls").exists()
    assert "Nothing is applied: the remote does not say which commit is the head" in blind.stderr
    assert not token or token not in late.stderr + blind.stderr
