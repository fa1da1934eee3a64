"""What `create_before_destroy` leaves behind beside its equal only leaves the state, in whichever order it comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from providers.okta import PROVIDER as OKTA
from rolecall.runtime.application import PlanResult
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.sandbox import start
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors
from tests.runtime.resources.takeovers import BINDING, bound

NOBODY: Final = 2**22 + 1
"""More than the id of any process."""


class Left:
    """A binding that state has twice, as the current one and as a deposed one."""

    def __init__(self, person: Practitioner, label: str, config: dict[str, Any], log: Any) -> None:
        self.person, self.label, self.config, self.log = person, label, config, log
        self.deposed = f"{label.split('.')[0]}.deposed"
        held = person.resources[label]
        person.resources[self.deposed] = Resource(dict(held.state), held.private)
        log.clear()

    def begin(self, folder: Path, process: int) -> None:
        """A process of Terraform's begins, which meets others in `folder`."""
        self.person.neighbours = Neighbours(lambda: folder, process=process)
        self.person.restart()

    def plan(self) -> None:
        """Plan that the current one is kept and the deposed one ends, after a refresh."""
        self.person.refresh(self.label)
        assert not errors(self.person.plan(self.label, **self.config).diagnostics)
        assert not errors(self.person.planned_destroy(self.deposed).diagnostics)

    def end(self, plan: PlanResult, label: str = "") -> list[str]:
        """Destroy the deposed one, or `label`, as planned; gives the errors."""
        label = label or self.deposed
        kind, held = label.split(".")[0], self.person.resources[label]
        return errors(self.person.engine.apply(kind, held.state, None, None, plan.private, identity=None))

    @property
    def writes(self) -> int:
        return sum(event.method != "GET" for event in self.log)


@pytest.fixture(params=["element of a set", "object of its own"])
def left(request: pytest.FixtureRequest, tanium: TaniumBox) -> Iterator[Left]:
    if request.param == "element of a set":
        person, config = bound(tanium)
        yield Left(person, BINDING, config, tanium.log)
        return
    with start("okta", seed=3) as box:
        person, label = Practitioner(OKTA, box.environment), "okta_group_member.it"
        group, user = box.store.group("Engineering").id, box.store.user("user00001@example.com").id
        config = {"group_id": group, "user_id": user}
        person.done(label, **config)
        yield Left(person, label, config, box.log)


def test_one_whose_end_is_planned_first_waits_for_its_equal(left: Left) -> None:
    person, plans = left.person, list[PlanResult]()
    person.restart()
    person.refresh(left.label)
    ending = threading.Thread(target=lambda: plans.append(person.planned_destroy(left.deposed)))
    ending.start()
    assert not errors(person.plan(left.label, **left.config).diagnostics)
    ending.join()
    assert not errors(plans[0].diagnostics)
    person.restart()
    assert left.end(plans[0]) == []
    assert left.writes == 0


def test_an_equal_that_comes_after_the_end_is_decided_is_an_error(left: Left) -> None:
    assert not errors(left.person.planned_destroy(left.deposed).diagnostics)
    found = errors(left.person.plan(left.label, **left.config).diagnostics)
    assert "is kept at one address and destroyed at another" in found[0] and "`-parallelism`" in found[0]


def test_an_apply_that_plans_the_end_anew_hears_of_its_plan(left: Left, tmp_path: Path) -> None:
    """Terraform plans the end of a deposed object once more in the process that applies."""
    left.begin(tmp_path, NOBODY)
    left.plan()
    left.begin(tmp_path, NOBODY + 1)
    plan = left.person.planned_destroy(left.deposed)
    assert left.end(plan) == []
    assert left.writes == 0


@pytest.mark.parametrize("deposed_first", [True, False])
def test_a_destroy_ends_what_its_refresh_kept(left: Left, tmp_path: Path, deposed_first: bool) -> None:
    """`terraform destroy` makes a plan as any other before its own, in processes that all leave word."""
    left.begin(tmp_path, NOBODY)
    left.plan()
    left.begin(tmp_path, NOBODY + 1)
    order = [left.deposed, left.label] if deposed_first else [left.label, left.deposed]
    plans = {label: left.person.planned_destroy(label) for label in order}
    left.begin(tmp_path, NOBODY + 2)
    assert left.end(plans[left.label], left.label) == []
    assert left.end(left.person.planned_destroy(left.deposed)) == []
    assert left.writes >= 1


def test_a_destroy_ends_one_that_its_refresh_kept(left: Left, tmp_path: Path) -> None:
    del left.person.resources[left.deposed]
    left.begin(tmp_path, NOBODY)
    left.person.refresh(left.label)
    assert not errors(left.person.plan(left.label, **left.config).diagnostics)
    left.begin(tmp_path, NOBODY + 1)
    plan = left.person.planned_destroy(left.label)
    left.begin(tmp_path, NOBODY + 2)
    assert left.end(plan, left.label) == []
    assert left.writes == 1


def test_one_that_its_plan_ends_ends(left: Left, tmp_path: Path) -> None:
    left.begin(tmp_path, NOBODY)
    left.person.refresh(left.deposed)
    assert not errors(left.person.planned_destroy(left.deposed).diagnostics)
    left.begin(tmp_path, NOBODY + 1)
    assert left.end(left.person.planned_destroy(left.deposed)) == []
    assert left.writes == 1


def test_the_apply_of_a_plan_that_another_run_saved_is_refused(left: Left, tmp_path: Path) -> None:
    left.begin(tmp_path, NOBODY)
    plan = left.person.planned_destroy(left.deposed)
    assert "Nothing tells whether" in left.end(plan)[0]
    assert left.writes == 0
