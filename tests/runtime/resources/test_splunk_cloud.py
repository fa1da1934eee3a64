"""Splunk Cloud's Admin Config Service: the same resource types over another API."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.splunk import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors

USER = {"name": "jdoe", "password_wo": "correct horse", "password_wo_version": 1, "roles": ["power"]}


@pytest.fixture
def cloud() -> Iterator[SplunkBox]:
    with start("splunk", options={"api": "acs"}) as box:
        yield box


@pytest.fixture
def team(cloud: SplunkBox) -> Practitioner:
    return Practitioner(PROVIDER, cloud.environment)


def test_a_user_lives_there(cloud: SplunkBox, team: Practitioner) -> None:
    state = team.done("splunk_user.jane", **USER, realname="Jane", email="jane@example.com")
    assert state["id"] == "jdoe" and state["type"] is None
    team.done("splunk_user.jane", **{**USER, "roles": ["power", "user"]}, realname="Jane Doe", email="jane@example.com")
    assert cloud.store.users["jdoe"].realname == "Jane Doe"
    team.restart()
    assert team.refresh("splunk_user.jane").state is not None
    assert (
        team.plan(
            "splunk_user.jane", **{**USER, "roles": ["power", "user"]}, realname="Jane Doe", email="jane@example.com"
        ).planned
        == team.resources["splunk_user.jane"].state
    )
    assert team.destroy("splunk_user.jane").state is None
    assert "jdoe" not in cloud.store.users


def test_a_role_is_written_under_one_name_and_read_under_another(cloud: SplunkBox, team: Practitioner) -> None:
    team.done("splunk_role.soc", name="soc", imported_roles=["user"], capabilities=["schedule_search"])
    team.restart()
    team.refresh("splunk_role.soc")
    state = team.resources["splunk_role.soc"].state
    assert state["imported_roles"] == ["user"] and "search" in state["imported_capabilities"]


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_token_is_found_wrapped_or_not(cloud: SplunkBox, team: Practitioner, wrapped: bool) -> None:
    cloud.options.token_wrapped = wrapped
    state = team.done("splunk_token.ci", user="admin", name="ci", expires_on="+30d")
    assert cloud.store.tokens[state["id"]].value == state["token"]
    team.restart()
    read = team.refresh("splunk_token.ci")
    assert read.state is not None and read.state["expires_on"] == "+30d" and read.state["expires_at"].endswith("Z")


def test_the_vendor_is_asked_once_which_api_it_speaks(cloud: SplunkBox) -> None:
    team = Practitioner(PROVIDER, cloud.environment)
    assert len(cloud.log) == 0
    team.done("splunk_role.soc", name="soc", capabilities=["schedule_search"])
    team.done("splunk_role.noc", name="noc", capabilities=["schedule_search"])
    assert cloud.log.count(path="/services/authentication/current-context") == 1


def test_federated_search_is_given_where_it_is_acknowledged(cloud: SplunkBox, team: Practitioner) -> None:
    role = {"name": "soc", "capabilities": ["fsh_manage"]}
    assert "Federated-Search-Manage-Ack" in errors(team.apply("splunk_role.soc", **role))[0]
    team.done("splunk_role.soc", **role, federated_search_manage_ack=True)


def test_what_the_service_lacks_is_refused_in_the_plan(team: Practitioner) -> None:
    found = team.plan("splunk_user.jane", **USER, tz="UTC").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("tz",)]
    found = team.plan("splunk_saml_group.soc", name="soc", roles=["user"]).diagnostics
    assert "port 8089" in errors(found)[0]


def test_a_member_that_only_the_service_has_is_refused_elsewhere() -> None:
    with start("splunk") as box:
        team = Practitioner(PROVIDER, box.environment)
        found = team.plan("splunk_user.jane", **USER, federated_search_manage_ack=True).diagnostics
        assert "Only Splunk Cloud" in errors(found)[0]


def test_neither_api_is_an_error_that_names_both(cloud: SplunkBox) -> None:
    team = Practitioner(PROVIDER, {**cloud.environment, "SPLUNK_STACK": "other"})
    [error] = errors(team.plan("splunk_role.soc", name="soc").diagnostics)
    assert "management" in error and "acs" in error and "api_dialect" in error


def test_the_account_we_run_as_is_never_deleted(cloud: SplunkBox, team: Practitioner) -> None:
    team.import_("splunk_user.admin", "admin")
    assert "run" in errors(team.plan_destroy("splunk_user.admin"))[0]


def test_acs_without_a_stack_is_said_at_the_argument(cloud: SplunkBox) -> None:
    environment = {name: value for name, value in cloud.environment.items() if name != "SPLUNK_STACK"}
    with pytest.raises(AssertionError, match="stack"):
        Practitioner(PROVIDER, {**environment, "SPLUNK_API_DIALECT": "acs"})


def test_a_refresh_of_many_users_costs_their_pages() -> None:
    with start("splunk", seed=250, options={"api": "acs"}) as box:
        team = Practitioner(PROVIDER, {**box.environment, "SPLUNK_API_DIALECT": "acs"})
        for name in sorted(box.store.users):
            state = {attribute.name: None for attribute in PROVIDER.resource("splunk_user").schema.attributes}
            team.resources[f"splunk_user.{name}"] = Resource({**state, "id": name, "name": name})
        box.log.clear()
        for label in list(team.resources):
            assert team.refresh(label).state is not None
        pages = 3
        assert box.log.count() <= pages + 3


def test_a_token_of_another_search_head_is_refused_with_the_way_out(cloud: SplunkBox) -> None:
    team = Practitioner(PROVIDER, {**cloud.environment, "SPLUNK_AUTH_TOKEN": "not.this.stack"})
    [error] = errors(team.plan("splunk_role.soc", name="soc").diagnostics)
    assert "credentials" in error and "auth_token" in error


def test_what_the_stack_refuses_for_now_is_sent_again(cloud: SplunkBox, team: Practitioner) -> None:
    cloud.faults.add(Fault("status", method="POST", path="/roles", status=429, retry_after=0, times=1))
    team.done("splunk_role.noc", name="noc")
    team.done("splunk_role.soc", name="soc")  # the stack is still busy with the first: 424
    assert {"noc", "soc"} <= set(cloud.store.roles)
    assert [each.status for each in cloud.log if each.method == "POST"] == [429, 200, 424, 200]
