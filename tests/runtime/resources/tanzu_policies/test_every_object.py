"""What is bound at all objects together: refreshes, the data source, and somebody who leaves."""

from __future__ import annotations

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox.tanzu.mission_control.store import Scope
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies.bindings import JANE, JOE, give

pytestmark = pytest.mark.real_time


def test_a_refresh_costs_one_read_for_each_object(box: TanzuSandbox) -> None:
    for number in range(40):
        give(box, f"crew{number}", kind="GROUP", at=Scope("cluster", ("alpha", "beta")[number % 2]))
    team = Practitioner(PROVIDER, {**box.environment, "TANZU_TMC_DIALECT": "auto"})
    for number in range(40):
        key = f"cluster/attached/attached/{('alpha', 'beta')[number % 2]}/cluster.view/GROUP/crew{number}"
        team.hold(f"tanzu_role_binding.crew{number}", id=key)
    box.log.clear()
    for label in list(team.resources):
        assert team.refresh(label).state is not None
    objects = 2
    assert box.log.count() <= objects + 3


def test_everything_is_listed_by_its_objects(box: TanzuSandbox, team: Practitioner) -> None:
    org = Scope("organization", box.environment["TANZU_ORG_ID"])
    give(box, JANE, "organization.view", org)
    give(box, JOE, "namespace.view", Scope("namespace", "web", cluster="beta"))
    give(box, "crew", "workspace.edit", Scope("workspace", "default"), kind="GROUP")
    box.log.clear()
    found = team.data("tanzu_role_bindings")
    assert found.state is not None, errors(found)
    assert sorted(row["id"] for row in found.state["role_bindings"]) == [
        f"namespace/attached/attached/beta/web/namespace.view/USER/{JOE}",
        f"organization/{org.name}/organization.view/USER/{JANE}",
        "workspace/default/workspace.edit/GROUP/crew",
    ]
    objects, listings, clusters, logins = 8, 3, 2, 1
    assert box.log.count() <= objects + listings + 2 * clusters + logins
    box.log.clear()
    give(box, JANE)
    found = team.data("tanzu_role_bindings", cluster="alpha")
    assert [row["subjects"][0]["name"] for row in (found.state or {})["role_bindings"]] == [JANE]


def test_removing_a_person_takes_them_out_of_every_policy(box: TanzuSandbox, team: Practitioner) -> None:
    label = "tanzu_org_member.jane"
    team.done(label, email="jane@example.com")
    box.change("invitation.accept", email="jane@example.com")
    team.restart()
    team.refresh(label)
    give(box, "Jane@example.com", "organization.view", Scope("organization", box.environment["TANZU_ORG_ID"]))
    give(box, "jane@example.com", at=Scope("cluster", "beta"))
    give(box, "jane@example.com", "namespace.edit", Scope("namespace", "web", cluster="beta"))
    give(box, JOE, at=Scope("cluster", "beta"))
    give(box, "jane@example.com", "cluster.edit", kind="GROUP")
    assert team.destroy(label).state is None
    left = [(each.role, each.subjects[0].kind) for each in box.store.mission.bindings.values()]
    assert sorted(left) == [("cluster.edit", "GROUP"), ("cluster.view", "USER")]
