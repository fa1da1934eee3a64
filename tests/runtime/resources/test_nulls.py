"""A null in place of a collection: many servers write it where they leave something out, so it is not empty."""

from __future__ import annotations

import pytest

from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.takeovers import BINDING, bound, writes

SINGLE_READS, ALL_READS = r"/users/[^/]+$", r"/users"


@pytest.fixture(params=[SINGLE_READS, ALL_READS], ids=["single reads", "all reads"])
def nulls(request: pytest.FixtureRequest) -> Fault:
    """Reads of Tanium's users show null in place of their roles."""
    return Fault("member_emptied", method="GET", path=request.param, member="data.roles", words="null")


def test_a_binding_is_not_made_where_the_other_roles_are_null(tanium: TaniumBox, nulls: Fault) -> None:
    user = tanium.store.add_user("ada", roles=["Operator"])
    person = Practitioner(TANIUM, tanium.environment)
    tanium.faults.add(nulls)
    found = person.apply(BINDING, user_id=str(user.id), role="Analyst")
    assert "did not say which roles" in errors(found)[0]
    assert tanium.store.role_names("ada") == {"Operator"}


def test_a_refresh_keeps_the_binding(tanium: TaniumBox, nulls: Fault) -> None:
    person, _ = bound(tanium)
    tanium.faults.add(nulls)
    person.restart()
    found = person.refresh(BINDING)
    assert "did not say which roles" in errors(found)[0]
    assert found.state == person.resources[BINDING].state


def test_a_destroy_is_not_called_done(tanium: TaniumBox, nulls: Fault) -> None:
    person, _ = bound(tanium)
    tanium.faults.add(nulls)
    found = person.destroy(BINDING)
    assert errors(found)
    assert found.state is not None
    assert tanium.store.role_names("ada") == {"Analyst", "Operator"}


def test_a_role_by_hand_is_not_taken_away_where_state_knows_of_none(tanium: TaniumBox, nulls: Fault) -> None:
    person = Practitioner(TANIUM, tanium.environment)
    person.done("tanium_user.ada", name="ada")
    tanium.store.grant_role("ada", "Administrator")
    tanium.faults.add(nulls)
    person.restart()
    tanium.log.clear()
    found = person.apply("tanium_user.ada", name="ada", display_name="Ada")
    assert f"{UNSAID} roles" in errors(found)[0]
    assert writes(tanium) == 0


def test_roles_of_another_vendor_are_left_alone_too(splunk: SplunkBox) -> None:
    splunk.store.add_user("ada", roles=["user"])
    person = Practitioner(SPLUNK, splunk.environment)
    splunk.faults.add(Fault("member_emptied", method="GET", path=SINGLE_READS, member="content.roles", words="null"))
    found = person.apply("splunk_role_binding.p", user="ada", role="power")
    assert "did not say which roles" in errors(found)[0]
    assert splunk.store.user("ada").roles == ["user"]
