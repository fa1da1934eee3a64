"""Serve a vendor's provider: what Terraform starts, by way of a package's launcher.

Terraform starts a provider several times per command, so nothing is imported here that serving does not need; the
arguments are read by hand for the same reason.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from rolecall.runtime import shims

if TYPE_CHECKING:
    from rolecall.runtime.application import Application

USAGE = """\
usage: rolecall serve VENDOR [--debug]

Serve the vendor's provider to Terraform, which starts it by itself. With --debug it waits for Terraform and prints the
environment variable that leads there.
"""


def main(arguments: list[str]) -> int:
    """Run `rolecall serve` with `arguments` and return the exit code: 0, or 2 for arguments that make no sense."""
    match arguments:
        case [("--help" | "-h")]:
            print(USAGE, end="")
            return 0
        case [vendor]:
            return _serve_known(vendor, debug=False)
        case [vendor, "--debug"] | ["--debug", vendor]:
            return _serve_known(vendor, debug=True)
    print(USAGE, end="", file=sys.stderr)
    return 2


def serve(vendor: str, debug: bool = False) -> int:
    """Serve the vendor's provider until Terraform ends it, and return the exit code.

    With `debug` the provider waits for any Terraform and prints how to attach it. Raises SystemExit with code 1
    when the process was not started by Terraform, ValueError for an unknown vendor.
    """
    gc.disable()  # nothing of a start is garbage: looking for it is a tenth of its time
    # With click installed httpx loads its command line too, which is 90 ms of a start.
    sys.modules.setdefault("click", None)  # type: ignore[arg-type]  # None is how Python says "not to be found"
    from rolecall.runtime.protocol.server import serve as serve_protocol

    if shims.home_of(vendor) is None:
        raise ValueError(f"no provider is called {vendor!r}")
    serve_protocol(partial(_engine, vendor), address=f"rolecall/{vendor}", debug=debug)
    return 0


def _engine(vendor: str) -> Application:
    """The engine of the vendor's provider, loaded now. Raises ValueError for an unknown vendor."""
    from rolecall.runtime.concurrency.run_exchange import Neighbours, meeting_place
    from rolecall.runtime.engine import Engine

    shim = shims.load(vendor)
    if shim is None:
        raise ValueError(f"no provider is called {vendor!r}")
    return Engine(shim, neighbours=Neighbours(partial(meeting_place, os.getppid())))


def _serve_known(vendor: str, debug: bool) -> int:
    if vendor not in shims.vendors():
        print(f"no provider is called {vendor!r}; there are: {', '.join(shims.vendors())}", file=sys.stderr)
        return 2
    return serve(vendor, debug)
