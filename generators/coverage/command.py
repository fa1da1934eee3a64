"""`python -m generators coverage`: operations described and used, and each declared caveat with what proves it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generators.coverage.operations import Described, described
from generators.coverage.proofs import Proof, mistakes, proof_for, proofs
from generators.input.yaml_source import Node
from generators.output.dialects import providers
from generators.output.traits import describe
from generators.resolve.specification import ProviderSpec

_DESCRIPTION = """\
Print for each vendor the operations that its API descriptions have and its definition uses, and the caveats (traits)
that it declares: each with a test that fails without it, and the sandbox's option that has the rule.

A test says that it proves a trait: @pytest.mark.caveat("FullReplace", option="okta.keep_groups"). It is run a second
time without the trait, and must fail then. What no server decides has `rule` in place of `option`, with the reason.
"""
_EPILOG = """\
exit codes:
  0  every caveat that a vendor declares is proven
  1  one is not, or a marker names a trait or an option that is not there
  2  the command line cannot be understood
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def run(root: Path, vendors: Mapping[Path, ProviderSpec], definitions: Mapping[Path, Sequence[Node]]) -> int:
    """Run the command for the project at `root`; gives the exit code. Vendors and definitions are by their folders."""
    from rolecall.sandbox.registry import option_names  # every stand-in vendor, which no other command needs

    shims = {folder.name: providers(spec) for folder, spec in vendors.items()}
    declared: dict[str, list[str]] = {folder.name: [] for folder in vendors}
    for trait in describe(root, shims, ()):
        for vendor in trait.vendors:
            declared[vendor].append(trait.name)
    found = proofs(root)
    unproven: dict[str, list[str]] = {}
    for folder in vendors:
        hooks = (each.read_text(encoding="utf-8") for each in (root / "providers/hooks" / folder.name).glob("*.py"))
        apis = described(folder, definitions[folder], "\n".join(hooks))
        print("\n".join(_vendor(folder.name, apis, declared[folder.name], found)))
        for name in declared[folder.name]:
            if name not in found:
                unproven.setdefault(name, []).append(folder.name)
    wrong = [*mistakes(found, option_names()), *_told(unproven)]
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    total = sum(map(len, declared.values()))
    proven = total - sum(map(len, unproven.values()))
    print(f"{proven} of {total} declared caveats are proven ({100 * proven // max(total, 1)} %)")
    return 1 if wrong else 0


def _vendor(
    vendor: str, apis: Iterable[Described], declared: Sequence[str], found: Mapping[str, list[Proof]]
) -> Iterator[str]:
    """The lines about one vendor."""
    yield vendor
    for api in apis:
        rest = f"; not used: {', '.join(api.unused)}" if api.unused else ""
        yield f"  {api.file}: {len(api.operations)} operations, {len(api.operations) - len(api.unused)} used{rest}"
    proven = {name: proof_for(vendor, found.get(name, [])) for name in declared}
    yield f"  {len(declared)} caveats, {sum(each is not None for each in proven.values())} proven"
    for name, proof in proven.items():
        if proof is None:
            yield f"    {name}: no test"
        else:
            yield f"    {name}: {proof.file}::{proof.test} ({proof.option or proof.rule})"


def _told(unproven: Mapping[str, list[str]]) -> Iterator[str]:
    for name, vendors in unproven.items():
        yield (
            f"{name}, which {', '.join(vendors)} declare{'s' if len(vendors) == 1 else ''}, has no test that fails "
            f'without it; expected @pytest.mark.caveat("{name}", ...) on one'
        )
