"""A sample of the fault matrix (`python -m benchmarks.faults`): nothing is lost, doubled or left without a way out."""

from __future__ import annotations

import pytest

from benchmarks.faults.cases import Scene
from benchmarks.faults.place import operations_of, placed
from benchmarks.faults.selection import Selection
from rolecall.testing.case import ResourceCase
from tests.contract.tables import IN_DIALECTS, RESOURCES

SAMPLE = Selection(sample=3, seed=1)
"""As `--sample 3 --seed 1` draws them: always the same cases."""


@pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
def test_no_fault_costs_anything(case: ResourceCase) -> None:
    found = []
    for operation in operations_of(case):
        with placed(case, operation) as place:
            scene = Scene(place)
            for each in SAMPLE.of(scene.cases(), f"{case.name} {operation}"):
                verdict, _ = scene.play(each)
                found += [f"{each.command}: {line}" for line in verdict.lines()]
    assert found == []
