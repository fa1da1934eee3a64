"""Vendors of three wild kinds, by two files each: the contract suite on the sandbox that is generated for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.contract import test_lifecycle as suite
from tests.contract.case import ResourceCase
from tests.contract.generated.cases import cases_of
from tests.contract.generated.vendor import Wild
from tests.contract.stage import Stage

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[2] / "generators" / "wild").glob("*/provider.yaml"))


@cache
def wild(name: str) -> Wild:
    return Wild(next(folder for folder in FOLDERS if folder.name == name))


CASES = [case for folder in FOLDERS for case in cases_of(wild(folder.name).provider, wild(folder.name).served)]
LIVES: tuple[Callable[[ResourceCase, Callable[[str], Stage]], None], ...] = (
    suite.test_create_and_destroy,
    suite.test_update_each_attribute_alone,
    suite.test_drift_is_seen_and_repaired,
    suite.test_import_into_a_fresh_state,
)


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__.removeprefix("test_"))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_contract_suite(case: ResourceCase, life: Callable[..., None]) -> None:
    with wild(case.vendor).stage() as stage:
        life(case, lambda where: stage)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_definition_is_short_and_needs_no_hook(folder: Path) -> None:
    text = (folder / "provider.yaml").read_text(encoding="utf-8")
    assert text.count("\n") < 250
    assert "hooks:" not in text
