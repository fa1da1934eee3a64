"""`docs/traits.md`: no trait is dead, and what it says of a trait is so."""

from __future__ import annotations

import pytest

from generators.__main__ import ROOT
from generators.load import VENDORS, definitions, load_vendor
from generators.output.dialects import providers
from generators.output.grammar import TRAITS
from generators.output.traits import Described, describe


@pytest.fixture(scope="module")
def traits() -> dict[str, Described]:
    folders = sorted(path.parent for path in VENDORS.glob("*/provider.yaml"))
    shims = {folder.name: providers(load_vendor(folder)) for folder in folders}
    stated = [each for folder in folders for each in definitions(folder)]
    return {each.name: each for each in describe(ROOT, shims, stated)}


def test_a_definition_can_state_every_trait(traits: dict[str, Described]) -> None:
    assert set(traits) == set(TRAITS)


@pytest.mark.parametrize("name", sorted(TRAITS))
def test_every_trait_has_a_vendor_that_uses_it_a_file_that_obeys_it_and_an_example(
    name: str, traits: dict[str, Described]
) -> None:
    trait = traits[name]
    assert trait.vendors, f"no vendor uses {name}: delete it"
    assert trait.files, f"nothing obeys {name}: delete it"
    assert trait.example or name in ("Between", "Length"), f"no definition states {name}"


def test_the_page_tells_keys_vendors_files_and_the_shortest_example(traits: dict[str, Described]) -> None:
    trait = traits["FullReplace"]
    assert trait.keys == (("carry", "a list of: text", "`*`"), ("may_have", "a list of: text", ""))
    assert "tanium" in trait.vendors
    assert "rolecall/runtime/resources/object/update.py" in trait.files
    assert trait.example == "full_replace: {}\n"
    assert traits["NotEmpty"].example == "checks: [not_empty]\n"
