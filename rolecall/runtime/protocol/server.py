"""Serve a provider to Terraform, from handshake to shutdown."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from rolecall.runtime.protocol import handshake
from rolecall.runtime.protocol.process_end import Lifetime

if TYPE_CHECKING:
    from rolecall.runtime.application import Application

GRACE_SECONDS: Final = 10.0
"""How long a call that runs may take to finish after Terraform is gone or has said shutdown."""

_LONGEST_PARENT: Final = 64  # a unix socket's path has room for 104 bytes on macOS, 108 on Linux


def serve(load: Callable[[], Application], *, address: str, debug: bool = False) -> NoReturn:
    """Serve the application that `load` gives, as the provider with source address `address`, and exit in the end.

    Terraform starts the process, gives its certificate in the environment and reads one line from stdout; from
    then on it speaks gRPC over a private unix socket, both sides certain of each other's certificate. With `debug`
    there is no Terraform yet: the value of `TF_REATTACH_PROVIDERS` is printed and the socket, in a directory that
    only this account can enter, takes any caller, till Ctrl-C.

    The line is printed first, and what the calls need is loaded while Terraform reads it and connects.

    Exits with code 0 in the end, by itself: Terraform waits for the process, and Python takes longer to tear down a
    process than to answer fifty calls. Raises SystemExit with code 1 and an explanation when neither Terraform nor a
    debugger is there: somebody started the program by hand.
    """
    if not debug:
        _check_environment(address)
    lifetime = Lifetime(debug=debug)

    from rolecall.runtime.protocol.grpc import certificates, sockets, tls

    with _socket_path() as path:
        layer: Callable[[], tls.Layer] = tls.Plain
        if debug:
            announcement = handshake.reattachment(address, path)
        else:
            identity = certificates.create()
            layer = tls.layers(identity, os.environ[handshake.CLIENT_CERTIFICATE])
            announcement = handshake.line(path, identity.certificate)
        listening = sockets.listening(path)
        print(announcement, flush=True)

        from rolecall.runtime.protocol.dispatch import Running, services
        from rolecall.runtime.protocol.grpc.listener import Listener

        running, application = Running(), load()
        lifetime.on_terminate(application.stop)
        transport = Listener(services(application, running, lifetime.end), listening, layer)
        transport.start()
        _import_the_rest()
        gc.freeze()
        gc.enable()
        lifetime.wait()
        _attempt(application.stop)
        running.wait(GRACE_SECONDS)
        transport.stop(grace=0.5)
        _attempt(application.close)
    sys.stderr.flush()
    os._exit(0)


def _import_the_rest() -> None:
    """Import what the first call needs while Terraform connects."""
    from rolecall.runtime.protocol import context, stderr  # noqa: F401 - the import is what counts

    stderr.install()


def _attempt(last_duty: Callable[[], None]) -> None:
    """Do what is left to do at the end; a failure is logged and holds nothing else up."""
    from rolecall.runtime.protocol import unexpected_exceptions

    try:
        last_duty()
    except Exception as error:
        unexpected_exceptions.findings_of(error, "Shutdown")


def _check_environment(address: str) -> None:
    if not handshake.started_by_terraform(os.environ):
        sys.stderr.write(handshake.BY_HAND.format(address=address))
        raise SystemExit(1)
    if not os.environ.get(handshake.CLIENT_CERTIFICATE):
        sys.stderr.write(
            f"{address}: {handshake.CLIENT_CERTIFICATE} is missing. Terraform gives it so that both sides can prove "
            "who they are; without it this provider does not start.\n"
        )
        raise SystemExit(1)


@contextlib.contextmanager
def _socket_path() -> Iterator[str]:
    """A path for a socket in a fresh directory of this account alone, removed in the end."""
    parent = Path(os.environ.get("TMPDIR", "/tmp"))
    name = f"provider-{os.getpid()}-{os.urandom(6).hex()}"
    if len(str(parent)) > _LONGEST_PARENT:
        parent = Path("/tmp")
    directory = parent / name
    directory.mkdir(mode=0o700)
    path = directory / "s"
    try:
        yield str(path)
    finally:
        path.unlink(missing_ok=True)
        directory.rmdir()
