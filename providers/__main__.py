"""`python -m providers serve VENDOR`: what Terraform starts, by way of a launcher in the mirror.

Terraform starts a provider several times per command, so nothing is imported here that serving does not need; the
arguments are read by hand for the same reason.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

USAGE = """\
usage: python -m providers serve VENDOR [--debug]
       python -m providers mirror DIR

serve   serve the vendor's provider to Terraform, which starts it by itself; with --debug it waits for Terraform
        and prints the environment variable that leads there
mirror  build all providers as a filesystem mirror and print the Terraform CLI configuration that uses it
"""


def main(arguments: list[str]) -> int:
    """Run one of the two commands and return the exit code: 0, or 2 for arguments that make no sense."""
    match arguments:
        case ["serve", vendor]:
            return _serve_known(vendor, debug=False)
        case ["serve", vendor, "--debug"] | ["serve", "--debug", vendor]:
            return _serve_known(vendor, debug=True)
        case ["mirror", directory]:
            from pathlib import Path

            from providers.mirror import build

            print(build(Path(directory)).cli_config(), end="")
            return 0
        case ["--help" | "-h" | "help"]:
            print(USAGE, end="")
            return 0
    print(USAGE, end="", file=sys.stderr)
    return 2


def serve(vendor: str, debug: bool = False) -> int:
    """Serve the vendor's provider until Terraform ends it, and return the exit code.

    With `debug` the provider waits for any Terraform and prints how to attach it. Raises SystemExit with code 1
    when the process was not started by Terraform, ImportError for an unknown vendor.
    """
    # With click installed httpx loads its command line too, which is 90 ms of a start.
    sys.modules.setdefault("click", None)  # type: ignore[arg-type]  # None is how Python says "not to be found"
    from providers.runtime.engine import Engine
    from providers.runtime.protocol.server import serve as serve_protocol

    shim = import_module(f"providers.shims.{vendor}").PROVIDER
    serve_protocol(Engine(shim), address=f"rolecall/{vendor}", debug=debug)
    return 0


def _serve_known(vendor: str, debug: bool) -> int:
    if not vendor.isidentifier() or find_spec(f"providers.shims.{vendor}") is None:
        from providers.mirror import vendors

        print(f"no provider is called {vendor!r}; there are: {', '.join(vendors())}", file=sys.stderr)
        return 2
    return serve(vendor, debug)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
