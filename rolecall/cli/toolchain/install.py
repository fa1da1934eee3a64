"""Install the chosen CDK's pinned command line and link the chosen programs: the second half of `make install`.

Takes nothing from HOME and writes nothing there: npm's cache lives in the toolchain folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rolecall.cli.toolchain import launchers
from rolecall.cli.toolchain.programs import (
    Node,
    Terraform,
    ToolchainError,
    find_command_line,
    find_node,
    find_terraform,
    the_cdk,
    toolchain_directory,
)

_MACHINE_NPMRC = Path("/etc/npmrc")


@dataclass(frozen=True)
class Linked:
    """Node and Terraform, and the folder that holds links to both."""

    folder: Path
    node: Node
    terraform: Terraform


def main() -> int:
    """Install what is missing, say what is used, and return the exit code."""
    directory = toolchain_directory()
    try:
        found = link_programs()
        launcher = install_command_line(directory, found.node)
    except ToolchainError as error:
        print(f"rolecall: {error}", file=sys.stderr)
        return 1
    terraform, node = found.terraform, found.node
    print(f"Terraform {terraform.version} ({'embedded' if terraform.embedded else terraform.source})")
    print(f"Node {node.version} ({'from PyPI' if node.embedded else node.path})")
    print(f"{the_cdk().title}: {launcher}")
    return 0


def link_programs() -> Linked:
    """Link the Node and the Terraform that fit into one folder. Raises ToolchainError where one is missing."""
    folder = toolchain_directory() / "bin"
    node = find_node()
    if node is None:
        raise ToolchainError(f"no Node: install Node {the_cdk().node_versions}, and put it on PATH")
    terraform = find_terraform()
    launchers.link(folder / "node", node.path)
    launchers.link(folder / "terraform", terraform.launcher)
    return Linked(folder, node, terraform)


def install_command_line(directory: Path, node: Node) -> Path:
    """Install the npm packages exactly as the CDK's `package-lock.json` pins them, once; return the launcher.

    Raises ToolchainError when there is no npm, and when it fails; npm's own words are on standard error by then.
    """
    cdk = the_cdk()
    install_packages(cdk.pins, cdk.folder(directory), node, f"the command line of {cdk.title}")
    launcher = find_command_line(directory, node)
    if launcher is None:
        raise ToolchainError(f"npm has installed {cdk.package} without {cdk.script}")
    return launcher


def install_packages(pins: Path, folder: Path, node: Node, title: str) -> None:
    """Install into `folder` what the package-lock.json among the files of `pins` says, once; `title` is what it is.

    Raises ToolchainError when there is no npm, and when it fails; npm's own words are on standard error by then.
    """
    files = sorted(file for file in pins.iterdir() if file.is_file())
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest() + "\n"
    stamp = folder / "node_modules" / ".rolecall"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not node.npm:
        raise ToolchainError(f"no npm: {node.path} has none beside it, and there is none on PATH")
    print(f"installing {title} (about a minute, once)", file=sys.stderr, flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
    # Install scripts are not run: the terminal module comes compiled, and nothing else needs one.
    command = [*node.npm, "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]
    environment = _npm_environment(toolchain_directory(), node)
    if subprocess.run(command, cwd=folder, env=environment, stdout=sys.stderr, check=False).returncode:
        raise ToolchainError(f"npm could not install {title}")
    stamp.write_text(wanted, encoding="utf-8")


def _npm_environment(directory: Path, node: Node) -> dict[str, str]:
    path = os.pathsep.join([str(node.path.parent), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "npm_config_cache": str(directory / "npm")}
    # npm from PyPI looks for the machine's configuration inside its own package; honour the usual place.
    if _MACHINE_NPMRC.is_file() and not any(name.lower() == "npm_config_globalconfig" for name in os.environ):
        environment["npm_config_globalconfig"] = str(_MACHINE_NPMRC)
    return environment


if __name__ == "__main__":
    sys.exit(main())
