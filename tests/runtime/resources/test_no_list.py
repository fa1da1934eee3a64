"""A null or another form in place of a collection: what is no list says nothing of it, and least that it is empty."""

from __future__ import annotations

import pytest

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.takeovers import BINDING, bound, writes

SINGLE_READS, ALL_READS = r"/users/[^/]+$", r"/users"


@pytest.fixture(params=["null", '""', "false", "{}", "[null]", "[{}]"])
def words(request: pytest.FixtureRequest) -> str:
    """What stands in place of a list."""
    return str(request.param)


@pytest.fixture(params=[SINGLE_READS, ALL_READS], ids=["single reads", "all reads"])
def no_list(request: pytest.FixtureRequest, words: str) -> Fault:
    """Reads of Tanium's users show something else in place of their roles."""
    return Fault("member_emptied", method="GET", path=request.param, member="data.roles", words=words)


def test_a_binding_is_not_made_where_the_other_roles_are_not_said(tanium: TaniumBox, no_list: Fault) -> None:
    user = tanium.store.add_user("ada", roles=["Operator"])
    person = Practitioner(TANIUM, tanium.environment)
    tanium.faults.add(no_list)
    found = person.apply(BINDING, user_id=str(user.id), role="Analyst")
    assert errors(found)
    assert tanium.store.role_names("ada") == {"Operator"}


def test_a_refresh_keeps_the_binding(tanium: TaniumBox, no_list: Fault) -> None:
    person, _ = bound(tanium)
    tanium.faults.add(no_list)
    person.restart()
    found = person.refresh(BINDING)
    assert errors(found)
    assert found.state == person.resources[BINDING].state


def test_a_destroy_is_not_called_done(tanium: TaniumBox, no_list: Fault) -> None:
    person, _ = bound(tanium)
    tanium.faults.add(no_list)
    found = person.destroy(BINDING)
    assert errors(found)
    assert found.state is not None
    assert tanium.store.role_names("ada") == {"Analyst", "Operator"}


def test_a_role_by_hand_is_not_taken_away_where_state_knows_of_none(tanium: TaniumBox, no_list: Fault) -> None:
    person = Practitioner(TANIUM, tanium.environment)
    person.done("tanium_user.ada", name="ada")
    tanium.store.grant_role("ada", "Administrator")
    tanium.faults.add(no_list)
    person.restart()
    tanium.log.clear()
    found = person.apply("tanium_user.ada", name="ada", display_name="Ada")
    assert errors(found)
    assert writes(tanium) == 0


def test_roles_of_another_vendor_are_left_alone_too(splunk: SplunkBox, words: str) -> None:
    splunk.store.add_user("ada", roles=["user"])
    person = Practitioner(SPLUNK, splunk.environment)
    splunk.faults.add(Fault("member_emptied", method="GET", path=SINGLE_READS, member="content.roles", words=words))
    found = person.apply("splunk_role_binding.p", user="ada", role="power")
    assert errors(found)
    assert splunk.store.user("ada").roles == ["user"]


@pytest.mark.parametrize("words", ["[null]", "[{}]", '[{"display": "ghost"}]', '[{"value": null}]', '"u3"', "false"])
def test_a_member_without_a_value_is_none(words: str) -> None:
    """It never enters the state, where a null would stop every later run."""
    with start("scim") as box:
        ada = box.store.add_user("ada@example.com").id
        person = Practitioner(SCIM, box.environment)
        group = person.done("scim_group.g", display_name="Guild", members=[ada])
        box.faults.add(Fault("member_emptied", method="GET", path="/Groups", member="members", words=words))
        person.restart()
        assert person.refresh("scim_group.g").state == group
        box.faults.clear()
        person.restart()
        assert person.refresh("scim_group.g").state == group
        assert not errors(person.apply("scim_group.g", display_name="Guild", members=[]))
        assert box.store.groups.find("Guild").members == frozenset()
