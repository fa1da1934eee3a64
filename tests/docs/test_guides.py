"""The guides do what they say: commands exist, stacks synthesize, HCL is as `terraform fmt` has it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from rolecall.cli.commands import app
from rolecall.cli.toolchain.programs import Toolchain
from tests.ci.machine import Machine

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PAGES = [*GUIDES, *sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"^`([\w.-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)


def fences(page: Path, *languages: str) -> list[str]:
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [text for language, text in found if language in languages]


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each call of `rolecall` on a page."""
    for text in fences(page, "sh", "shell", "console"):
        for line in text.replace("\\\n", " ").splitlines():
            for call in re.findall(
                r"(?:^|[\s(/])rolecall( [^|&;>#)\n]*)", line.removeprefix("$ ").partition("   #")[0]
            ):
                yield shlex.split(call)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_and_option_exists(page: Path) -> None:
    known: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    for words in commands(page):
        if words[0].startswith("-"):
            continue
        assert words[0] in known, f"rolecall {words[0]}"
        command, rest = known[words[0]], words[1:]
        if rest and rest[0] in getattr(command, "commands", ()):
            command, rest = command.commands[rest[0]], rest[1:]
        if command.context_settings.get("ignore_unknown_options"):
            continue  # another command line takes them
        options = {name for each in command.params for name in each.opts} | {"--help"}
        for word in rest:
            assert not word.startswith("--") or word.partition("=")[0] in options, f"rolecall {shlex.join(words)}"


@pytest.mark.parametrize("page", [page for page in GUIDES if fences(page, "python")], ids=lambda page: page.stem)
def test_stacks_synthesize(page: Path, tmp_path: Path) -> None:
    for name, text in NAMED.findall(page.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "main.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"jane"' in (tmp_path / "cdktf.out/stacks/access/cdk.tf.json").read_text(encoding="utf-8")


def test_terraform_fmt_leaves_the_hcl_of_every_page_alone(tmp_path: Path) -> None:
    for page in [*PAGES, *sorted((ROOT / "docs/providers").rglob("*.md"))]:
        for number, text in enumerate(fences(page, "terraform", "hcl")):
            name = "-".join(page.relative_to(ROOT).with_suffix("").parts)
            (tmp_path / f"{name}-{number}.tf").write_text(text, encoding="utf-8")
    assert len(list(tmp_path.iterdir())) > 100
    command = [str(Toolchain.find().terraform), "fmt", "-check", "-diff", "-no-color", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.terraform
def test_the_first_ten_minutes_go_as_the_guide_says(tmp_path: Path) -> None:
    page = ROOT / "docs/guides/first-ten-minutes.md"
    machine = Machine(tmp_path / "machine")
    machine.install_python()
    for name, text in NAMED.findall(page.read_text(encoding="utf-8")):
        (machine.work / name).write_text(text, encoding="utf-8")
    install, *rest = fences(page, "sh")
    assert "pip install" in install  # what it installs is here already
    environment = machine.environment()
    environment["PATH"] = f"{machine.tools}:{environment['PATH']}"
    code, log = machine.bash("trap 'kill $(jobs -p)' EXIT\n" + "\n".join(rest), environment, "eo")
    assert code == 0, log
    assert "1 added, 0 changed, 0 destroyed" in log and "Administrator" in log
    assert "0 added, 1 changed, 0 destroyed" in log and "1 destroyed" in log
