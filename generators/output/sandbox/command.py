"""`python -m generators sandbox`: print the document from which the generic sandbox serves a vendor."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generators.input.openapi import load_description
from generators.output.sandbox import document, text
from generators.resolve.specification import ProviderSpec

_DESCRIPTION = """\
Print, as JSON, what the generic sandbox needs to stand in for a simple vendor: rolecall sandbox FILE.json.
A vendor that is not simple enough is refused with the reasons; it needs a sandbox of its own.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description = _DESCRIPTION
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the vendor's folder with its two files")


def run(folder: Path, spec: ProviderSpec) -> int:
    """Run the command for the vendor in `folder`; gives the exit code."""
    try:
        print(text(document(spec, load_description(folder / "openapi.yaml"))), end="")
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    return 0
