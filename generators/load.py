"""A vendor's specification, from its files: read, resolved and proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from itertools import product
from pathlib import Path
from typing import cast

from generators.input.binding import one_of
from generators.input.definition import Definition, load_common, read_definition
from generators.input.description import Description
from generators.input.mistakes import Mistakes
from generators.input.open_questions import refuse_questions
from generators.input.openapi import load_description
from generators.input.overlay import overlay
from generators.input.yaml_source import DefinitionError, Node, load
from generators.resolve.dialects import Variant, unify
from generators.resolve.merge import merge
from generators.resolve.specification import ProviderSpec
from generators.validate.access import prove_access
from generators.validate.attributes import prove_attributes
from generators.validate.checks import prove_checks
from generators.validate.holders import prove_holders
from generators.validate.meaning import prove_meaning
from generators.validate.natural_keys import prove_natural_keys
from generators.validate.operations import prove_operations
from generators.validate.presets import prove_presets
from generators.validate.references import prove_references
from generators.validate.regular_expressions import prove_patterns
from generators.validate.secrets import prove_secrets
from generators.validate.steps import prove_steps
from generators.validate.targets import prove_targets

VENDORS = Path(__file__).with_name("vendors")
"""The vendors of this project."""
COMMON = Path(__file__).with_name("input") / "common.yaml"

_PROOFS = (
    prove_references,
    prove_presets,
    prove_access,
    prove_meaning,
    prove_natural_keys,
    prove_attributes,
    prove_patterns,
    prove_checks,
    prove_operations,
    prove_targets,
    prove_steps,
    prove_secrets,
    prove_holders,
)


def vendor_folders(vendors: Path = VENDORS) -> list[Path]:
    """The folders of the vendors in `vendors`."""
    return [path.parent for path in sorted(vendors.glob("*/provider.yaml"))]


def load_vendor(folder: Path, common: Path = COMMON) -> ProviderSpec:
    """The specification of the vendor in `folder`, made of its openapi.yaml, provider.yaml and dialects.

    Raises `DefinitionError` for anything that cannot be read, resolved or proved.
    """
    mistakes = Mistakes()
    loaded = [mistakes.rest_of(partial(_load, folder, (), common))]
    choices = mistakes.rest_of(partial(_choices, folder)) or []
    loaded += [mistakes.rest_of(partial(_load, folder, overlays, common)) for overlays in choices]
    mistakes.settle()
    first, *rest = filter(None, loaded)
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
    mistakes = Mistakes()
    answered = mistakes.rest_of(partial(refuse_questions, root))
    definition = mistakes.rest_of(partial(read_definition, root))
    read = mistakes.rest_of(partial(_descriptions, folder, files, definition))
    spec = None
    if answered and definition is not None and read is not None:
        spec = mistakes.rest_of(partial(_proved, folder.name, definition, read, common))
    mistakes.settle()
    return cast(Definition, definition), cast(ProviderSpec, spec)


def _descriptions(folder: Path, files: Sequence[Path], definition: Definition | None) -> dict[str, Description]:
    """The vendor's API descriptions by endpoint, its own under the empty name."""

    def api(name: str) -> Path | None:
        return next((path / name for path in reversed(files) if (path / name).is_file()), None)

    mistakes = Mistakes()
    read: dict[str, Description] = {}
    endpoints = definition.endpoints if definition is not None else {}
    for name, file in {"": "openapi.yaml", **{name: rule.api for name, rule in endpoints.items()}}.items():
        with mistakes.noted():
            path = api(file) or folder / file
            if name and not path.is_file():
                problem = f"there is no file {file!r}"
                raise DefinitionError(endpoints[name].place, problem, "an API description beside this one")
            read[name] = load_description(path, _shown(folder, path.parent, path.name))
    mistakes.settle()
    return read


def _proved(folder: str, definition: Definition, read: Mapping[str, Description], common: Path) -> ProviderSpec:
    """The specification of the vendor called like its `folder`, with every proof made."""
    if definition.name != folder:
        raise DefinitionError(definition.place, f"the definition is called {definition.name!r}", repr(folder))
    others = {name: each for name, each in read.items() if name}
    mistakes = Mistakes()
    merged = partial(merge, read[""], definition, load_common(common, common.name), others)
    spec = mistakes.rest_of(merged)
    if spec is None:
        mistakes.settle()
    spec = cast(ProviderSpec, spec)
    for proof in _PROOFS:
        mistakes.note(proof(spec.provider, definition))
    mistakes.settle()
    return spec


def _choices(folder: Path) -> list[tuple[Path, ...]]:
    """The folders of dialects to put over the base: every combination of what the arguments choose, but the base."""
    base = load(folder / "provider.yaml", _shown(folder, folder, "provider.yaml")).mapping("the definition")
    chosen_by = base["dialects"].mapping("dialects") if "dialects" in base else {}
    by_argument: dict[str, list[Path | None]] = {argument: [None] for argument in chosen_by}
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
