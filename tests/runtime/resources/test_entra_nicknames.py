"""Mail nicknames of Entra: Graph creates nothing without one, and what is there has one already."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.test_entra_people import ADA, ANALYSTS, GROUP, USER, practitioner


def without(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "mail_nickname"}


@pytest.mark.parametrize(("address", "values"), [(GROUP, ANALYSTS), (USER, ADA)])
def test_a_new_one_needs_it(entra: EntraBox, address: str, values: dict[str, Any]) -> None:
    (problem,) = practitioner(entra).plan(address, **without(values)).diagnostics
    assert (problem.severity, problem.path) == ("error", ("mail_nickname",))
    assert entra.log.count("POST", "/v1.0/") == 0


def test_an_adopted_group_keeps_its_own(entra: EntraBox) -> None:
    entra.change("group.create", name="Engine room", members=[])
    group = entra.store.group("Engine room")
    person = practitioner(entra)
    person.import_(GROUP, group.id)
    state = person.refresh(GROUP).state
    plan = person.plan(GROUP, display_name="Engine room")
    assert not errors(plan.diagnostics)
    assert plan.planned is not None and plan.planned["mail_nickname"] == group.mail_nickname
    person.done(GROUP, display_name="Engines", description="Who look after them.")
    assert (group.display_name, group.mail_nickname) == ("Engines", "Engineroom")
    assert state is not None and state["mail_nickname"] == "Engineroom"


@pytest.mark.parametrize(("address", "values"), [(GROUP, ANALYSTS), (USER, ADA)])
def test_one_that_leaves_the_configuration_stays(entra: EntraBox, address: str, values: dict[str, Any]) -> None:
    person = practitioner(entra)
    state = person.done(address, **values)
    entra.log.clear()
    assert person.done(address, **without(values)) == state
    assert [event for event in entra.log if event.method != "GET"] == []


def test_one_that_is_set_is_written(entra: EntraBox) -> None:
    person = practitioner(entra)
    id = person.done(GROUP, **ANALYSTS)["id"]
    person.done(GROUP, **{**ANALYSTS, "mail_nickname": "watchers"})
    assert entra.store.groups[id].mail_nickname == "watchers"
