"""Install the pinned CDKTF command line and link the chosen programs: the second half of `make install`.

Takes nothing from HOME and writes nothing there: npm's cache lives in the toolchain folder.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from rolecall.cli.toolchain import launchers
from rolecall.cli.toolchain.programs import (
    NODE_MAJORS,
    PROJECT,
    Node,
    ToolchainError,
    find_cdktf,
    find_node,
    find_terraform,
    toolchain_directory,
)

_MACHINE_NPMRC = Path("/etc/npmrc")


def main() -> int:
    """Install what is missing, say what is used, and return the exit code."""
    directory = toolchain_directory()
    try:
        node = find_node()
        if node is None or not node.npm:
            raise ToolchainError(
                f"no Node: install Node {' or '.join(map(str, NODE_MAJORS))} with npm and put it on PATH"
            )
        install_cdktf(directory, node)
        launchers.link(directory / "bin" / "node", node.path)
        cdktf = find_cdktf(directory, node)
        terraform = find_terraform()
        launchers.link(directory / "bin" / "terraform", terraform.launcher)
    except ToolchainError as error:
        print(f"rolecall: {error}", file=sys.stderr)
        return 1
    print(f"Terraform {terraform.version} ({'embedded' if terraform.embedded else terraform.source})")
    print(f"Node {node.version} ({'from PyPI' if node.embedded else node.path})")
    print(f"CDKTF command line: {cdktf}")
    return 0


def install_cdktf(directory: Path, node: Node) -> bool:
    """Install the npm packages exactly as `package-lock.json` pins them; return False when they were there.

    Raises ToolchainError when npm fails; npm's own words are on standard error by then.
    """
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
