"""Small facts of Splunk Cloud's Admin Config Service, each of which one declaration stands for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.splunk import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.testing.waits import skipped
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors

USER = {"name": "jdoe", "password_wo": "correct horse", "password_wo_version": 1, "roles": ["power"]}


@pytest.fixture
def cloud() -> Iterator[SplunkBox]:
    with start("splunk", options={"api": "acs", "busy_writes": 0}) as box:
        yield box


@pytest.fixture
def team(cloud: SplunkBox) -> Practitioner:
    return Practitioner(PROVIDER, {**cloud.environment, "SPLUNK_API_DIALECT": "acs"})


def test_a_search_head_is_named_in_the_stack() -> None:
    with start("splunk", options={"api": "acs", "stack": "es.example"}) as box:
        team = Practitioner(PROVIDER, {**box.environment, "SPLUNK_API_DIALECT": "acs"})
        team.done("splunk_role.soc", name="soc")
        assert box.log.count(path="^/es.example/adminconfig/v2/") == box.log.count()


def test_a_refusal_tells_its_words_and_the_id_of_its_request(cloud: SplunkBox, team: Practitioner) -> None:
    cloud.store.add_user("sam", type="SAML", roles=["user"])
    team.import_("splunk_user.sam", "sam")
    team.refresh("splunk_user.sam")
    [error] = errors(team.apply("splunk_user.sam", name="sam", roles=["power"]))
    assert "sandbox-" in error and ": user sam comes from SAML\n" in error


@pytest.mark.parametrize("name", ["admin", "sc_admin", "power", "user", "can_delete"])
def test_roles_that_come_with_it_are_neither_changed_nor_deleted(
    cloud: SplunkBox, team: Practitioner, name: str
) -> None:
    if name in cloud.store.roles:
        team.import_("splunk_role.it", name)
        team.refresh("splunk_role.it")
        assert errors(team.plan_destroy("splunk_role.it"))
    assert any(
        "Splunk Cloud" in each for each in errors(team.plan("splunk_role.it", name=name, srch_jobs_quota=7).diagnostics)
    )
    assert {each.method for each in cloud.log} <= {"GET"}


def test_imported_roles_are_read_where_they_are_shown(cloud: SplunkBox, team: Practitioner) -> None:
    cloud.store.add_role("soc", imported_roles=["user"])
    team.import_("splunk_role.soc", "soc")
    state = team.refresh("splunk_role.soc").state
    assert state is not None and state["imported_roles"] == ["user"]


def test_capabilities_are_those_of_the_system(team: Practitioner) -> None:
    state = team.data("splunk_capabilities").state
    assert state is not None and "edit_user" in state["capabilities"]


def test_a_token_ends_at_a_time_that_is_written_out(cloud: SplunkBox, team: Practitioner) -> None:
    state = team.done("splunk_token.ci", user="admin", name="ci", expires_on="+30d")
    assert state["expires_at"].endswith("Z")
    team.restart()
    assert team.refresh("splunk_token.ci").state == state


def test_a_read_that_lags_behind_a_write_is_read_again(cloud: SplunkBox, team: Practitioner) -> None:
    team.done("splunk_user.jdoe", **USER)
    cloud.faults.add(Fault("stale", method="GET", path="users/jdoe$", times=5, after=1))
    cloud.log.clear()
    with skipped():
        team.done("splunk_user.jdoe", **{**USER, "roles": ["user"]})
    assert cloud.store.user("jdoe").roles == ["user"] and cloud.log.count("PATCH") == 1


def test_rows_are_read_until_a_page_is_short(cloud: SplunkBox, team: Practitioner) -> None:
    for number in range(250):
        cloud.store.add_user(f"user{number:03}", roles=["user"])
    state = team.data("splunk_users").state
    assert state is not None and len(state["users"]) == len(cloud.store.users)
    assert cloud.log.count(path="/users$") == 3
