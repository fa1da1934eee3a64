"""The pull request workflow under `examples/ci`: its review step, run as it is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.review.plans import change, plan

ROOT = Path(__file__).parents[2]
HEAD, OLD = "a" * 40, "b" * 40
POLICY = "version: 1\napproval:\n  - {name: all, by: [grace, linus, ada], count: 1}\n"

WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / "examples/ci/github-review.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["review"]["steps"]


def step(name: str) -> str:
    """The script of a step, with what GitHub puts in place of its expressions."""
    (script,) = [str(each["run"]) for each in STEPS if each.get("name") == name]
    return script.replace("${{ github.event.pull_request.head.sha }}", HEAD)


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder as the step finds it: plans, an installed `rolecall`, and a policy on the base branch alone."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "access-policy.yaml").write_text(POLICY, encoding="utf-8")
    author = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run(["git", "-C", str(tmp_path), "add", "access-policy.yaml"], check=True)
    subprocess.run(["git", "-C", str(tmp_path), *author, "commit", "-qm", "Policy"], check=True)
    (tmp_path / "access-policy.yaml").write_text("version: 1\n", encoding="utf-8")  # what the pull request says
    program(tmp_path / "bin" / "rolecall", f'#!/bin/sh\nexec "{sys.executable}" -m rolecall "$@"\n')
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "activate").write_text("", encoding="utf-8")
    user = {"name": "ada", "email": "ada@example.com", "roles": ["Analyst"]}
    plan(tmp_path, change("tanium_user", "a", None, user, unknown={"id": True}), name="access.json")
    plan(tmp_path, name="credentials.json", timestamp="2026-01-02T03:04:06Z")
    return tmp_path


def run(script: str, folder: Path, *reviews: tuple[str, str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does; `gh` answers with `reviews` and writes down how it was called."""
    rows = "".join("\t".join(row) + "\n" for row in reviews)
    (folder / "answer").write_text(rows, encoding="utf-8")
    program(folder / "bin" / "gh", f'#!/bin/sh\necho "$@" >> "{folder}/calls"\ncat "{folder}/answer"\n')
    variables = {"AUTHOR": "ada", "NUMBER": "7", "BASE": "HEAD", "GITHUB_REPOSITORY": "example/access"}
    base = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**base, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("reviews", "code"),
    [
        ([], 4),
        ([("grace", "APPROVED", HEAD)], 0),
        ([("grace", "APPROVED", OLD)], 4),
        ([("grace", "APPROVED", HEAD), ("grace", "CHANGES_REQUESTED", HEAD)], 4),
        ([("grace", "CHANGES_REQUESTED", HEAD), ("grace", "APPROVED", HEAD), ("grace", "COMMENTED", HEAD)], 0),
        ([("ada", "APPROVED", HEAD)], 4),
        ([("mallory", "APPROVED", HEAD)], 4),
        ([("mallory", "APPROVED", HEAD), ("linus", "APPROVED", HEAD)], 0),
    ],
    ids=["nobody", "approved", "an older commit", "withdrawn", "commented after", "the author", "a stranger", "two"],
)
def test_whose_approval_counts(checkout: Path, reviews: list[tuple[str, str, str]], code: int) -> None:
    done = run(step("Review"), checkout, *reviews)
    assert done.returncode == code, done.stdout + done.stderr
    assert "ada@example.com" in done.stdout
    assert "pulls/7/reviews" in (checkout / "calls").read_text(encoding="utf-8")


def test_what_is_uploaded_and_commented_is_there(checkout: Path) -> None:
    run(step("Review"), checkout)
    wanted = [each["with"] for each in STEPS if "upload" in str(each.get("uses"))]
    named = [str(each.get("sarif_file") or each.get("path")) for each in wanted]
    assert sorted(named) == ["evidence.csv", "review.sarif"]
    assert all((checkout / name).stat().st_size for name in named)
    assert json.loads((checkout / "review.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    done = run(step("Comment"), checkout)
    assert done.returncode == 0
    assert "pr comment 7 --edit-last --create-if-none --body-file review.md" in (checkout / "calls").read_text()
    assert "gains role Analyst" in (checkout / "review.md").read_text(encoding="utf-8")


def test_reports_are_kept_although_the_review_fails() -> None:
    after = [each for each in STEPS if "upload" in str(each.get("uses")) or each.get("name") == "Comment"]
    assert len(after) == 3
    assert all(str(each["if"]).startswith("always() && hashFiles(") for each in after)


def test_the_steps_are_good_shell_and_no_plan_is_an_artifact() -> None:
    for each in STEPS:
        if "run" in each:
            subprocess.run(["bash", "-n", "-c", each["run"]], check=True)
        assert ".json" not in str(each.get("with", {}))
    assert "rolecall mirror" in step("Plan") and "show -json saved.tfplan" in step("Plan")
    assert WORKFLOW["permissions"]["contents"] == "read"
