"""Small facts of Mission Control's policies, each of which one declaration stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.mission_control.store import Scope, Subject
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies import bindings

LABEL = "tanzu_role_binding.it"


@pytest.fixture
def box() -> Iterator[TanzuSandbox]:
    options = {"mission_control": "policy", "clusters": [f"c{number:03}" for number in range(120)]}
    with start("tanzu", seed=3, options=options) as found:
        assert isinstance(found, TanzuSandbox)
        yield found


def binding(name: str, kind: str = "GROUP", role: str = "cluster.view") -> dict[str, Any]:
    return bindings.binding(name, role, kind, cluster={"name": "c001"})


def test_more_objects_than_a_page_has_are_all_looked_at(box: TanzuSandbox, team: Practitioner) -> None:
    box.store.mission.add_binding("cluster.view", [Subject("GROUP", "crew")], Scope("cluster", "c119"))
    found = team.data("tanzu_role_bindings")
    assert found.state is not None, errors(found)
    assert [row["id"] for row in found.state["role_bindings"]] == [
        "cluster/attached/attached/c119/cluster.view/GROUP/crew"
    ]


@pytest.mark.parametrize(
    ("said", "path", "words"),
    [
        ({"name": "crew", "role": "r" * 127}, ("role",), "126"),
        ({"name": "c" * 321}, ("subject", "name"), "320"),
        ({"name": "crew", "kind": "ROBOT"}, ("subject", "kind"), "K8S_SERVICEACCOUNT"),
    ],
    ids=["role", "name", "kind"],
)
def test_what_mission_control_refuses_fails_in_the_plan(
    team: Practitioner, said: dict[str, Any], path: tuple[str, ...], words: str
) -> None:
    found = team.plan(LABEL, **binding(**said)).diagnostics
    assert [words in each.detail for each in found if each.severity == "error" and each.path == path] == [True]


def test_somebody_who_is_no_member_is_refused_in_the_plan(box: TanzuSandbox, team: Practitioner) -> None:
    found = team.plan(LABEL, **binding("nobody@example.com", "USER")).diagnostics
    assert [each.path for each in found if each.severity == "error"] == [("subject", "name")]
    assert box.log.count("PATCH") == 0


def test_the_words_of_an_error_are_shown_and_nothing_else(box: TanzuSandbox, team: Practitioner) -> None:
    box.faults.add(Fault("status", method="PATCH", path="iam", status=400))
    [error] = errors(team.apply(LABEL, **binding("crew")))
    assert "details" not in error and "{" not in error
