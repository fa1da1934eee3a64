"""Data sources read without changing a plan, functions compute, ephemerals leave no trace but their use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contract import snapshot
from tests.contract.case import DataCase, EphemeralCase, resolve
from tests.contract.stage import Stage
from tests.contract.tables import DATA_SOURCES, EPHEMERALS, FUNCTIONS
from tests.terraform.installation import requirements

pytestmark = pytest.mark.terraform
Build = Callable[[str], Stage]


@pytest.mark.parametrize("vendor", sorted({case.vendor for case in DATA_SOURCES}))
def test_data_sources_and_functions(vendor: str, stage: Build) -> None:
    on = stage(vendor)
    cases = {_address(case): case for case in DATA_SOURCES if case.vendor == vendor}
    blocks: dict[str, dict[str, Any]] = {}
    for address, case in cases.items():
        _, kind, label = address.split(".")
        blocks.setdefault(kind, {})[label] = resolve(on.box, case.configuration)
    before = on.look()
    functions = {case.name: case for case in FUNCTIONS if case.vendor == vendor}
    outputs = {name: {"value": case.expression} for name, case in functions.items()}
    on.workspace.write({**requirements(vendor), "data": blocks, **({"output": outputs} if outputs else {})})
    on.workspace.apply().ok()
    state = on.workspace.state()
    assert set(state) == set(cases)
    for address, case in cases.items():
        assert state[address]["id"], address
        case.check(on.box, state[address])
    assert on.workspace.outputs() == {name: case.result for name, case in functions.items()}
    on.expect_empty_plan()
    assert snapshot.changes(before, on.look()) == {}


def _address(case: DataCase) -> str:
    return f"data.{case.type}.{case.label.replace(' ', '_')}"


@pytest.mark.parametrize("case", EPHEMERALS, ids=lambda case: case.type)
def test_ephemerals(case: EphemeralCase, stage: Build) -> None:
    on = stage(case.vendor)
    on.workspace.environment = dict(case.environment(on.box))
    before = case.left(on.box)
    block = {"ephemeral": {case.type: {"this": resolve(on.box, case.configuration)}}}
    on.workspace.write({**requirements(case.vendor), **block, **case.consumer})

    issued = len(on.secrets.issued)
    on.workspace.saved_plan()
    assert len(on.secrets.issued) > issued, "the plan opened nothing"
    assert case.left(on.box) == before

    on.workspace.apply().ok()
    assert case.left(on.box) == before
    state = on.workspace.state()
    assert f"ephemeral.{case.type}.this" not in state
    case.used(on.box, state, on.secrets.issued)
    on.expect_empty_plan()
    assert case.left(on.box) == before
