"""State of one instance, and a provider that reaches another: nothing is read, changed or deleted there."""

from __future__ import annotations

import pytest

from benchmarks.faults.place import placed
from tests.contract.case import ResourceCase
from tests.contract.tables import IN_DIALECTS, RESOURCES


@pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
def test_nothing_of_another_instance_is_touched(case: ResourceCase) -> None:
    with placed(case, "destroy") as place:
        place.begin()
        held = place.terraform.held
    with placed(case, "destroy") as other:
        other.begin()
        before = other.look()
        for command in (other.operate, other.terraform.run_apply):
            other.terraform.held = held
            outcome = command()
            assert any("belongs to another instance" in each.summary for each in outcome.errors)
            assert outcome.done == {}
            assert other.terraform.held == held
            assert other.look() == before
