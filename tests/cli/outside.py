"""A wheel of ours in an environment of its own, with an empty HOME and no checkout in sight."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rolecall import version
from rolecall.cli.packages.platforms import here
from rolecall.cli.toolchain.programs import Toolchain, toolchain_directory
from tests.other_user import OtherUser

ROOT = Path(version.__file__).parents[1]
PARTS = ("rolecall", "providers", "generators")
FILES = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md")
CONFIGURATION = Path(".rolecall/terraform.rc")
ENVIRONMENT = Path(".rolecall/sandbox.env")
OTHER = "linux_arm64" if here() != "linux_arm64" else "linux_amd64"


def sources(folder: Path) -> Path:
    """The sources as an archive of them would hold them, without git."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    return folder


def wheel(folder: Path) -> Path:
    """Build the wheel of the sources in `folder`."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", "dist", "."]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return max((folder / "dist").glob("*.whl"), key=lambda file: file.stat().st_mtime)


def run(
    command: list[str], folder: Path, environ: Mapping[str, str], code: int = 0, user: OtherUser | None = None
) -> str:
    """Everything that a command prints, which ends with `code`."""
    identity = user.identity if user else {}
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, cwd=folder, env=dict(environ), capture_output=True, text=True, check=False, **identity
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


class Outside:
    """An environment with the wheel, a HOME and a working folder that were empty; it sees nothing else of ours.

    Everything in it is done by `user`, where there is one, who has a toolchain of their own.
    """

    def __init__(self, folder: Path, user: OtherUser | None = None) -> None:
        self.user = user
        self.python = user.python if user else Path(sys.executable)
        self.root = folder
        self.folder = folder / "empty"
        self.home = folder / "home"
        self.bin = folder / "venv" / "bin"
        self.mirror = folder / "mirror"
        self.toolchain = self.home / "toolchain" if user else toolchain_directory()
        for each in (self.folder, self.home):
            each.mkdir()
        if user:
            self.toolchain.mkdir()
            for part in ("npm", "wheels"):  # what would take minutes to fetch
                (self.toolchain / part).symlink_to(toolchain_directory() / part)
        self.give()
        self.run([str(self.python), "-m", "venv", "--without-pip", str(self.bin.parent)], folder)
        # The wheel's dependencies are those of the tests' environment; ours comes first and from the wheel alone.
        (library,) = (self.bin.parent / "lib").glob("python3*/site-packages")
        self.library = library
        found = next(path for path in map(Path, sys.path) if (path / "httpx").is_dir())
        (library / "dependencies.pth").write_text(f"{found}\n", encoding="utf-8")
        self.give()

    def give(self) -> None:
        """Make whatever is there the user's own."""
        if self.user:
            self.user.own(self.root)

    def run(
        self, command: list[str], folder: Path | None = None, environ: Mapping[str, str] | None = None, code: int = 0
    ) -> str:
        """Everything that a command of the user prints, which ends with `code`."""
        return run(command, folder or self.folder, environ or self.environment(), code, self.user)

    def tools(self) -> Toolchain:
        """The toolchain as this user has it."""
        found = Toolchain.find({**os.environ, "ROLECALL_TOOLCHAIN": str(self.toolchain)})
        self.give()
        return found

    def install(self, file: Path) -> None:
        """Install a wheel in place of the one before."""
        for old in self.library.glob("rolecall*"):
            shutil.rmtree(old)
        with zipfile.ZipFile(file) as archive:
            archive.extractall(self.library)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_", "LANG"))}
        path = os.pathsep.join([str(self.bin), "/usr/bin", "/bin"])
        return {
            **kept,
            "HOME": str(self.home),
            "PATH": path,
            "ROLECALL_TOOLCHAIN": str(self.toolchain),
            "ROLECALL_CACHE": str(self.home / "bytecode"),
            "ROLECALL_PYTHON": str(self.python),
            "CHECKPOINT_DISABLE": "1",
            "TF_CLI_CONFIG_FILE": str(self.home / "terraform.rc"),
            **more,
        }

    def rolecall(self, *arguments: str) -> str:
        return self.run([str(self.bin / "python"), "-m", "rolecall", *arguments])

    def terraform(self, *arguments: str, vendor: Mapping[str, str] | None = None, code: int = 0) -> str:
        command = [str(Toolchain.find().terraform), *arguments]
        return run(command, self.folder, self.environment(**(vendor or {})), code)

    def pip_install(self, file: Path) -> None:
        """Install a wheel with pip in place of the one before. Its dependencies are there already."""
        for old in self.library.glob("rolecall*"):
            shutil.rmtree(old)
        copied = Path(shutil.copy(file, self.root))
        pip = [str(self.bin / "python"), "-m", "pip", "install", "--quiet"]
        self.run([*pip, "--no-deps", "--no-index", "--ignore-installed", str(copied)])

    def publish(self, sources: Path) -> str:
        """Build the provider's zip from `sources`, beside those of earlier builds; returns its version."""
        script = "import sys; from rolecall.__main__ import main; sys.argv = ['rolecall', *sys.argv[1:]]; main()"
        command = [sys.executable, "-c", script, "packages", str(self.mirror), "--vendor", "tanium"]
        environ = {**self.environment(PYTHONPATH=str(sources)), "ROLECALL_TOOLCHAIN": str(toolchain_directory())}
        run([*command, "--platform", here()], sources, environ)
        return self.rolecall("--version").removeprefix("rolecall ").strip()

    def use_packages(self) -> None:
        """Take the providers from the published zips."""
        file = self.folder / CONFIGURATION
        file.parent.mkdir(parents=True, exist_ok=True)
        block = f'filesystem_mirror {{\n    path = "{self.mirror}"\n  }}'
        file.write_text(f"provider_installation {{\n  {block}\n}}\n", encoding="utf-8")
        self.give()

    @contextmanager
    def sandbox(self) -> Iterator[dict[str, str]]:
        """`rolecall sandbox` for the stacks in the folder, and the variables that it exports."""
        command = [str(self.bin / "rolecall"), "sandbox", "--stacks", ".", "--env", str(ENVIRONMENT)]
        identity = self.user.identity if self.user else {}
        environ = self.tools().environment(self.environment())
        process = subprocess.Popen(command, cwd=self.folder, env=environ, stdout=subprocess.PIPE, text=True, **identity)
        assert process.stdout is not None
        try:
            lines = list(iter(process.stdout.readline, "# serving; stop with Ctrl-C\n"))
            assert (self.folder / ENVIRONMENT).read_text().splitlines(keepends=True) == lines
            words = [word for line in lines for word in shlex.split(line)[1:]]
            yield dict(word.split("=", 1) for word in words)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()

    def configure(self, number: str) -> None:
        wanted = f'{{ source = "rolecall/tanium", version = "{number}" }}'
        (self.folder / "main.tf").write_text(
            f"terraform {{\n  required_providers {{\n    tanium = {wanted}\n  }}\n}}\n"
            'resource "tanium_user" "jane" {\n  name  = "jane"\n  roles = ["Analyst"]\n}\n'
        )

    def build_mirror(self) -> str:
        """Build the mirror, and return the version that it holds now."""
        config = str(self.home / "terraform.rc")
        self.rolecall("mirror", str(self.mirror), "--write-config", config, "--vendor", "tanium")
        return self.rolecall("--version").removeprefix("rolecall ").strip()
