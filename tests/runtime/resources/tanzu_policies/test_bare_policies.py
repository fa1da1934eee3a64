"""Policies in which nothing is bound: empty, not there at all, or without a word of bindings."""

from __future__ import annotations

import pytest

from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies.bindings import JOE, binding, bound, give

pytestmark = pytest.mark.real_time


@pytest.mark.parametrize("shape", ["none", "empty"])
def test_the_last_binding_leaves_an_empty_policy_or_none(box: TanzuSandbox, team: Practitioner, shape: str) -> None:
    box.options.bare_policies = shape
    team.done("tanzu_role_binding.jane", **binding())
    give(box, JOE)
    assert team.destroy("tanzu_role_binding.jane").state is None
    box.store.mission.bindings.clear()
    team.done("tanzu_role_binding.jane", **binding())
    box.store.mission.bindings.clear()
    team.restart()
    assert team.refresh("tanzu_role_binding.jane").state is None


def test_one_empty_policy_ends_no_destroy(box: TanzuSandbox, team: Practitioner) -> None:
    """No policies at all is how the vendor says that nothing is bound: one such answer is asked for again."""
    team.done("tanzu_role_binding.jane", **binding())
    team.restart()
    fault = box.faults.add(Fault("member_emptied", method="GET", path="iam", member="policyList", words="[]", times=1))
    result = team.destroy("tanzu_role_binding.jane")
    assert (fault.fired, errors(result), result.state) == (1, [], None)
    assert bound(box) == []


def test_a_policy_that_does_not_say_its_bindings_is_not_empty(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.bare_policies = "silent"
    refused = team.apply("tanzu_role_binding.jane", **binding())
    assert "roleBindings" in errors(refused)[0] and not box.log.count(method="PATCH")
    give(box, JOE, "cluster.admin")
    team.done("tanzu_role_binding.jane", **binding())
    box.store.mission.bindings.clear()
    team.restart()
    found = team.refresh("tanzu_role_binding.jane")
    assert found.state is not None and "roleBindings" in errors(found)[0]


def test_the_last_one_is_out_where_nothing_says_so(box: TanzuSandbox, team: Practitioner) -> None:
    team.done("tanzu_role_binding.jane", **binding())
    box.options.bare_policies = "silent"
    found = team.destroy("tanzu_role_binding.jane")
    assert found.state is None and not found.diagnostics.has_error
    assert [each.severity for each in found.diagnostics] == ["warning"]
    assert bound(box) == []
