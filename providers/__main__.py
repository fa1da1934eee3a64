"""`python -m providers serve VENDOR`: what Terraform starts, by way of a launcher in the mirror.

Terraform starts a provider several times per command, so nothing is imported here that serving does not need; the
arguments are read by hand for the same reason.
"""

from __future__ import annotations

import sys

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
            return serve(vendor)
        case ["serve", vendor, "--debug"] | ["serve", "--debug", vendor]:
            return serve(vendor, debug=True)
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

    With `debug` the provider waits for any Terraform and prints how to attach it.
    """
    from providers.runtime.protocol.server import serve as serve_protocol

    return serve_protocol(vendor, debug=debug)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
