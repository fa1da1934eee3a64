"""Install the pinned CDKTF command line and link the chosen programs: the second half of `make install`.

Takes nothing from HOME and writes nothing there: npm's cache lives in the toolchain folder.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rolecall.cli.toolchain import launchers
from rolecall.cli.toolchain.programs import (
    NODE_MAJORS,
    PROJECT,
    Node,
    Terraform,
    ToolchainError,
    find_cdktf,
    find_node,
    find_terraform,
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
        install_cdktf(directory, found.node)
        cdktf = find_cdktf(directory, found.node)
    except ToolchainError as error:
        print(f"rolecall: {error}", file=sys.stderr)
        return 1
    terraform, node = found.terraform, found.node
    print(f"Terraform {terraform.version} ({'embedded' if terraform.embedded else terraform.source})")
    print(f"Node {node.version} ({'from PyPI' if node.embedded else node.path})")
    print(f"CDKTF command line: {cdktf}")
    return 0


def link_programs() -> Linked:
    """Link the Node and the Terraform that fit into one folder. Raises ToolchainError where one is missing."""
    folder = toolchain_directory() / "bin"
    node = find_node()
    if node is None:
        raise ToolchainError(f"no Node: install Node {' or '.join(map(str, NODE_MAJORS))} and put it on PATH")
    terraform = find_terraform()
    launchers.link(folder / "node", node.path)
    launchers.link(folder / "terraform", terraform.launcher)
    return Linked(folder, node, terraform)


def install_cdktf(directory: Path, node: Node) -> bool:
    """Install the npm packages exactly as `package-lock.json` pins them; return False when they were there.

    Raises ToolchainError when there is no npm, and when it fails; npm's own words are on standard error by then.
    """
    if not node.npm:
        raise ToolchainError(f"no npm: {node.path} has none beside it, and there is none on PATH")
    wanted = _fingerprint()
    stamp = PROJECT / "node_modules" / ".rolecall"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return False
    print("installing the CDKTF command line (about a minute, once)", flush=True)
    # Install scripts are not run: the terminal module comes compiled, and nothing else needs one.
    command = [*node.npm, "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]
    if subprocess.run(command, cwd=PROJECT, env=_npm_environment(directory, node), check=False).returncode:
        raise ToolchainError("npm could not install the CDKTF command line")
    stamp.write_text(wanted, encoding="utf-8")
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in ("package.json", "package-lock.json"):
        digest.update((PROJECT / name).read_bytes())
    return digest.hexdigest() + "\n"


def _npm_environment(directory: Path, node: Node) -> dict[str, str]:
    path = os.pathsep.join([str(node.path.parent), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "npm_config_cache": str(directory / "npm")}
    # npm from PyPI looks for the machine's configuration inside its own package; honour the usual place.
    if _MACHINE_NPMRC.is_file() and not any(name.lower() == "npm_config_globalconfig" for name in os.environ):
        environment["npm_config_globalconfig"] = str(_MACHINE_NPMRC)
    return environment


if __name__ == "__main__":
    sys.exit(main())
