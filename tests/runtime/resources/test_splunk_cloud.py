"""Splunk Cloud's Admin Config Service: the same resource types over another API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from providers.splunk import PROVIDER
from providers.splunk.dialects.acs import PROVIDER as ACS
from rolecall.runtime.engine import Engine
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.specification.schema import ErrorMeaning
from rolecall.testing.waits import skipped
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, full
from tests.runtime.resources.switches import with_attribute

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
    assert cloud.log.count(path="/services/authentication/current-context") == 0
    assert cloud.log.count("GET", "/adminconfig/v2/users$") == 1


def test_the_management_port_is_found_by_the_second_question(splunk: SplunkBox) -> None:
    token = splunk.store.add_token(splunk.store.admin, "x").value
    team = Practitioner(PROVIDER, {**splunk.environment, "SPLUNK_STACK": "example", "SPLUNK_AUTH_TOKEN": token})
    team.done("splunk_role.soc", name="soc", capabilities=["schedule_search"])
    team.done("splunk_role.noc", name="noc", capabilities=["schedule_search"])
    assert splunk.log.count("GET", "/adminconfig/v2/users$") == 1


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
    assert "The account we run as is never destroyed" in errors(team.plan_destroy("splunk_user.admin"))[0]


def test_acs_without_a_stack_is_said_at_the_argument(cloud: SplunkBox) -> None:
    environment = {name: value for name, value in cloud.environment.items() if name != "SPLUNK_STACK"}
    with pytest.raises(AssertionError, match="stack"):
        Practitioner(PROVIDER, {**environment, "SPLUNK_API_DIALECT": "acs"})


@pytest.mark.parametrize("dialect", ["auto", "acs"])
def test_a_refresh_of_many_users_costs_their_pages(dialect: str) -> None:
    with start("splunk", seed=250, options={"api": "acs"}) as box:
        team = Practitioner(PROVIDER, {**box.environment, "SPLUNK_API_DIALECT": dialect})
        for name in sorted(box.store.users):
            team.hold(f"splunk_user.{name}", id=name, name=name)
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


@pytest.mark.parametrize("status", [424, 429])
def test_a_stack_that_is_busy_for_long_is_waited_for(cloud: SplunkBox, status: int) -> None:
    team = Practitioner(PROVIDER, cloud.environment)
    if status == 429:
        cloud.faults.add(Fault("status", method="POST", path="/roles", status=429, times=12))
    else:
        cloud.options.busy_writes = 12
    with skipped():
        team.done("splunk_role.noc", name="noc")
        team.done("splunk_role.soc", name="soc")
    assert [each.status for each in cloud.log if each.method == "POST"].count(status) == 12


@pytest.mark.parametrize("meanings", [(), ACS.errors.meanings])
def test_without_the_patience_a_busy_stack_ends_the_apply(cloud: SplunkBox, meanings: tuple[ErrorMeaning, ...]) -> None:
    impatient = tuple(replace(each, repeat_seconds=0) for each in meanings)
    shim = replace(ACS, errors=replace(ACS.errors, meanings=impatient), dialects=(), spoken=())
    team = Practitioner(shim, cloud.environment)
    cloud.options.busy_writes = 12
    with skipped():
        team.done("splunk_role.noc", name="noc")
        assert errors(team.apply("splunk_role.soc", name="soc"))
    assert "soc" not in cloud.store.roles


def test_a_dependency_that_failed_is_the_end(cloud: SplunkBox, team: Practitioner) -> None:
    cloud.faults.add(Fault("status", method="POST", path="/roles", status=424))
    assert errors(team.apply("splunk_role.soc", name="soc"))
    assert cloud.log.count("POST", "/roles") == 1


def test_no_change_of_password_is_forced_unless_it_is_asked_for(cloud: SplunkBox, team: Practitioner) -> None:
    team.done("splunk_user.jane", **USER)
    assert cloud.store.user("jdoe").force_change_pass is False
    team.done("splunk_user.john", **{**USER, "name": "john"}, force_change_pass=True)
    assert cloud.store.user("john").force_change_pass is True


def test_an_import_of_what_no_read_shows_plans_no_change(cloud: SplunkBox, team: Practitioner) -> None:
    cloud.store.add_user("eve", roles=["user"])
    team.import_("splunk_user.eve", "eve")
    state = team.refresh("splunk_user.eve").state
    assert state is not None and state["force_change_pass"] is None
    assert team.plan("splunk_user.eve", name="eve", roles=["user"]).planned == state


def test_without_the_default_the_service_forces_one(cloud: SplunkBox) -> None:
    shim = replace(ACS, dialects=(), spoken=())
    team = Practitioner(with_attribute(shim, "splunk_user", "force_change_pass", default=None), cloud.environment)
    team.done("splunk_user.jane", **USER)
    assert cloud.store.user("jdoe").force_change_pass is True


def test_a_user_needs_a_role_there_too_or_one_of_its_own(cloud: SplunkBox, team: Practitioner) -> None:
    alone = {name: value for name, value in USER.items() if name != "roles"}
    [problem] = team.plan("splunk_user.jane", **alone).diagnostics
    assert problem.path == ("roles",)
    team.done("splunk_user.jane", **alone, create_role=True)
    assert cloud.store.user("jdoe").roles == ["user-jdoe"]


def test_a_user_of_the_identity_provider_is_read_and_not_changed(cloud: SplunkBox, team: Practitioner) -> None:
    cloud.store.add_user("sam", type="SAML", roles=["user"])
    team.import_("splunk_user.sam", "sam")
    assert team.refresh("splunk_user.sam").state is not None
    assert "not allowed" in errors(team.apply("splunk_user.sam", name="sam", roles=["power"]))[0]
    assert cloud.store.user("sam").roles == ["user"]


def test_more_rows_than_the_service_gives_are_refused_at_the_argument(cloud: SplunkBox) -> None:
    environment = {**cloud.environment, "SPLUNK_PAGE_SIZE": "500", "SPLUNK_API_DIALECT": "acs"}
    engine = Engine(PROVIDER, environment=environment)
    found = engine.configure(full(PROVIDER.schema, {}), terraform_version="1.11.4", deferral_allowed=False)
    assert [item.path for item in found] == [("page_size",)] and len(cloud.log) == 0


def test_a_token_has_a_type_there_and_neither_a_status_to_set_nor_a_beginning(
    cloud: SplunkBox, team: Practitioner
) -> None:
    state = team.done("splunk_token.ci", user="admin", name="ci", type="ephemeral", expires_on="+1h")
    assert cloud.store.token(state["id"]).kind == "ephemeral" and state["status"] == "enabled"
    for name, value in (("status", "disabled"), ("not_before", "+1h")):
        found = team.plan("splunk_token.cd", user="admin", name="cd", **{name: value}).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [(name,)]


def test_a_token_is_read_by_its_own_address(cloud: SplunkBox, team: Practitioner) -> None:
    team.done("splunk_token.ci", user="admin", name="ci")
    team.restart(refresh="get")
    cloud.log.clear()
    assert team.refresh("splunk_token.ci").state is not None
    assert cloud.log.count("GET", "/tokens/[0-9a-f]+$") == 1


def test_an_index_that_is_searched_by_default_must_be_allowed(cloud: SplunkBox, team: Practitioner) -> None:
    role = {"name": "soc", "srch_indexes_allowed": ["*"]}
    found = errors(team.apply("splunk_role.soc", **role, srch_indexes_default=["_internal"]))
    assert "_internal" in found[0] and "Nothing was changed" in found[0]
    team.done("splunk_role.soc", **role, srch_indexes_default=["main"])


def test_the_roles_of_saml_users_are_not_there(team: Practitioner) -> None:
    found = team.plan("splunk_saml_user.sam", name="sam", roles=["user"]).diagnostics
    assert "port 8089" in errors(found)[0]
