"""Serve the vendor of a document: `python -m rolecall.sandbox.generic acme.json`."""

from __future__ import annotations

import argparse
import json
import shlex
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from rolecall.sandbox.core.server import Sandbox
from rolecall.sandbox.generic import Generic
from rolecall.sandbox.generic.document import load


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command until Ctrl-C or SIGTERM; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rolecall.sandbox.generic", description=__doc__)
    parser.add_argument("document", type=Path, help="the document that the generators make of a vendor's two files")
    parser.add_argument("--port", type=int, default=0, help="the port (default: a free one)")
    parser.add_argument("--seed", type=int, default=3, metavar="N", help="rows that each collection starts with")
    given = parser.parse_args(argv)
    try:
        document = load(json.loads(given.document.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        parser.error(f"{given.document}: {error}")
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with Sandbox(Generic(document, seed=given.seed), port=given.port) as box:
        for name, value in box.environment.items():
            print(f"export {name}={shlex.quote(value)}")
        print("# serving; stop with Ctrl-C", flush=True)
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
