"""The entry point of the `rolecall` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line with the process's arguments and exit with its code.

    `serve` goes the short way: Terraform starts a provider several times per command, and the library that
    reads the other commands' arguments would cost it more than its own start.
    """
    arguments = sys.argv[1:]
    if arguments[:1] == ["serve"] and len(arguments) > 1 and not {"-h", "--help"} & set(arguments):
        from rolecall.runtime.serve import main as serve

        sys.exit(serve(arguments[1:]))
    gc.set_threshold(100_000, 20, 20)  # jobs hold what they read until they end: little of it is garbage
    if arguments[:1] in (["review"], ["who"]):
        gc.disable()  # these end soon, and nearly all that they make is in use until then
    from rolecall.cli.commands import app

    app(prog_name="rolecall")


if __name__ == "__main__":
    main()
