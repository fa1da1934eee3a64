"""Dialects: another shape of a vendor's API as an overlay, behind one schema."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from generators.input.yaml_source import DefinitionError
from generators.project import render_vendors
from rolecall.specification.schema import ObjectLifecycle, Schema
from tests.generators.conftest import Vendor, importable

BASE = "dialects:\n  api_dialect: {name: farm, title: the farm, detect: {operation: me, item: row.key}}\n"
PRESS = """\
dialects:
  api_dialect: {name: press, title: the press, detect: {operation: listGardeners, item: rows}}
arguments:
  stall: {description: Name of the stall.}
headers: {x-season: winter}
lacks:
  orchard_gardener: {rank: The press has no ranks.}
lacks_types: {orchard_perk: The press has no perks.}
resources:
  orchard_gardener:
    attributes:
      rank: null
      full_name: {required: true}
    ignore: {rank: The press gives none.}
"""


@pytest.fixture
def press(vendor: Vendor) -> Vendor:
    """Orchard with a second dialect, whose definition a test may change."""
    vendor.replace("provider.yaml", "headers: {x-season: autumn}\n", f"{BASE}headers: {{x-season: autumn}}\n")
    (vendor.folder / "dialects/press").mkdir(parents=True)
    overlay(vendor, PRESS.replace("lacks_types: {orchard_perk: The press has no perks.}\n", ""))
    return vendor


def overlay(vendor: Vendor, text: str) -> None:
    (vendor.folder / "dialects/press/provider.yaml").write_text(text)


def seen(schema: Schema) -> list[tuple[object, ...]]:
    """What Terraform sees of a schema."""
    return [
        (item.name, item.value_type, item.required, item.optional, item.computed, item.sensitive, item.write_only)
        for item in schema.attributes
    ]


def test_every_dialect_shows_terraform_the_same_schemas(press: Vendor) -> None:
    spec = press.load()
    [(key, variant)] = spec.variants
    assert key == "press" and variant.provider.spoken == (("api_dialect", "press"),)
    assert [item.name for item in spec.provider.schema.attributes][-2:] == ["stall", "api_dialect"]
    for own, other in zip(spec.provider.resources, variant.provider.resources, strict=True):
        assert seen(own.schema) == seen(other.schema), own.name
    for mine, theirs in zip(spec.provider.data_sources, variant.provider.data_sources, strict=True):
        assert seen(mine.schema) == seen(theirs.schema), mine.name


def test_what_a_dialect_lacks_goes_nowhere_and_is_refused_with_the_reason(press: Vendor) -> None:
    [(_, variant)] = press.load().variants
    gardener = variant.provider.resource("orchard_gardener")
    rank = gardener.schema.attribute("rank")
    assert rank.field is None and rank.read_path is None
    assert any(guard.attribute == "rank" and "no ranks" in guard.reason for guard in gardener.lifecycle.guards)


def test_what_only_one_dialect_requires_is_optional_for_terraform_and_needed_there(press: Vendor) -> None:
    spec = press.load()
    [(_, variant)] = spec.variants
    lifecycle = variant.provider.resource("orchard_gardener").lifecycle
    assert not spec.provider.resource("orchard_gardener").schema.attribute("full_name").required
    assert isinstance(lifecycle, ObjectLifecycle) and "full_name" in lifecycle.needs


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{rank: The press has no ranks.}", "{}", "'rank' of orchard_gardener can be set in another dialect"),
        ("no ranks.}", "no ranks., name: None.}", "orchard_gardener.name is there"),
        ("no ranks.}", "no ranks., nik: None.}", "no dialect has orchard_gardener.nik"),
        ("rank: null", "rang: null", "there is no 'rang' to remove; expected 'rank'"),
        ("api_dialect:", "dialect:", "press does not say which argument chooses it"),
        ("item: rows", "item: rooows", "'rooows' leads nowhere"),
        ("operation: listGardeners, item: rows", "operation: addGardener", "addGardener is no read"),
        (
            "{required: true}",
            "{required: true, type: number, example: 1}",
            "orchard_gardener.full_name is of another type",
        ),
    ],
)
def test_a_dialect_that_means_nothing_is_refused(press: Vendor, old: str, new: str, problem: str) -> None:
    text = (press.folder / "dialects/press/provider.yaml").read_text()
    assert old in text
    overlay(press, text.replace(old, new))
    with pytest.raises(DefinitionError) as caught:
        press.load()
    assert problem in str(caught.value) and "provider.yaml:" in str(caught.value)


def test_a_dialect_imports_what_it_shares(press: Vendor, tmp_path: Path) -> None:
    files, _ = render_vendors([press.load()])
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    with importable(tmp_path, "orchard"):
        own = importlib.import_module("providers.orchard").PROVIDER
        other = importlib.import_module("providers.orchard.dialects.press").PROVIDER
        assert other.headers == (("x-season", "winter"),)
        assert other.resource("orchard_plot") is own.resource("orchard_plot")
        assert other.resource("orchard_gardener") != own.resource("orchard_gardener")


def test_the_docs_show_a_column_for_each_dialect(press: Vendor) -> None:
    files, _ = render_vendors([press.load()])
    page = files[Path("docs/providers/orchard/resources/gardener.md")]
    assert "| `rank` | yes | no |" in page
    assert "- `rank` is not in `press`: The press has no ranks." in page
    assert "`GET /gardeners`" in files[Path("docs/providers/orchard/index.md")]


def test_pages_of_listings_show_a_column_for_each_dialect_too(press: Vendor) -> None:
    files, _ = render_vendors([press.load()])
    columns = files[Path("docs/providers/orchard/resources/gardener.md")].partition("## Dialects")[2].splitlines()[2]
    assert columns in files[Path("docs/providers/orchard/list-resources/gardener.md")].splitlines()


CELLAR = """\
dialects:
  store_dialect: {name: cellar, title: the cellar, detect: {operation: listPermits}}
resources:
  orchard_permit: {hazards: [The cellar keeps permits for a year.]}
"""


@pytest.fixture
def two(press: Vendor) -> Vendor:
    """Orchard with two systems, each with a second dialect that its own argument chooses."""
    other = "  store_dialect: {name: shelf, title: the shelf, detect: {operation: listPermits}}\n"
    press.replace("provider.yaml", BASE, BASE + other)
    (press.folder / "dialects/cellar").mkdir()
    (press.folder / "dialects/cellar/provider.yaml").write_text(CELLAR)
    return press


def test_the_dialects_of_two_arguments_are_combined(two: Vendor) -> None:
    spec = two.load()
    assert {key: variant.provider.spoken for key, variant in spec.variants} == {
        "press": (("api_dialect", "press"), ("store_dialect", "shelf")),
        "cellar": (("api_dialect", "farm"), ("store_dialect", "cellar")),
        "press_cellar": (("api_dialect", "press"), ("store_dialect", "cellar")),
    }
    shown = [[seen(each.schema) for each in item.provider.resources] for item in (spec, *dict(spec.variants).values())]
    assert all(each == shown[0] for each in shown)


def test_a_combination_writes_nothing_that_one_of_its_dialects_has(two: Vendor, tmp_path: Path) -> None:
    files, _ = render_vendors([two.load()])
    both = {path.name for path in files if path.parent.name == "press_cellar"}
    assert both == {"__init__.py", "provider.py"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    with importable(tmp_path, "orchard"):
        press = importlib.import_module("providers.orchard.dialects.press").PROVIDER
        combined = importlib.import_module("providers.orchard.dialects.press_cellar").PROVIDER
        assert combined.resource("orchard_gardener") is press.resource("orchard_gardener")
        assert combined.spoken == (("api_dialect", "press"), ("store_dialect", "cellar"))


def test_the_docs_of_two_arguments_say_which_of_them_it_is_about(two: Vendor) -> None:
    files, _ = render_vendors([two.load()])
    page = files[Path("docs/providers/orchard/resources/gardener.md")]
    every = "| | `api_dialect = farm` | `api_dialect = press` | `store_dialect = shelf` | `store_dialect = cellar` |"
    assert every in page and "| `rank` | yes | no | yes | yes |" in page
    other = files[Path("docs/providers/orchard/resources/permit.md")]
    assert every in other and "| no |" not in other
    assert "- In `store_dialect = cellar`: The cellar keeps permits for a year." in other
