"""A role binding that is there already is refused, but for the one that this state has."""

from __future__ import annotations

import pytest

from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies.bindings import JANE, JOE, binding, bound, give

pytestmark = pytest.mark.real_time


def test_what_is_there_is_refused_in_the_plan_and_in_the_apply(box: TanzuSandbox, team: Practitioner) -> None:
    plan = team.plan("tanzu_role_binding.jane", **binding())
    give(box, JANE)
    found = team.carry_out("tanzu_role_binding.jane", plan, **binding())
    assert found.state is None and "import" in errors(found)[0]
    team.restart()
    assert "import" in errors(team.plan("tanzu_role_binding.jane", **binding()).diagnostics)[0]
    assert bound(box) == [("cluster.view", JANE)]


def test_one_that_somebody_gave_is_refused_in_the_plan(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, JANE)
    found = team.plan_after(b"", "tanzu_role_binding.b", **binding())
    (problem,) = errors(found.diagnostics)
    assert "already exists" in problem and "terraform import tanzu_role_binding.<label>" in problem
    assert not errors(team.plan_after(b"", "tanzu_role_binding.joe", **binding(JOE)).diagnostics)


def test_one_that_this_state_has_may_be_made_anew(box: TanzuSandbox, team: Practitioner) -> None:
    """With `-replace` the second plan has no prior state."""
    team.done("tanzu_role_binding.b", **binding())
    team.restart()
    team.refresh("tanzu_role_binding.b")
    first = team.plan("tanzu_role_binding.b", **binding())
    del team.resources["tanzu_role_binding.b"]
    again = team.plan_anew("tanzu_role_binding.b", first.private, **binding())
    assert not errors(again.diagnostics)
