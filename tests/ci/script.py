"""`ci/access.sh` as a program, and what its tests set up around it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.ci.repository import CI

SCRIPT = CI / "access.sh"


def run(folder: Path, step: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", str(SCRIPT), step, *arguments],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *arguments: str) -> str:
    person = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"]
    command = ["git", "-C", str(folder), *person, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, policy: str | None) -> str:
    """Commit with another policy, or with none."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    if policy is None:
        (folder / "access-policy.yaml").unlink(missing_ok=True)
    else:
        (folder / "access-policy.yaml").write_text(policy, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Change")
    return git(folder, "rev-parse", "HEAD")


def tools(folder: Path, **scripts: str) -> str:
    """Stand-ins of programs that write down how they were called; gives the PATH with them."""
    place = folder / "tools"
    place.mkdir(exist_ok=True)
    for name, script in scripts.items():
        (place / name).write_text(f'#!/bin/sh\necho "{name} $*" >> "{folder}/calls"\n{script}\n', encoding="utf-8")
        (place / name).chmod(0o755)
    return f"{place}:{Path(sys.executable).parent}:{os.environ['PATH']}"
