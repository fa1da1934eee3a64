"""The small shell scripts that start Terraform and the CDKTF command line.

Each is written into the toolchain folder when it is first needed and rewritten only when its text differs, so
that a running program never sees its launcher change under it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rolecall.cli.toolchain import embedded_terraform


def native_terraform(directory: Path, binary: Path) -> Path:
    """Return a launcher for the native Terraform at `binary`, written below `directory`.

    It ignores SIGHUP, which `cdktf` 0.21 sends on Ctrl-C: Terraform would die in the middle of an apply,
    record nothing and leave its lock behind. With the signal ignored Terraform gets the Ctrl-C alone, ends
    the running calls and writes its state.
    """
    text = f"#!/bin/sh\ntrap '' HUP\nexec {shlex.quote(str(binary))} \"$@\"\n"
    folder = hashlib.sha256(os.fsencode(binary)).hexdigest()[:12]
    return write_executable(directory / "terraform" / folder / "terraform", text)


def embedded(directory: Path, library: Path) -> Path:
    """Return a launcher for the Terraform inside the shared library at `library`, written below `directory`."""
    command = [sys.executable, "-I", "-S", embedded_terraform.__file__, str(library)]
    text = f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n'
    return write_executable(directory / "terraform" / "embedded" / "terraform", text)


def command_line(directory: Path, name: str, node: Path, script: Path, defaults: Mapping[str, str]) -> Path:
    """Return a launcher `name` that runs a CDK's command line, `script`, with `node`, written below `directory`.

    The command line looks for `node` and `python` on PATH, and for Terraform by TERRAFORM_BINARY_NAME; the launcher
    sees to all three.
    `defaults` are environment variables for runs that do not set them.
    """
    folder = directory / "path" / hashlib.sha256(os.fsencode(node)).hexdigest()[:12]
    link(folder / "node", node)
    # A link to the interpreter of a virtual environment would leave the environment behind.
    write_executable(folder / "python", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    defaults = {"TERRAFORM_BINARY_NAME": str(directory / "bin" / "terraform"), **defaults}
    lines = [
        "#!/bin/sh",
        f'export PATH={shlex.quote(str(folder))}:"$PATH"',
        *(f'export {name}="${{{name}:-"{_quoted(value)}"}}"' for name, value in defaults.items()),
        f'exec node {shlex.quote(str(script))} "$@"',
    ]
    return write_executable(directory / "bin" / name, "\n".join(lines) + "\n")


def write_executable(path: Path, text: str) -> Path:
    """Make `path` an executable file that holds `text`; leave it alone when it already is. Return `path`."""
    if path.is_file() and path.read_text(encoding="utf-8") == text and os.access(path, os.X_OK):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).chmod(0o755)
    Path(temporary).replace(path)
    return path


def link(path: Path, target: Path) -> Path:
    """Make `path` a symbolic link to `target`; leave it alone when it already is. Return `path`."""
    if path.is_symlink() and path.readlink() == target:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=".new-"))
    (temporary / "link").symlink_to(target)
    (temporary / "link").replace(path)
    temporary.rmdir()
    return path


def _quoted(text: str) -> str:
    """Return text as it stands between double quotes in a shell script."""
    return re.sub(r'(["$`\\])', r"\\\1", text)
