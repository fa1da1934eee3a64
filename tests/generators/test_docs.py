"""Documentation says what can hurt: every trait in a sentence with the vendor's values, none without its trait."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generators.load import load_vendor
from generators.project import render_vendors
from tests.generators.conftest import ORCHARD, Vendor

ROOT = Path("docs/providers/orchard")
GARDENER, PERMIT, PLOT, BINDING = (
    ROOT / "resources" / f"{name}.md" for name in ("gardener", "permit", "plot", "plot_binding")
)

TRAITS: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("traits.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages() -> dict[Path, str]:
    return render_vendors([load_vendor(ORCHARD)])[0]


def hurts(page: str) -> str:
    """The section about what can hurt."""
    return page.split("## What can hurt you", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", TRAITS)
def test_trait_is_told_and_only_then(name: str, vendor: Vendor, pages: dict[Path, str]) -> None:
    trait = TRAITS[name]
    path, words = ROOT / trait["page"], trait["words"]
    assert words in hurts(pages[path])
    vendor.replace("provider.yaml", trait["stated"], trait["without"])
    if "unread" in trait:
        vendor.replace("provider.yaml", trait["unread"], "")
    if "described" in trait:
        vendor.replace("openapi.yaml", trait["described"], trait["otherwise"])
    assert words not in hurts(render_vendors([load_vendor(vendor.folder)])[0][path])


def test_binding_and_parent_warn_of_each_other(pages: dict[Path, str]) -> None:
    assert "**`plots` here is the whole list; `orchard_plot_binding` adds one element.**" in hurts(pages[GARDENER])
    assert "Do not also set `plots` of `orchard_gardener` for the same object" in hurts(pages[BINDING])
    assert "If the object already has this `plot`, create is refused" in hurts(pages[BINDING])


def test_a_principal_makes_nothing_and_ends_what_somebody_owns(pages: dict[Path, str]) -> None:
    told = hurts(pages[ROOT / "resources" / "helper.md"])
    assert "**It has no object at the vendor.**" in told
    assert "delete the rows of `stalls` that belong to it alone (unless `close_stalls = false`)" in told
    assert "then delete it" not in told
    assert "terraform query" not in pages[ROOT / "resources" / "helper.md"]


def test_kinds_of_attributes_are_told(pages: dict[Path, str]) -> None:
    told = hurts(pages[GARDENER])
    assert "`secret_word_wo` enters neither plan nor state" in told
    assert "**Changing `name` or `welcome` replaces the object**" in told
    assert "`plots`, `badges` and `gloves`: leaving one out means that it is not managed here" in told
    assert "`banned`: only `false` can be configured." in told


def test_every_page_has_the_registrys_front_matter(pages: dict[Path, str]) -> None:
    kinds = {
        "resources": "Resource",
        "data-sources": "Data Source",
        "functions": "Function",
        "list-resources": "List Resource",
        "actions": "Action",
    }
    found = [path for path in pages if path.suffix == ".md"]
    assert len(found) == 33
    for path in found:
        front = yaml.safe_load(pages[path].split("---\n", 2)[1])
        of_people = path.stem in ("gardener", "gardeners") and path.parent.name != "functions"
        assert front["subcategory"] == ("People" if of_people else "")
        assert front["description"]
        kind = kinds.get(path.parent.name)
        if kind:
            assert front["page_title"].endswith(f" {kind} - orchard")


def test_every_resource_page_tells_import_and_environment(pages: dict[Path, str]) -> None:
    for path in (GARDENER, PERMIT, PLOT, BINDING):
        page = pages[path]
        for words in (
            "## Example Usage",
            "## What can hurt you",
            "## Schema",
            "## Import",
            "ORCHARD_URL",
            "ORCHARD_KEY",
        ):
            assert words in page, (path, words)
    assert "terraform import orchard_gardener.example ada\n" in pages[GARDENER]
    assert "terraform import orchard_gardener.example name=ada\n" in pages[GARDENER]
    assert "terraform import orchard_plot_binding.example ada/North\n" in pages[BINDING]
    assert "name=" not in pages[BINDING].split("## Import")[1]
    assert 'identity = { id = "ada" }' in pages[GARDENER]
    assert "from = garden_person.example" in pages[GARDENER]


def test_index_gives_every_argument_its_variable(pages: dict[Path, str]) -> None:
    index = pages[ROOT / "index.md"]
    for name in (
        "URL",
        "KEY",
        "TOKEN",
        "WHO",
        "WORD",
        "CA_FILE",
        "INSECURE_SKIP_VERIFY",
        "TIMEOUT_SECONDS",
        "MAX_RETRIES",
    ):
        assert f"Environment: `ORCHARD_{name}`." in index
    assert "From 1 to 200. Environment: `ORCHARD_PAGE_SIZE`." in index


def test_index_says_what_is_mandatory_and_shows_a_first_resource(pages: dict[Path, str]) -> None:
    index = pages[ROOT / "index.md"]
    usage = index.split("## Example Usage", 1)[1].split("## ", 1)[0]
    assert 'provider "orchard"' in usage and 'resource "orchard_gardener" "example"' in usage
    assert "- For " in usage and ": `url`, and " in usage


def test_whoever_signs_needs_a_client_id_too() -> None:
    pages = Path(__file__).parents[2] / "docs/providers"
    okta = "- `org_url`, and `api_token`, or `client_id` and `private_key_id` and `private_key`.\n"
    assert okta in (pages / "okta/index.md").read_text()
    entra = (pages / "entra/index.md").read_text()
    assert ", or `tenant_id` and `client_id` and `client_certificate_path`, or " in entra


def test_permissions_and_timeouts_are_told(pages: dict[Path, str]) -> None:
    assert "## Permissions\n\n- The right `gardeners:write`.\n" in pages[GARDENER]
    assert "## Permissions\n\nNot documented by the vendor" in pages[PLOT]
    assert "may take `timeout_seconds` of the provider block" in pages[GARDENER]


def test_every_page_of_a_resource_says_which_permissions_it_needs() -> None:
    found = sorted(Path(__file__).parents[2].glob("docs/providers/*/resources/*.md"))
    sections = {page: page.read_text().partition("## Permissions\n\n")[2].partition("\n\n#")[0] for page in found}
    assert len(sections) > 30 and not [page for page, section in sections.items() if not section]
    silent = {page.stem for page, section in sections.items() if section.startswith("Not documented")}
    assert silent == {"saml_group", "saml_user"}


def test_links_to_nested_schemas_arrive(pages: dict[Path, str]) -> None:
    for path, page in pages.items():
        for anchor in re.findall(r"\]\(#([^)]+)\)", page):
            assert f'<a id="{anchor}"></a>' in page, (path, anchor)
