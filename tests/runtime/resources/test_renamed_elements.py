"""Roles that somebody renamed a moment ago: a listing from before that hides none of those who have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from rolecall.sandbox import start
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanium_people import practitioner

BINDING: Final = "tanium_role_binding.one"


@pytest.fixture(params=["classic", "platform"])
def box(request: pytest.FixtureRequest) -> Iterator[TaniumBox]:
    with start("tanium", seed=3, options={"api": request.param}) as found:
        yield found


@pytest.fixture
def person(box: TaniumBox) -> Practitioner:
    """Somebody who gave jane a role that is called otherwise since the roles were listed."""
    jane = box.store.add_user("jane", roles=["Operator"])
    found = practitioner(box)
    found.done(BINDING, user_id=str(jane.id), role="Analyst")
    found.restart()
    found.plan("tanium_role_binding.other", user_id=str(jane.id), role="Read Only User")  # lists the roles
    box.change("role.rename", name="Analyst", to="Senior Analyst")
    return found


def test_a_refresh_sees_who_has_it_still(person: Practitioner) -> None:
    state = person.refresh(BINDING).state
    assert state is not None
    assert state["role"] in ("Analyst", "Senior Analyst")


def test_a_destroy_takes_it_away(person: Practitioner, box: TaniumBox) -> None:
    assert not errors(person.destroy(BINDING))
    assert box.store.role_names("jane") == {"Operator"}
