"""A vendor's specification, from its files: read, resolved and proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import product
from pathlib import Path

from generators.input.binding import one_of
from generators.input.definition import Definition, load_common, read_definition
from generators.input.mistakes import Mistakes
from generators.input.openapi import load_description
from generators.input.overlay import overlay
from generators.input.questions import refuse_questions
from generators.input.yaml_source import DefinitionError, Node, load
from generators.resolve.dialects import Variant, unify
from generators.resolve.merge import merge
from generators.resolve.specification import ProviderSpec
from generators.validate.access import prove_access
from generators.validate.attributes import prove_attributes
from generators.validate.meaning import prove_meaning
from generators.validate.operations import prove_operations
from generators.validate.presets import prove_presets
from generators.validate.references import prove
from generators.validate.targets import prove_targets

VENDORS = Path(__file__).with_name("vendors")
"""The vendors of this project."""
COMMON = Path(__file__).with_name("input") / "common.yaml"


def vendor_folders(vendors: Path = VENDORS) -> list[Path]:
    """The folders of the vendors in `vendors`."""
    return [path.parent for path in sorted(vendors.glob("*/provider.yaml"))]


def load_vendor(folder: Path, common: Path = COMMON) -> ProviderSpec:
    """The specification of the vendor in `folder`, made of its openapi.yaml, provider.yaml and dialects.

    Raises `DefinitionError` for anything that cannot be read, resolved or proved.
    """
    first = _load(folder, (), common)
    choices = _choices(folder, first[0])
    rest = [_load(folder, overlays, common) for overlays in choices]
    if not first[0].dialects:
        return first[1]
    every = [first, *rest]
    providers = unify([Variant(definition=each, provider=spec.provider) for each, spec in every])
    dialects = {(item.argument, item.name): item for _, spec in every for item in spec.provider.dialects}
    specs = [
        replace(spec, provider=replace(provider, dialects=tuple(dialects.values())))
        for (_, spec), provider in zip(every, providers, strict=True)
    ]
    keys = ["_".join(path.name for path in overlays) for overlays in choices]
    return replace(specs[0], variants=tuple(zip(keys, specs[1:], strict=True)))


def definitions(folder: Path) -> list[Node]:
    """The definition of the vendor in `folder`, and the same with each of its dialects over it."""
    own = load(folder / "provider.yaml")
    dialects = sorted((folder / "dialects").glob("*/provider.yaml"))
    return [own, *(overlay(own, load(path)) for path in dialects)]


def _load(folder: Path, overlays: Sequence[Path], common: Path) -> tuple[Definition, ProviderSpec]:
    """The definition and specification of `folder` with the dialects in the folders `overlays`."""
    files = [folder, *overlays]
    root = reduce(overlay, [load(path / "provider.yaml", _shown(folder, path, "provider.yaml")) for path in files])
    refuse_questions(root)
    definition = read_definition(root)
    if definition.name != folder.name:
        raise DefinitionError(definition.place, f"the definition is called {definition.name!r}", repr(folder.name))

    def api(name: str) -> Path | None:
        return next((path / name for path in reversed(files) if (path / name).is_file()), None)

    for rule in definition.endpoints.values():
        if api(rule.api) is None:
            raise DefinitionError(rule.place, f"there is no file {rule.api!r}", "an API description beside this one")
    names = {"": "openapi.yaml", **{name: rule.api for name, rule in definition.endpoints.items()}}
    read = {
        name: load_description(path, _shown(folder, path.parent, path.name))
        for name, file in names.items()
        for path in [api(file) or folder / file]
    }
    own = read.pop("")
    spec = merge(own, definition, load_common(common, common.name), read)
    mistakes = Mistakes()
    for proof in (prove, prove_presets, prove_access, prove_meaning, prove_attributes, prove_operations, prove_targets):
        with mistakes.noted():
            proof(spec.provider, definition)
    mistakes.settle()
    return definition, spec


def _choices(folder: Path, base: Definition) -> list[tuple[Path, ...]]:
    """The folders of dialects to put over the base: every combination of what the arguments choose, but the base."""
    by_argument: dict[str, list[Path | None]] = {argument: [None] for argument in base.dialects}
    for path in sorted(each.parent for each in (folder / "dialects").glob("*/provider.yaml")):
        said = load(path / "provider.yaml", _shown(folder, path, "provider.yaml"))
        arguments = list(said.mapping("the dialect").get("dialects", said).mapping("dialects"))
        if len(arguments) != 1 or arguments[0] not in by_argument:
            expected = f"under `dialects` {one_of('', by_argument)}"
            raise DefinitionError(said.place, f"{path.name} does not say which argument chooses it", expected)
        by_argument[arguments[0]].append(path)
    combinations = product(*by_argument.values())
    return [chosen for each in combinations if (chosen := tuple(path for path in each if path is not None))]


def _shown(folder: Path, path: Path, name: str) -> str:
    """A file's name in messages."""
    return str(Path(folder.name) / path.relative_to(folder) / name)
