"""A vendor's specification, from its files: read, resolved and proved."""

from __future__ import annotations

from pathlib import Path

from generators.input.definition import load_common, load_definition
from generators.input.openapi import load_description
from generators.input.yaml_source import DefinitionError
from generators.resolve.merge import merge
from generators.resolve.specification import ProviderSpec
from generators.validate.access import prove_access
from generators.validate.presets import prove_presets
from generators.validate.references import prove

COMMON = Path(__file__).with_name("input") / "common.yaml"


def load_vendor(folder: Path, common: Path = COMMON) -> ProviderSpec:
    """The specification of the vendor in `folder`, made of its openapi.yaml and provider.yaml.

    Raises `DefinitionError` for anything that cannot be read, resolved or proved.
    """
    description = load_description(folder / "openapi.yaml", f"{folder.name}/openapi.yaml")
    definition = load_definition(folder / "provider.yaml", f"{folder.name}/provider.yaml")
    if definition.name != folder.name:
        raise DefinitionError(definition.place, f"the definition is called {definition.name!r}", repr(folder.name))
    for rule in definition.endpoints.values():
        if not (folder / rule.api).is_file():
            raise DefinitionError(rule.place, f"there is no file {rule.api!r}", "an API description beside this one")
    others = {
        name: load_description(folder / rule.api, f"{folder.name}/{rule.api}")
        for name, rule in definition.endpoints.items()
    }
    spec = merge(description, definition, load_common(common, common.name), others)
    prove(spec.provider, definition)
    prove_presets(spec.provider, definition)
    prove_access(spec.provider, definition)
    return spec
