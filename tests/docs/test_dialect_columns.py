"""Pages of types whose system speaks several dialects have a column for each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rolecall.runtime import shims
from rolecall.runtime.candidates import every_dialect
from rolecall.runtime.resources.systems import system_of
from rolecall.specification.schema import Provider

DOCS = Path(__file__).parents[2] / "docs" / "providers"
FOLDERS = {"": "resources", "data.": "data-sources", "ephemeral.": "ephemeral-resources"}


def types(every: list[Provider]) -> dict[str, Path]:
    """The page of each type that any dialect has."""
    found: dict[str, Path] = {}
    for shim in every:
        names = {
            "": [item.name for item in shim.resources],
            "data.": [item.name for item in shim.data_sources],
            "ephemeral.": [item.name for item in shim.ephemerals],
        }
        for prefix, name in ((prefix, name) for prefix, each in names.items() for name in each):
            page = name.removeprefix(f"{shim.name}_")
            found[prefix + name] = DOCS / shim.name / FOLDERS[prefix] / f"{page}.md"
    return found


def listing(shim: Provider, type_name: str) -> Path:
    """The page of a list resource."""
    return DOCS / shim.name / "list-resources" / f"{type_name.removeprefix(f'{shim.name}_')}.md"


@pytest.mark.parametrize("vendor", ["tanium", "splunk", "tanzu"])
def test_every_page_has_the_columns_of_its_system(vendor: str) -> None:
    own = shims.load(vendor)
    assert own is not None
    every = [own, *every_dialect(own)]
    pages = list(types(every).items())
    pages += [(name, listing(own, name)) for name in own.listed()]
    assert len(pages) > 8
    for name, page in pages:
        here = system_of(every, name)
        wanted = {each.name for each in own.dialects if each.probe.endpoint == here}
        [table] = re.findall(r"## Dialects\n\n\| \|(.*)\|\n", page.read_text(encoding="utf-8")) or [""]
        shown = {column.strip().strip("`").rpartition(" = ")[2] for column in table.split("|") if column.strip()}
        assert shown == wanted, page
