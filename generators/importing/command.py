"""`python -m generators import`: take what a provider uses out of a published API description."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from generators.importing.changes import changes
from generators.importing.document import Document
from generators.importing.operations import description, known_operations
from generators.importing.selection import FILE, load_selection, selected, without_gone
from generators.input.binding import one_of
from generators.input.description import Description
from generators.input.mistakes import Mistakes
from generators.input.openapi import read_description
from generators.input.yaml_source import DefinitionError, Place, load, parse

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DESCRIPTION = """\
Take operations out of a document that a vendor publishes (OpenAPI 3.0 or 3.1, YAML or JSON, references to files beside
it too), with everything they refer to and nothing else, and write it as the openapi.yaml of a vendor here. 3.0 becomes
3.1; alternatives (`oneOf`, `anyOf`) become one object with the members of all. The vendor's descriptions stay out
unless they are asked for. Source, version and hash are recorded in the file.

A file import.yaml beside the output says more: which members are taken, by which names, in whose words, and what is
laid over them, with the reason. Then it alone chooses.

Where the output is there already, the changes between the two are printed as what they risk, for example
`updateUser: body: new required member`, operations that are gone first. Without --operations and --paths those of the
last time are taken, as far as they are there. An operation that import.yaml names and that is gone is an error after
the changes are printed; nothing is written then.

  python -m generators import okta.yaml --operations listUsers,getUser --output generators/vendors/okta/openapi.yaml
"""

_EPILOG = """\
exit codes:
  0  written, and nothing that was there before changed
  1  written (with --check: not written), and what is printed changed
  2  the command line cannot be understood
  3  the document cannot be used; the message says why
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("document", type=Path, metavar="FILE", help="the published document")
    parser.add_argument("--operations", default="", metavar="ID,ID", help="operations to take, by operationId")
    parser.add_argument("--paths", default="", metavar="PATH,PATH", help="take every operation of these; * is any text")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the openapi.yaml to write")
    parser.add_argument("--descriptions", action="store_true", help="keep the vendor's own words")
    parser.add_argument("--check", action="store_true", help="write nothing; tell what would change")


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code. Raises `DefinitionError` for a document that cannot be used."""
    with _no_collection():
        try:
            return _run(options)
        except RecursionError:
            place = Place(options.document.name, 1)
            raise DefinitionError(place, "it is nested without end", "no alias that contains itself") from None


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for cycles meanwhile: among a million values of a document it takes as long as reading them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _run(options: argparse.Namespace) -> int:
    from openapi_spec_validator import OpenAPIV31SpecValidator  # it takes seconds, and nothing else needs it

    old = load(options.output) if options.output.exists() else None
    recorded: dict[str, Any] = old.plain().get("x-imported", {}) if old is not None else {}
    selection: Path = options.output.with_name(FILE)
    document = Document(options.document)
    known = known_operations(document)
    gone: list[str] = []
    unseen: set[str] = set()
    if selection.exists():
        if options.operations or options.paths or options.descriptions:
            raise document.error(f"{selection} chooses already", "nothing but FILE, --output and --check")
        whole = load_selection(selection)
        chosen, gone = without_gone(whole, known)
        unseen = whole["operations"].keys() - chosen["operations"].keys() - set(gone)
        found = selected(document, chosen)
    else:
        operations, paths = _words(options.operations), _words(options.paths)
        if not operations and not paths:
            operations = [name for name in recorded.get("operations", ()) if name in known]
            paths = [
                each for each in recorded.get("paths", ()) if any(fnmatchcase(path, each) for path in known.values())
            ]
        found = description(document, operations, paths, descriptions=options.descriptions)
    text = yaml.dump(found, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=110)
    for error in OpenAPIV31SpecValidator(found).iter_errors():
        where = "/".join(str(step) for step in error.absolute_path)
        place = Place(options.document.name, 1)
        raise DefinitionError(place, f"{where}: {error.message[:200]}", "what OpenAPI allows there")
    new = read_description(parse(text, str(options.output)))
    told = changes(_but(read_description(old), unseen), new) if old is not None else []
    for line in told:
        print(line)
    mistakes = Mistakes()
    for name in gone:
        with mistakes.noted():
            raise document.error(f"the operation of {name!r} in {selection.name} is gone", one_of(name, known)[:400])
    mistakes.settle()
    if not options.check:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")
        print(f"wrote {options.output}: {len(new.operations)} operations of {options.document.name}", file=sys.stderr)
    return 1 if told else 0


def _but(description: Description, names: Container[str]) -> Description:
    """The description without operations that cannot be compared."""
    left = {name: each for name, each in description.operations.items() if name not in names}
    return replace(description, operations=left)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
