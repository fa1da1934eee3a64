"""Relations that change hands inside of one state, such as a user in a group, as elements of sets do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from providers.okta import PROVIDER
from rolecall.runtime.application import PlanResult
from rolecall.runtime.concurrency.run_exchange import Neighbours
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full

USER = "user00001@example.com"
NOBODY = 2**22 + 1
"""The id of a process that there is not: Linux gives none above 2**22."""


def relations(box: OktaBox) -> dict[str, dict[str, str]]:
    """One of each type, by label."""
    group, app, user = box.store.group("Engineering").id, box.store.app("Tessian").id, box.store.user(USER).id
    return {
        "okta_group_member.it": {"group_id": group, "user_id": user},
        "okta_app_group_assignment.it": {"app_id": app, "group_id": group},
        "okta_app_user_assignment.it": {"app_id": app, "user_id": user},
    }


LABELS = ("okta_group_member.it", "okta_app_group_assignment.it", "okta_app_group_assignment.it")


def made(box: OktaBox, label: str) -> tuple[Practitioner, dict[str, str]]:
    """A relation that an earlier run made, as this run's refresh sees it."""
    person, config = Practitioner(PROVIDER, box.environment), relations(box)[label]
    person.done(label, **config)
    person.restart()
    person.refresh(label)
    box.log.clear()
    return person, config


def planned_anew(person: Practitioner, label: str, config: dict[str, Any]) -> PlanResult:
    """The second plan of a replacement."""
    first = person.plan(label, **config)
    wanted = full(person.engine.resource_schemas()[label.split(".")[0]], config)
    return person.engine.plan(
        label.split(".")[0], None, wanted, wanted, first.private, identity=None, deferral_allowed=False
    )


def writes(box: OktaBox) -> int:
    return sum(event.method != "GET" for event in box.log)


@pytest.mark.parametrize("label", LABELS)
def test_an_equal_one_that_is_made_first_takes_over(okta: OktaBox, label: str) -> None:
    """As Terraform 1.15 does it: the plan of an apply is told what the plan before it remembers."""
    person, config = made(okta, label)
    kind = label.split(".")[0]
    plan = planned_anew(person, label, config)
    assert not errors(plan.diagnostics)
    old = person.resources.pop(label)
    person.restart()
    again = person.plan_after(plan.private, label, **config)
    assert not errors(again.diagnostics)
    wanted = full(person.engine.resource_schemas()[kind], config)
    heir = person.engine.apply(kind, None, again.planned, wanted, again.private, identity=None)
    assert not list(heir.diagnostics) and heir.state == old.state
    ended = person.engine.apply(kind, old.state, None, None, plan.private, identity=None)
    assert ended.state is None and not errors(ended)
    assert writes(okta) == 0
    person.resources[label] = Resource(dict(heir.state or {}), heir.private)
    assert person.refresh(label).state == old.state
    person.restart()
    assert person.destroy(label).state is None
    assert writes(okta) == 1


@pytest.mark.parametrize("label", LABELS)
def test_an_equal_one_that_is_made_second_takes_over_too(okta: OktaBox, label: str) -> None:
    person, config = made(okta, label)
    plan = planned_anew(person, label, config)
    person.restart()
    person.resources[label].private = plan.private
    assert not errors(person.destroy(label))
    person.done(label, **config)
    assert writes(okta) == 0


@pytest.mark.parametrize("label", LABELS)
def test_what_one_address_keeps_another_one_does_not_take_away(okta: OktaBox, label: str) -> None:
    person, config = made(okta, label)
    held, deposed = person.resources[label], label.replace(".it", ".deposed")
    person.resources[deposed] = Resource(dict(held.state), held.private)
    assert not errors(person.plan(label, **config).diagnostics)
    plan = person.planned_destroy(deposed)
    assert not errors(plan.diagnostics)
    person.restart()
    person.resources[deposed].private = plan.private
    assert not errors(person.destroy(deposed))
    assert writes(okta) == 0


def test_an_apply_that_is_told_nothing_hears_of_its_plan(okta: OktaBox, tmp_path: Path) -> None:
    """Before 1.15 Terraform tells an apply nothing of its plan; the processes of one run tell each other."""
    label = "okta_group_member.it"
    person, config = made(okta, label)
    person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY)
    person.restart()
    person.refresh(label)
    plan = planned_anew(person, label, config)
    assert not errors(plan.diagnostics)
    held = person.resources.pop(label)
    person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY + 1)
    person.restart()
    assert person.done(label, **config) == held.state
    ended = person.engine.apply("okta_group_member", held.state, None, None, plan.private, identity=None)
    assert ended.state is None and not errors(ended)
    assert writes(okta) == 0


def test_what_its_plan_did_not_know_is_refused_in_the_apply(okta: OktaBox, tmp_path: Path) -> None:
    person = Practitioner(PROVIDER, okta.environment)
    config = relations(okta)["okta_group_member.it"]
    person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY)
    person.restart()
    assert not errors(person.plan("okta_group_member.it", **config).diagnostics)
    okta.change("group.join", group="Engineering", user=USER)
    person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY + 1)
    person.restart()
    assert "already exists" in errors(person.apply("okta_group_member.it", **config))[0]


def test_a_new_label_takes_over_what_the_old_one_gave(okta: OktaBox) -> None:
    person, config = made(okta, "okta_group_member.it")
    anew = person.plan("okta_group_member.new", **config)
    gone = person.planned_destroy("okta_group_member.it")
    assert not errors(anew.diagnostics) and not errors(gone.diagnostics)
    person.restart()
    person.resources["okta_group_member.it"].private = gone.private
    assert not errors(person.destroy("okta_group_member.it"))
    person.done("okta_group_member.new", **config)
    assert writes(okta) == 0
    assert okta.store.user(USER).id in okta.store.group("Engineering").members


def test_a_new_label_of_what_has_settings_of_its_own_is_a_rename(okta: OktaBox) -> None:
    person, config = made(okta, "okta_app_group_assignment.it")
    person.plan("okta_app_group_assignment.new", **config)
    gone = person.planned_destroy("okta_app_group_assignment.it")
    assert "would be removed and made again" in errors(gone.diagnostics)[0]


def test_what_somebody_else_made_is_refused_in_the_plan(okta: OktaBox) -> None:
    okta.change("group.join", group="Engineering", user=USER)
    person = Practitioner(PROVIDER, okta.environment)
    found = person.plan("okta_group_member.it", **relations(okta)["okta_group_member.it"])
    assert "already exists" in errors(found.diagnostics)[0]
