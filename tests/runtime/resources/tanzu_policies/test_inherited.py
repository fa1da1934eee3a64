"""Answers that mix the policies of what an object belongs to with its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.tanzu.dialects.policy import PROVIDER as POLICY
from rolecall.sandbox.tanzu.mission_control.store import Scope
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.tanzu_policies.bindings import ALPHA, JANE, JOE, binding, bound, give

pytestmark = pytest.mark.real_time


def test_what_is_inherited_is_not_taken_for_direct(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.inherited_policies = True
    give(box, JANE, at=Scope("clusterGroup", "platform"))
    give(box, JOE, "cluster.admin", Scope("organization", box.environment["TANZU_ORG_ID"]))
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.view", JANE)]
    box.store.mission.bindings = {
        name: each for name, each in box.store.mission.bindings.items() if each.scope != ALPHA
    }
    team.restart()
    assert team.refresh("tanzu_role_binding.jane").state is None


@pytest.mark.parametrize("shape", ["short", "empty", "bare"])
def test_a_listing_that_does_not_explain_what_was_read_takes_nothing_for_gone(
    box: TanzuSandbox, team: Practitioner, shape: str
) -> None:
    """The policy was read just before, with the binding in it, beside one of what the cluster belongs to."""
    label = "tanzu_role_binding.crew"
    give(box, JOE, "cluster.admin", Scope("organization", box.environment["TANZU_ORG_ID"]))
    team.done(label, **binding("crew", kind="GROUP"))
    box.options.inherited_policies, box.options.effective = True, shape
    team.restart()
    refreshed, ended = team.refresh(label), team.destroy(label)
    assert refreshed.state is not None and "is incomplete" in errors(refreshed)[0]
    assert ended.state is not None and "is incomplete" in errors(ended)[0]
    assert bound(box) == [("cluster.view", "crew")]
    everything = team.data("tanzu_role_bindings")
    assert everything.state is None and "is incomplete" in errors(everything)[0]
    box.options.effective = "whole"
    assert team.destroy(label).state is None and bound(box) == []


def test_somebody_does_not_leave_while_their_bindings_cannot_be_told_apart(
    box: TanzuSandbox, team: Practitioner
) -> None:
    team.import_("tanzu_org_member.jane", f"name={JANE}")
    give(box, JOE, "cluster.admin", Scope("organization", box.environment["TANZU_ORG_ID"]))
    give(box, JANE)
    box.options.inherited_policies, box.options.effective = True, "short"
    ended = team.destroy("tanzu_org_member.jane")
    assert ended.state is not None and any("is incomplete" in each for each in errors(ended))
    assert bound(box) == [("cluster.view", JANE)]


def test_that_answers_mix_in_what_is_inherited_is_learnt(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.inherited_policies = True
    box.store.mission.clusters["beta"] = "sandbox"
    give(box, JOE, at=Scope("clusterGroup", "platform"))
    give(box, JANE)
    give(box, JANE, at=Scope("clusterGroup", "sandbox"))
    for name in ("alpha", "beta"):
        key = f"cluster/attached/attached/{name}/cluster.view/USER/{JANE}"
        team.hold(f"tanzu_role_binding.{name}", id=key)
    assert team.refresh("tanzu_role_binding.alpha").state is not None
    assert team.refresh("tanzu_role_binding.beta").state is None


def test_one_inherited_policy_alone_shows_at_the_second_object(box: TanzuSandbox, team: Practitioner) -> None:
    """Each of two clusters answers with the one policy of their group: it can be neither's own."""
    box.options.inherited_policies = True
    give(box, JANE, at=Scope("clusterGroup", "platform"))
    found = team.data("tanzu_role_bindings")
    assert found.state is not None, errors(found)
    assert [row["id"].split("/")[0] for row in found.state["role_bindings"]] == ["cluster_group"]


def test_without_the_trait_several_policies_are_not_guessed_among(box: TanzuSandbox) -> None:
    box.options.inherited_policies = True
    give(box, JOE, at=Scope("clusterGroup", "platform"))
    give(box, JANE, "cluster.edit")
    elements = POLICY.collection("role_bindings").elements
    assert elements is not None
    shim = with_collection(POLICY, "role_bindings", elements=replace(elements, inherited=None))
    found = Practitioner(shim, box.environment).apply("tanzu_role_binding.jane", **binding())
    assert "several documents" in errors(found)[0]
    assert not box.log.count(method="PATCH")
