"""Every word of a definition that names something is misspelled once: each time the definition is refused."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.input.yaml_source import DefinitionError
from generators.load import load_vendor
from tests.generators.test_new_vendor import WILD

FREE = {"title", "description", "noun", "example", "reason", "messages", "ignore", "gives_nothing"}
FREE |= {"prefix", "kind", "word", "into", "disabled", "pending", "done"}
"""Keys under which any word may stand: texts for people, the vendor's own words, and what is not described."""

Steps = tuple[str | int, ...]


def words(data: Any, path: Steps = ()) -> Iterator[Steps]:
    """The places of texts that name something."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, each in inside:
        if step not in FREE:
            yield from words(each, (*path, step))
    if isinstance(data, str) and "{" not in data:
        yield path


def misspelled(data: Any, path: Steps) -> Any:
    """A copy with one letter more in the word at `path`."""
    made = copy.deepcopy(data)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] += "x"
    return made


@pytest.mark.parametrize("vendor", ["harbor", "lantern", "nimbus", "quarry"])
def test_a_misspelled_name_is_refused(vendor: str, tmp_path: Path) -> None:
    shutil.copytree(WILD / vendor, tmp_path / vendor)
    file = tmp_path / vendor / "provider.yaml"
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    places, taken = list(words(said)), []
    for path in places:
        file.write_text(yaml.safe_dump(misspelled(said, path), sort_keys=False), encoding="utf-8")
        try:
            load_vendor(tmp_path / vendor)
        except DefinitionError as error:
            assert str(error).startswith(f"{vendor}/provider.yaml:")
        else:
            taken.append(path)
    assert len(places) > 30
    assert taken == []
