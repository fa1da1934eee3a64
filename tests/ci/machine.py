"""A machine of a CI system: an empty HOME, a PATH of its own, and Python where it is asked for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rolecall.cli.toolchain.programs import toolchain_directory

ROOT = Path(__file__).parents[2]
ARTIFACTS = "artifacts"


@dataclass
class Done:
    """A job that has run: its code, everything that it printed, and its folder as it left it."""

    code: int
    log: str
    folder: Path
    summary: str = ""
    uploads: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Machine:
    """One fresh machine for one job, below `folder`; `image` is what its environment has from the start."""

    folder: Path
    image: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in (self.home, self.work, self.temp, self.tools):
            path.mkdir(parents=True)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def work(self) -> Path:
        """Where the repository is checked out."""
        return self.folder / "work"

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    @property
    def tools(self) -> Path:
        """What `setup-python`, or the image, puts on PATH."""
        return self.folder / "tools"

    def environment(self) -> dict[str, str]:
        """What a machine has before the CI system adds its own.

        Downloads, and what Python and Node make of them once per machine, are those of the tests' toolchain folder.
        """
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.home),
            "CI": "true",
            "ROLECALL_TOOLCHAIN": str(toolchain_directory()),
            "ROLECALL_CACHE": str(toolchain_directory() / "bytecode"),
            "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(toolchain_directory() / "jsii"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_DEPS": "1",
            **self.image,
        }

    def install_python(self) -> None:
        """Put `python`, `pip` and what requirements.txt asks for into the tools: the tests' Python and its packages.

        pip finds what is asked for installed, so that it asks no index, and what that needs was installed with it.
        """
        for name, module in (("python", ""), ("python3", ""), ("pip", "-m pip"), ("rolecall", "-m rolecall")):
            path = self.tools / name
            text = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {module} "$@"\n'
            path.write_text(text, encoding="utf-8")
            path.chmod(0o755)

    def checkout(self, repository: Path, commit: str, depth: int) -> None:
        """Fetch one commit, and of its history as much as `depth` says; 0 is all of it."""
        git = ["git", "-C", str(self.work)]
        shallow = [f"--depth={depth}"] if depth else []
        wanted = [commit] if depth else ["+refs/heads/*:refs/remotes/origin/*", commit]
        subprocess.run(["git", "init", "--quiet", str(self.work)], check=True)
        subprocess.run([*git, "remote", "add", "origin", f"file://{repository}"], check=True)
        subprocess.run([*git, "fetch", "--quiet", *shallow, "origin", *wanted], check=True)
        subprocess.run([*git, "checkout", "--quiet", commit], check=True)

    def bash(self, script: str, environment: Mapping[str, str], options: str) -> tuple[int, str]:
        """Run a script as the CI systems do: from a file, without a terminal."""
        file = self.temp / "step.sh"
        file.write_text(script, encoding="utf-8")
        done = subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", f"-{options}", "pipefail", str(file)],
            cwd=self.work,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def keep(self, source: str, store: Path) -> list[str]:
        """Copy what an artifact's path names into `store`; gives the names."""
        found = sorted(self.work.glob(source))
        for path in found:
            target = store / path.relative_to(self.work)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        return [str(path.relative_to(self.work)) for path in found]

    def fetch(self, store: Path) -> None:
        """Copy everything in `store` into the repository's folder."""
        shutil.copytree(store, self.work, dirs_exist_ok=True)
