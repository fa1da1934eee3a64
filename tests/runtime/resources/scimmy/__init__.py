"""A SCIM server that others wrote, on SCIMMY, the common library for Node, as a process on loopback.

What it does unlike the sandbox, seen in 1.3.5: a query of a PATCH, such as `excludedAttributes`, is applied to what is
stored; a PATCH that changes nothing is answered with 204. npm installs
the package as `server/package-lock.json` pins it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rolecall.cli.toolchain.install import install_packages
from rolecall.cli.toolchain.programs import find_node, toolchain_directory

_SERVER = Path(__file__).with_name("server")


@contextmanager
def scimmy() -> Iterator[Mapping[str, str]]:
    """Serve users (with the enterprise extension) and groups until the block ends; gives the provider's environment."""
    token = secrets.token_urlsafe(24)
    node = find_node(os.environ)
    assert node is not None, "no Node: run `make install`"
    folder = toolchain_directory() / "npm" / "scimmy"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:  # of several workers one installs
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_packages(_SERVER, folder, node, "SCIMMY")
    with subprocess.Popen(
        [str(node.path), str(folder / "server.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SCIMMY_TOKEN": token},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            yield {"SCIM_URL": f"http://127.0.0.1:{port}/scim/v2", "SCIM_TOKEN": token}
        finally:
            process.stdin.close()
            process.wait(10)
