"""Vendors of three wild kinds, by two files each: the contract suite on the sandbox that is generated for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rolecall.runtime.values.canonical import canonical_value
from rolecall.testing.case import ResourceCase
from rolecall.testing.lives import LIVES, Life
from rolecall.testing.provider import ProviderCalls, read, wire
from rolecall.testing.snapshot import Snapshot, changes
from rolecall.testing.vendor import Vendor
from tests.contract.generated.vendor import wild_vendor

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[2] / "generators" / "wild").glob("*/provider.yaml"))


@cache
def wild(name: str) -> Vendor:
    return wild_vendor(next(folder for folder in FOLDERS if folder.name == name))


CASES = [case for folder in FOLDERS for case in wild(folder.name).cases]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_contract_suite(case: ResourceCase, life: Life) -> None:
    wild(case.vendor).live(case, life)


def read_source(vendor: str, name: str, **given: str) -> tuple[Any, Snapshot]:
    """What a data source reads in the vendor's sandbox, and what the vendor has."""
    with wild(vendor).stage() as stage:
        before = stage.look()
        calls = ProviderCalls(wild(vendor).provider, stage.box.environment, [])
        schema = next(each.schema for each in wild(vendor).provider.data_sources if each.name == name)
        config = canonical_value(schema.type, given)
        answer = calls.call("ReadDataSource", type_name=name, config=wire(schema.type, config))
        calls.close()
        assert changes(before, stage.look()) == {}
        return read(schema, answer.state), before


@pytest.mark.parametrize("by", ["id", "email"])
def test_a_data_source_finds_one(by: str) -> None:
    _, there = read_source("nimbus", "nimbus_person", email="email1@example.com")
    row = next(row for row in there["people"].values() if row["email"] == "email1@example.com")
    found, _ = read_source("nimbus", "nimbus_person", **{by: str(row[by])})
    assert (found["id"], found["name"], found["blocked"]) == (row["id"], row["name"], False)


def test_a_data_source_lists_all() -> None:
    found, there = read_source("harbor", "harbor_roles")
    assert [each["name"] for each in found["roles"]] == sorted(row["name"] for row in there["roles"].values())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_definition_is_short_and_needs_no_hook(folder: Path) -> None:
    text = (folder / "provider.yaml").read_text(encoding="utf-8")
    assert text.count("\n") < 250
    assert "hooks:" not in text
