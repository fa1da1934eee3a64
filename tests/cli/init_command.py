"""The command `rolecall init`, and what it makes for a stack of any kind."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from rolecall.cli.commands import app

COMMON = {
    ".gitignore",
    ".gitlab-ci.yml",
    ".github/workflows/access-deploy.yml",
    ".github/workflows/access-drift.yml",
    ".github/workflows/access-review.yml",
    "README.md",
    "access-policy.yaml",
    "ci/access.sh",
    "requirements.txt",
}


def init(folder: Path, *arguments: str, code: int = 0) -> Result:
    """The command in this process; as a program of its own it runs where a terminal is asked."""
    done = CliRunner().invoke(app, ["init", str(folder), *arguments], prog_name="rolecall", catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
