"""Changes of one policy: others keep what they have, many go together, and what was lost is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rolecall.runtime.application import PlanResult, StateResult
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies.bindings import JANE, JOE, PATCH, binding, bound, give

pytestmark = pytest.mark.real_time


def at_once(
    team: Practitioner, wanted: Mapping[str, Mapping[str, Any]], plans: Mapping[str, PlanResult]
) -> list[StateResult]:
    """Carry out all plans at the same moment."""
    with ThreadPoolExecutor(len(plans)) as pool:
        return list(pool.map(lambda label: team.carry_out(label, plans[label], **wanted[label]), plans))


def test_others_keep_what_they_have(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, JOE, "cluster.admin")
    give(box, "crew", kind="GROUP")
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.admin", JOE), ("cluster.view", "crew"), ("cluster.view", JANE)]
    team.destroy("tanzu_role_binding.jane")
    assert bound(box) == [("cluster.admin", JOE), ("cluster.view", "crew")]
    assert not [each for each in box.log if each.method in ("PUT", "POST") and "iam" in each.path]


def test_bindings_of_one_policy_that_come_together_go_in_one_change(
    box: TanzuSandbox, team: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolecall.runtime.concurrency.batching.LINGER_SECONDS", 1.0)
    people = [f"crew{number}" for number in range(8)]
    wanted = {f"tanzu_role_binding.{name}": binding(name, kind="GROUP") for name in people}
    plans = {label: team.plan(label, **config) for label, config in wanted.items()}
    assert box.log.count(path=PATCH) == 2
    box.log.clear()

    results = at_once(team, wanted, plans)
    assert all(each.state is not None and not each.diagnostics.has_error for each in results)
    assert bound(box) == [("cluster.view", name) for name in people]
    assert box.log.count(method="PATCH") == 1
    assert box.log.count(method="GET", path=PATCH) == 2


def test_one_that_is_refused_does_not_take_the_others_with_it(box: TanzuSandbox, team: Practitioner) -> None:
    box.faults.add(Fault("status", method="GET", path="/iam/roles", status=403))
    wanted = {
        "tanzu_role_binding.jane": binding("crew0", kind="GROUP"),
        "tanzu_role_binding.joe": binding("crew1", role="cluster.king", kind="GROUP"),
    }
    plans = {label: team.plan(label, **config) for label, config in wanted.items()}
    jane, joe = at_once(team, wanted, plans)
    assert jane.state is not None and not jane.diagnostics.has_error
    assert joe.state is None and "cluster.king" in errors(joe)[0]
    assert bound(box) == [("cluster.view", "crew0")]


def test_a_write_that_drops_others_is_an_error_that_names_them(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, JOE, "cluster.admin")
    box.options.deltas = "overwrite"
    found = team.apply("tanzu_role_binding.jane", **binding())
    assert f"cluster.admin/USER/{JOE}" in errors(found)[0]
    assert found.state is not None


def test_a_write_without_effect_is_an_error(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.deltas = "ignore"
    found = team.apply("tanzu_role_binding.jane", **binding())
    assert found.state is None and "is not there" in errors(found)[0]
    box.options.deltas = "apply"
    team.done("tanzu_role_binding.jane", **binding())
    box.options.deltas = "ignore"
    gone = team.destroy("tanzu_role_binding.jane")
    assert gone.state is not None and "still there" in errors(gone)[0]


def test_somebody_who_was_faster_is_waited_for(box: TanzuSandbox, team: Practitioner) -> None:
    plan = team.plan("tanzu_role_binding.jane", **binding())
    box.options.policy_conflicts = 2
    box.log.clear()
    found = team.carry_out("tanzu_role_binding.jane", plan, **binding())
    assert found.state is not None and not found.diagnostics.has_error
    steps = [each.method for each in box.log if each.path == PATCH]
    assert steps == ["GET", "PATCH", "GET", "PATCH", "GET", "PATCH", "GET"]
    box.options.policy_conflicts = 9
    assert "someone else" in errors(team.apply("tanzu_role_binding.joe", **binding(JOE)))[0]


@pytest.mark.parametrize("repeated", ["accept", "conflict"])
def test_an_answer_that_was_lost_is_looked_for(box: TanzuSandbox, team: Practitioner, repeated: str) -> None:
    box.options.repeated_delta = repeated
    box.faults.add(Fault("drop_after", method="PATCH", path=PATCH, times=1))
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.view", JANE)]
    box.faults.add(Fault("drop_after", method="PATCH", path=PATCH, times=1))
    assert team.destroy("tanzu_role_binding.jane").state is None
    assert bound(box) == []


def test_an_answer_without_the_policy_is_read_after(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.policy_answer = "empty"
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.view", JANE)]
