"""`python -m generators vendor`, which is `rolecall generate`: everything of vendors in a repository of one's own."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Collection
from pathlib import Path

from generators.input.mistakes import Mistakes
from generators.input.openapi import load_description
from generators.input.yaml_source import DefinitionError, Place
from generators.load import load_vendor
from generators.output.write import EXIT_CODES, compare, tell, write
from generators.repository.files import render

_DESCRIPTION = """\
Write everything that comes of a vendor's openapi.yaml and provider.yaml into the repository that holds them:

  providers/<vendor>/        the provider: declarations that rolecall executes
  bindings/<vendor>/         CDKTF bindings: from bindings.<vendor> import ...
  docs/providers/<vendor>/   its pages, as the Terraform Registry has them
  examples/<vendor>/         stacks in Python, the same in HCL, and imports
  tests/<vendor>/            the contract suite for pytest, on a sandbox that stands in for the vendor

These folders hold nothing written by hand: whatever else is in them is removed. `rolecall` finds the provider where
ROLECALL_PROVIDERS names the folder `providers`.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description, parser.epilog = _DESCRIPTION, EXIT_CODES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a vendor's folder: ./vendors/acme")
    parser.add_argument("--output", type=Path, default=Path(), metavar="DIR", help="the repository (default: here)")
    parser.add_argument("--check", action="store_true", help="write nothing; tell what differs")


def run(options: argparse.Namespace, taken: Collection[str]) -> int:
    """Run the command; gives the exit code. `taken` are the vendors that rolecall has itself.

    Raises `DefinitionError` for all that cannot be used, at once.
    """
    begun = time.perf_counter()
    mistakes, root = Mistakes(), options.output.resolve()
    files: dict[Path, str] = {}
    folders: list[Path] = []
    untested: dict[str, str] = {}
    for folder in (each.resolve() for each in options.folders):
        with mistakes.noted():
            if folder.name in taken:
                place = Place(f"{folder.name}/provider.yaml", 1)
                raise DefinitionError(place, f"rolecall has a provider {folder.name!r} itself", "another name")
            where = Path(os.path.relpath(folder, root)).as_posix()
            spec = load_vendor(folder)
            made, places, reason = render(spec, load_description(folder / "openapi.yaml"), where)
            files |= made
            folders += places
            untested |= {folder.name: reason} if reason else {}
    mistakes.settle()
    differences = (compare if options.check else write)(root, files, folders)
    tell(differences, check=options.check)
    for name, reason in untested.items():
        print(f"no tests for {name}, which the generic sandbox cannot stand in for: {reason}", file=sys.stderr)
    if options.check:
        print(f"{len(differences)} of {len(files)} generated files differ", file=sys.stderr)
        return 1 if differences else 0
    seconds = time.perf_counter() - begun
    print(f"{len(files)} files generated, {len(differences)} of them changed, in {seconds:.2f} s")
    print(f"so that rolecall finds them: export ROLECALL_PROVIDERS={root / 'providers'}", file=sys.stderr)
    return 0
