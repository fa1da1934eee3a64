"""The command lines of both CDKs, which tests install where `make test` has not."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Mapping

from rolecall.cli.toolchain.programs import Toolchain, toolchain_directory


def with_command_line(cdk: str, environ: Mapping[str, str] = os.environ) -> Toolchain:
    """The toolchain with the command line of `cdk`, installed if it is not there: a minute, once for all workers."""
    chosen = {**environ, "ROLECALL_CDK": cdk}
    folder = toolchain_directory(chosen)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".installing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = Toolchain.find(chosen)
        if found.cdktf is None:
            subprocess.run([sys.executable, "-m", "rolecall.cli.toolchain.install"], env=chosen, check=True)
            found = Toolchain.find(chosen)
    assert found.cdktf is not None and found.cdktf.name == cdk
    return found
