"""Starts of a provider that cost next to nothing: its package is imported once, and each start is a fork of that.

Terraform starts a provider two to five times per command, and nine tenths of a start are the same imports. A process
that is made here is one of its own like any other: its environment, working folder and standard streams are those
of the process that Terraform has started, `fork_client.py`, and so is what it takes for its parent, by which the
providers of one run know each other. It ends when that process is killed.

Run as a program with a package's folder and the number of a listening socket; it ends when its standard input does.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import os
import pkgutil
import select
import socket
import sys
import threading
from pathlib import Path

STREAMS = 3
LATE = ("cryptography.hazmat.backends.openssl.backend", "encodings.idna", "h11", "hpack", "httpcore", "socksio")
"""What other packages import when they are first used."""


def main(package: str, number: int) -> None:
    """Answer each connection with a fork in which the package's program runs."""
    file = Path(package, "__main__.py")
    *preparation, start = ast.parse(file.read_text(encoding="utf-8")).body
    names = {"__name__": "__main__", "__file__": str(file)}
    exec(compile(ast.Module(preparation, []), package, "exec"), names)
    program = compile(ast.Module([start], []), package, "exec")
    _import_all()
    gc.freeze()  # what is here already is never looked at again, hence never copied
    with socket.socket(fileno=number) as listener:
        while sys.stdin.buffer not in select.select([listener, sys.stdin.buffer], [], [])[0]:
            connection, _ = listener.accept()
            with connection:
                if os.fork() == 0:
                    listener.close()
                    _take_over(connection)
                    exec(program, names)
                    os._exit(1)
            _reap(os.WNOHANG)
    _reap(0)


def _import_all() -> None:
    sys.modules.setdefault("click", None)  # type: ignore[arg-type]  # as `serve` does
    for name in ("rolecall.runtime", "rolecall.specification", "rolecall_providers"):
        for each in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
            importlib.import_module(each.name)
    for name in LATE:
        importlib.import_module(name)


def _take_over(connection: socket.socket) -> None:
    """Become the process at the other end: its streams, its parent, its working folder, its environment."""
    size, streams, _, _ = socket.recv_fds(connection, 8, STREAMS)
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    with connection.makefile("rb") as file:
        parent, folder, *variables = file.read(int.from_bytes(size, "big")).split(b"\0")
    os.getppid = lambda: int(parent)
    os.chdir(folder)
    os.environb.clear()
    for each in variables:
        name, _, value = each.partition(b"=")
        os.environb[name] = value
    importlib.import_module("rolecall.runtime.logging").configure()  # it alone reads the environment early
    kept = connection.dup()
    threading.Thread(target=lambda: (kept.recv(1), os._exit(1)), daemon=True).start()


def _reap(options: int) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
