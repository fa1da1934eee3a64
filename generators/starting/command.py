"""`python -m generators new`: write a definition to begin with beside an API description."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

from generators.input.open_questions import QUESTION
from generators.input.openapi import load_description
from generators.starting.definition import definition

SCHEMA = Path(__file__).parent.parent / "provider.schema.json"
_VENDOR = re.compile(r"[a-z][a-z0-9]*")
_DESCRIPTION = """\
Begin a vendor: guess from an API description (made by `import`, or written by hand) how its objects are keyed, listed,
paged, made, changed, deleted and known by name, and write DIR/VENDOR/provider.yaml with the description beside it.
What nobody can guess is a value that begins with "?"; generating refuses those, with their lines, until they are
answered.
"""


def add_arguments(parser: argparse.ArgumentParser, vendors: Path) -> None:
    """The arguments of the command; `vendors` is where vendors are by default."""
    parser.description = _DESCRIPTION
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("vendor", metavar="VENDOR", help="its name in resource types: lower-case letters and digits")
    parser.add_argument("--from", dest="document", type=Path, required=True, metavar="FILE", help="the openapi.yaml")
    parser.add_argument("--into", type=Path, default=vendors, metavar="DIR", help="the folder of vendors")


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code. Raises `DefinitionError` for an API description that cannot be used."""
    folder: Path = options.into / options.vendor
    written = folder / "provider.yaml"
    try:
        if not _VENDOR.fullmatch(options.vendor):
            raise ValueError(f"{options.vendor!r} is no vendor's name: lower-case letters and digits")
        if written.exists():
            raise ValueError(f"{written} is there already")
        description = load_description(options.document)
        text = definition(options.vendor, description, os.path.relpath(SCHEMA, folder))
        folder.mkdir(parents=True, exist_ok=True)
        if options.document.resolve() != (folder / "openapi.yaml").resolve():
            shutil.copyfile(options.document, folder / "openapi.yaml")
        written.write_text(text, encoding="utf-8")
    except (ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    questions = [
        f"{written}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if QUESTION in line and not line.startswith("#")
    ]
    print("\n".join(questions))
    print(f"wrote {written}; {len(questions)} questions are open")
    return 0
