"""What cannot be used is refused with file, line, and what was expected. Nothing is skipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.input.definition import read_definition
from generators.input.yaml_source import DefinitionError, load, parse
from tests.generators.conftest import Vendor

CASES: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("definition_errors.yaml").read_text(encoding="utf-8")
)
NEAR = 60
"""Lines between the mistake and the place that the message names; a case whose place is the whole section says more."""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_definition_error(case: dict[str, str], vendor: Vendor) -> None:
    line = vendor.replace(case["file"], case["old"], case["new"])
    with pytest.raises(DefinitionError) as caught:
        vendor.load()
    message = str(caught.value)
    assert case["problem"] in message.split("; expected ")[0], message
    assert case["expected"] in message.split("; expected ")[1], message
    assert message.startswith(f"orchard/{case['file']}:"), message
    assert abs(line - caught.value.place.line) < int(case.get("within", NEAR)), message


EXACT = (
    "unknown key",
    "unknown trait key",
    "wrong kind",
    "a list of nothing",
    "unknown operation",
    "ignored without a reason",
    "field that does not exist",
    "natural key by no parameter",
    "repeated key",
    "several types",
    "field without description",
    "value that no attribute fits",
    "paging without a maximum",
)


@pytest.mark.parametrize("name", EXACT)
def test_the_line_is_the_one_at_fault(name: str, vendor: Vendor) -> None:
    case = CASES[name]
    line = vendor.replace(case["file"], case["old"], case["new"]) + (1 if name == "repeated key" else 0)
    with pytest.raises(DefinitionError) as caught:
        vendor.load()
    assert caught.value.place.line == line


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("- 1", "is a list"),
        ("a: &x [*x]", "contains itself"),
        ("when: 2020-01-01\nname: x", "reads as date"),
        ("most: .inf", "'.inf' is no number"),
        ("most: .nan", "'.nan' is no number"),
        ("1.5: x", "the key 1.5"),
        ("<<: {a: 1}", "the key '<<'"),
        ("a: !!python/object/apply:os.system [id]", "not known"),
        ("a: b: c", "not YAML"),
        ("a: 1\n--- \nb: 2", "not YAML"),
        ("\tx: 1", "not YAML"),
    ],
)
def test_broken_documents(text: str, problem: str, vendor: Vendor) -> None:
    (vendor.folder / "provider.yaml").write_text(text)
    with pytest.raises(DefinitionError, match=problem):
        read_definition(load(vendor.folder / "provider.yaml"))


def test_missing_file_is_named(vendor: Vendor) -> None:
    (vendor.folder / "openapi.yaml").unlink()
    with pytest.raises(DefinitionError, match=r"orchard/openapi.yaml:1: the file is missing"):
        vendor.load()


def test_places_survive_nesting() -> None:
    root = parse("a:\n  - b: 1\n    c:\n      d: 2\n", "x.yaml")
    assert str(root.at(["a", 0, "c", "d"])) == "x.yaml:4"
    assert str(root.at(["a", 7])) == "x.yaml:1"
    plain: Any = root.plain()
    assert plain == {"a": [{"b": 1, "c": {"d": 2}}]}
