"""Data sources read without changing a plan, functions compute, ephemerals leave no trace but their use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rolecall.testing.case import DataCase, EphemeralCase, resolve
from rolecall.testing.snapshot import changes
from tests.contract import snapshot
from tests.contract.conftest import Place
from tests.contract.tables import DATA_SOURCES, EPHEMERALS, FUNCTIONS
from tests.terraform.installation import requirements

pytestmark = pytest.mark.terraform
Build = Callable[[str], Place]


@pytest.mark.parametrize("where", sorted({case.where for case in DATA_SOURCES}))
def test_data_sources_and_functions(where: str, place: Build) -> None:
    at, vendor = place(where), where.partition("@")[0]
    cases = {_address(case): case for case in DATA_SOURCES if case.where == where}
    blocks: dict[str, dict[str, Any]] = {}
    for address, case in cases.items():
        _, kind, label = address.split(".")
        blocks.setdefault(kind, {})[label] = resolve(at.box, case.configuration)
    before = snapshot.take(at.box)
    functions = {case.name: case for case in FUNCTIONS if case.vendor == vendor}
    outputs = {name: {"value": case.expression} for name, case in functions.items()}
    at.workspace.write({**requirements(vendor), "data": blocks, **({"output": outputs} if outputs else {})})
    at.workspace.apply().ok()
    state = at.workspace.state()
    assert set(state) == set(cases)
    for address, case in cases.items():
        assert state[address]["id"], address
        case.check(at.box, state[address])
    assert at.workspace.outputs() == {name: case.result for name, case in functions.items()}
    _expect_empty_plan(at)
    assert changes(before, snapshot.take(at.box)) == {}


def _address(case: DataCase) -> str:
    return f"data.{case.type}.{case.label.replace(' ', '_')}"


@pytest.mark.parametrize("case", EPHEMERALS, ids=lambda case: f"{case.type}@{case.where}")
def test_ephemerals(case: EphemeralCase, place: Build) -> None:
    at = place(case.where)
    at.workspace.environment = dict(case.environment(at.box))
    before = case.left(at.box)
    block = {"ephemeral": {case.type: {"this": resolve(at.box, case.configuration)}}}
    at.workspace.write({**requirements(case.vendor), **block, **case.consumer})

    issued = len(at.secrets.issued)
    at.workspace.saved_plan()
    assert len(at.secrets.issued) > issued, "the plan opened nothing"
    assert case.left(at.box) == before

    at.workspace.apply().ok()
    assert case.left(at.box) == before
    state = at.workspace.state()
    assert f"ephemeral.{case.type}.this" not in state
    case.used(at.box, state, at.secrets.issued)
    _expect_empty_plan(at)
    assert case.left(at.box) == before


def _expect_empty_plan(at: Place) -> None:
    result = at.workspace.plan()
    assert result.code == 0, result.report()
