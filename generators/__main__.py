"""`python -m generators`, and what `rolecall generate` runs: the command that the first argument names.

Only that command is loaded: what the others need takes longer than most of them run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from generators.input.mistakes import error_list
from generators.input.yaml_source import DefinitionError

ROOT = Path(__file__).parent.parent

_COMMANDS = {
    "import": "make an openapi.yaml of a published API description",
    "new": "begin a vendor from its openapi.yaml",
    "sandbox": "print what the generic sandbox serves a vendor from",
    "surface": "tell what breaks since the last release",
    "coverage": "tell which caveats are proven by a test",
    "vendor": "write a vendor in a repository of one's own",
}


def main(arguments: Sequence[str] | None = None, prog: str = "python -m generators") -> int:
    """Run the command, which `prog` names in its help; gives the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given.pop(0) if given and given[0] in _COMMANDS else ""
    shown = "" if name == "vendor" and prog != "python -m generators" else name
    parser = argparse.ArgumentParser(prog=f"{prog} {shown}".strip())
    try:
        return _run(name, parser, given)
    except DefinitionError as error:
        for each in error_list(error):
            print(f"error: {each}", file=sys.stderr)
        return 3


def _run(name: str, parser: argparse.ArgumentParser, given: Sequence[str]) -> int:
    """Run the command `name`. Raises `DefinitionError` for what cannot be used."""
    match name:
        case "import":
            from generators.importing import command as importing

            importing.add_arguments(parser)
            return importing.run(parser.parse_args(given))
        case "new":
            from generators.load import VENDORS
            from generators.starting import command as starting

            starting.add_arguments(parser, VENDORS)
            return starting.run(parser.parse_args(given))
        case "sandbox":
            from generators.load import load_vendor
            from generators.output.sandbox import command as sandbox

            sandbox.add_arguments(parser)
            options = parser.parse_args(given)
            return sandbox.run(options.folder, load_vendor(options.folder))
        case "surface":
            from generators.load import load_vendor, vendor_folders
            from generators.surface import command as surface

            surface.add_arguments(parser)
            loaded = [load_vendor(folder).provider for folder in vendor_folders()]
            return surface.run(parser.parse_args(given), loaded, ROOT / "CHANGELOG.md")
        case "coverage":
            from generators.coverage import command as coverage
            from generators.load import definitions, load_vendor, vendor_folders

            coverage.add_arguments(parser)
            parser.parse_args(given)
            folders = vendor_folders()
            told = {folder: definitions(folder) for folder in folders}
            return coverage.run(ROOT, {folder: load_vendor(folder) for folder in folders}, told)
        case "vendor":
            from generators.load import vendor_folders
            from generators.repository import command as repository

            repository.add_arguments(parser)
            return repository.run(parser.parse_args(given), [folder.name for folder in vendor_folders()])
    from generators import project

    project.add_arguments(parser)
    lines = "".join(f"  {each:<10}{words}\n" for each, words in _COMMANDS.items())
    parser.epilog = f"other commands:\n{lines}\n{parser.epilog}"
    return project.run(parser.parse_args(given))


if __name__ == "__main__":
    sys.exit(main())
