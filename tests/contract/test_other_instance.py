"""State of one instance, or a plan, and a provider that reaches another: nothing is read, made or changed there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import pytest

from benchmarks.faults.place import Place, placed
from rolecall.testing.case import ResourceCase
from rolecall.testing.snapshot import Snapshot
from tests.contract.conftest import environment_of
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


@pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
def test_a_saved_plan_makes_nothing_at_another_instance(case: ResourceCase) -> None:
    with placed(case, "create") as place, ExitStack() as stack:
        place.begin()
        place.terraform.sends_plans = True
        there: list[tuple[Place, Snapshot]] = []

        def move(plans: Mapping[str, Any]) -> None:
            assert plans[case.address].action == "create"
            other = stack.enter_context(placed(case, "create"))
            there.append((other, other.look()))
            place.terraform.move_to(environment_of(other.box))

        outcome = place.terraform.run_apply(move)
        ((other, before),) = there
        said = {each.summary.partition(" of ")[0] for each in outcome.errors}
        assert said == {"This plan was made at another instance"}
        assert outcome.done == {} and case.address not in place.terraform.state()
        assert other.look() == before
