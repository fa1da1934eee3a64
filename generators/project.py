"""The vendors of this project: write shims, bindings, docs and examples of every one, or check those that are there."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from generators.input.mistakes import Mistakes
from generators.load import VENDORS, definitions, load_vendor, vendor_folders
from generators.output import bindings, dialects, docs, editor_schema, examples, protocol, shims, traits
from generators.output.write import EXIT_CODES, Difference, compare, tell, write
from generators.resolve.specification import ProviderSpec

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT if (ROOT / "pyproject.toml").is_file() else Path.cwd()
"""Where files are written by default: the checkout, and never the folder of installed packages."""

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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description, parser.epilog = _DESCRIPTION, EXIT_CODES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--check", action="store_true", help="write nothing; tell what differs")
    parser.add_argument("--vendor", action="append", metavar="VENDOR", help="only this vendor; may be repeated")
    parser.add_argument(
        "--output", type=Path, default=OUTPUT, metavar="DIR", help="the tree to write to (this project)"
    )
    parser.add_argument("--vendors", type=Path, default=VENDORS, metavar="DIR", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code. Raises `DefinitionError` for all that cannot be used, at once."""
    known = [folder.name for folder in vendor_folders(options.vendors)]
    for name in options.vendor or ():
        if name not in known:
            print(f"error: there is no vendor {name!r}; known: {', '.join(known)}", file=sys.stderr)
            return 2
    begun = time.perf_counter()
    specs, mistakes = [], Mistakes()
    for name in options.vendor or known:
        with mistakes.noted():
            specs.append(load_vendor(options.vendors / name))
    mistakes.settle()
    files, written = render_vendors(specs)
    if not options.vendor:
        written += _of_nobody(options.output, known)
        if options.vendors == VENDORS:
            stated = [each for name in known for each in definitions(VENDORS / name)]
            files |= protocol.render(ROOT) | editor_schema.render()
            files |= traits.render(ROOT, {spec.provider.name: dialects.providers(spec) for spec in specs}, stated)
            written.append(protocol.TARGET)
    differences = (compare if options.check else write)(options.output, files, written)
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
    tell(differences, check=check)
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
