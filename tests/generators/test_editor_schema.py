"""`generators/provider.schema.json`: editors accept what the generators accept, and refuse a misspelt key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no types

from generators.__main__ import ROOT
from generators.input.yaml_source import load
from generators.load import VENDORS
from generators.output.editor_schema import FILE
from tests.generators.conftest import ORCHARD

DEFINITIONS = [*sorted(VENDORS.glob("*/provider.yaml")), ORCHARD / "provider.yaml"]
SCHEMA = json.loads((ROOT / FILE).read_text(encoding="utf-8"))


def complaints(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.parent.name)
def test_every_definition_is_valid(path: Path) -> None:
    assert complaints(load(path).plain()) == []


@pytest.mark.parametrize("path", sorted(VENDORS.glob("*/provider.yaml")), ids=lambda path: path.parent.name)
def test_every_definition_tells_editors_where_the_schema_is(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    key, _, target = first.partition("=")
    assert key == "# yaml-language-server: $schema"
    assert (path.parent / target).resolve() == ROOT / FILE


@pytest.mark.parametrize(
    ("where", "right", "wrong"),
    [
        ((), "collections", "colections"),
        (("collections", "gardeners"), "key", "kee"),
        (("collections", "gardeners", "absent_rows"), "flag", "flagg"),
    ],
)
def test_a_misspelt_key_fails(where: tuple[str, ...], right: str, wrong: str) -> None:
    data = load(ORCHARD / "provider.yaml").plain()
    inner = data
    for step in where:
        inner = inner[step]
    inner[wrong] = inner.pop(right)
    assert any(wrong in message for message in complaints(data))


def test_a_word_that_is_none_of_the_choices_and_a_value_of_the_wrong_kind_fail() -> None:
    data = load(ORCHARD / "provider.yaml").plain()
    data["collections"]["gardeners"]["absent_rows"]["recreate"] = "revived"
    data["version"] = 1
    assert len(complaints(data)) == 2


def test_keys_say_what_they_are() -> None:
    flag = SCHEMA["$defs"]["AbsentRows"]["properties"]["flag"]
    assert flag["type"] == "string" and "Rows whose `flag` is one of `values` count as absent" in flag["description"]
