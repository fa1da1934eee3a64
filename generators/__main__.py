"""`python -m generators`: write shims, bindings, docs and examples of every vendor, or check those that are there."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from generators.coverage import command as coverage
from generators.importing import command as importing
from generators.input.mistakes import Mistakes, error_list
from generators.input.yaml_source import DefinitionError
from generators.load import definitions, load_vendor
from generators.output import bindings, dialects, docs, editor_schema, examples, protocol, shims, traits
from generators.output.sandbox import command as sandbox
from generators.output.write import Difference, compare, write
from generators.repository import command as repository
from generators.resolve.specification import ProviderSpec
from generators.starting import command as starting
from generators.surface import command as surface

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT if (ROOT / "pyproject.toml").is_file() else Path.cwd()
"""Where files are written by default: the checkout, and never the folder of installed packages."""
VENDORS = Path(__file__).with_name("vendors")

_DESCRIPTION = """\
Write everything that is generated from generators/vendors/<vendor>/openapi.yaml and provider.yaml:

  providers/<vendor>/     declarations that the providers execute
  rolecall/bindings/<vendor>/     CDKTF bindings
  docs/providers/<vendor>/      documentation in the Terraform Registry's format
  examples/<vendor>/            stacks in Python, the same in HCL, and imports, as a registry has them

and rolecall/runtime/protocol/pb/ from the plugin protocol's .proto files. These folders hold nothing written by
hand: whatever else is in them is removed. docs/traits.md and generators/provider.schema.json come from the grammar of
provider.yaml.
"""

_EPILOG = """\
exit codes:
  0  everything is written, or with --check: everything is as it would be written
  1  --check found changed, missing or stray files
  2  the command line cannot be understood
  3  a definition or API description cannot be used; the message names file, line and what was expected
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m generators",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="another command")
    importing.add_arguments(commands.add_parser("import", help="make an openapi.yaml of a published API description"))
    starting.add_arguments(commands.add_parser("new", help="begin a vendor from its openapi.yaml"), VENDORS)
    sandbox.add_arguments(commands.add_parser("sandbox", help="print what the generic sandbox serves a vendor from"))
    surface.add_arguments(commands.add_parser("surface", help="tell what breaks since the last release"))
    coverage.add_arguments(commands.add_parser("coverage", help="tell which caveats are proven by a test"))
    repository.add_arguments(commands.add_parser("vendor", help="write a vendor in a repository of one's own"))
    parser.add_argument("--check", action="store_true", help="write nothing; tell what differs")
    parser.add_argument("--vendor", action="append", metavar="VENDOR", help="only this vendor; may be repeated")
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, metavar="DIR", help="the tree to write to (this project)"
    )
    parser.add_argument("--vendors", type=Path, default=VENDORS, metavar="DIR", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.command == "import":
        return importing.run(options)
    if options.command == "new":
        return starting.run(options)
    if options.command == "vendor":
        return repository.run(options, [path.parent.name for path in VENDORS.glob("*/provider.yaml")])
    folders = [path.parent for path in sorted(options.vendors.glob("*/provider.yaml"))]
    if options.command == "surface":
        loaded = [load_vendor(folder).provider for folder in folders]
        return surface.run(options, loaded, ROOT / "CHANGELOG.md")
    if options.command == "coverage":
        told = {folder: definitions(folder) for folder in folders}
        return coverage.run(ROOT, {folder: load_vendor(folder) for folder in folders}, told)
    if options.command == "sandbox":
        return sandbox.run(options.folder, load_vendor(options.folder))
    known = [folder.name for folder in folders]
    chosen = options.vendor or known
    for name in chosen:
        if name not in known:
            parser.error(f"there is no vendor {name!r}; known: {', '.join(known)}")
    begun = time.perf_counter()
    specs, mistakes = [], Mistakes()
    for name in chosen:
        with mistakes.noted():
            specs.append(load_vendor(options.vendors / name))
    try:
        mistakes.settle()
    except DefinitionError as error:
        for each in error_list(error):
            print(f"error: {each}", file=sys.stderr)
        return 3
    files, written = render_vendors(specs)
    if not options.vendor:
        written += _of_nobody(options.output, known)
        if options.vendors == VENDORS:
            stated = [each for name in known for each in definitions(VENDORS / name)]
            files |= protocol.render(ROOT) | editor_schema.render()
            files |= traits.render(ROOT, {spec.provider.name: dialects.providers(spec) for spec in specs}, stated)
            written.append(protocol.TARGET)
    run = compare if options.check else write
    differences = run(options.output, files, written)
    return _report(differences, options.check, options.vendor, len(files), time.perf_counter() - begun)


def render_vendors(specs: Sequence[ProviderSpec]) -> tuple[dict[Path, str], list[Path]]:
    """Every file of these vendors, and the folders that hold nothing else, relative to the project."""
    files: dict[Path, str] = {}
    folders: list[Path] = []
    for spec in specs:
        name = spec.provider.name
        for part in (shims, bindings, docs, examples):
            files |= part.render(spec)
        folders += [
            Path("providers", name),
            Path("rolecall/bindings", name),
            Path("docs/providers", name),
            Path("examples", name),
        ]
    return files, folders


def _of_nobody(root: Path, known: Sequence[str]) -> list[Path]:
    """Generated folders of vendors that are no longer there."""
    parents = [Path("providers"), Path("rolecall/bindings"), Path("docs/providers")]
    return [
        path.relative_to(root)
        for parent in parents
        for path in sorted((root / parent).glob("[a-z]*"))
        if path.is_dir() and path.name not in (*known, "hooks")
    ]


def _report(differences: list[Difference], check: bool, vendors: list[str] | None, total: int, seconds: float) -> int:
    for difference in differences:
        print(difference if check else f"{'removed' if difference.kind == 'stray' else 'wrote'}: {difference.path}")
    if not check:
        print(f"{total} files generated, {len(differences)} of them changed, in {seconds:.2f} s")
        return 0
    if differences:
        command = "".join(["python -m generators", *(f" --vendor {name}" for name in vendors or [])])
        print(
            f"{len(differences)} generated files are not as they should be. To mend them run: {command}",
            file=sys.stderr,
        )
        return 1
    print(f"{total} generated files are up to date, checked in {seconds:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
