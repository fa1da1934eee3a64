"""SCIM servers of the API that Tanium publishes: the token that an identity provider takes, and what ends with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime.application import PlanResult
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider
from rolecall.specification.traits import WriteOnceSecret
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanium_published.dialect import alone

SERVERS = "/api/v2/scim_servers"
IT = "tanium_scim_server.entra"


def without(**lifecycle: Any) -> Provider:
    """The shim of the dialect alone, the lifecycle of SCIM servers changed."""
    return with_lifecycle(alone(), "tanium_scim_server", **lifecycle)


def test_the_answer_to_the_create_has_all_that_entra_asks_for(published: TaniumBox, team: Practitioner) -> None:
    state = team.done(IT, name="entra", expire_in_days=30)
    server = published.store.scim_servers[int(state["id"])]
    token = published.store.tokens[server.token_id]
    assert state["token"] == token.value and state["token"].startswith("token-")
    assert state["scim_url"] == f"{published.url}/scim/v2"
    assert (state["token_id"], state["user_id"]) == (str(token.id), str(server.user_id))
    assert published.store.user(server.user_id).name == "entra SCIM User"
    assert state["expires_at"].endswith("Z")


def test_what_the_answer_says_is_in_state_though_no_read_shows_the_connection(
    published: TaniumBox, team: Practitioner
) -> None:
    published.faults.add(Fault("not_found", method="GET", path=SERVERS + r"/\d+$"))
    result = team.apply(IT, name="entra", expire_in_days=30)
    assert not errors(result) and any("cannot be read" in each for each in warnings(result))
    (server,) = published.store.scim_servers.values()
    state = team.resources[IT].state
    assert state["token"] == published.store.tokens[server.token_id].value
    assert (state["token_id"], state["user_id"]) == (str(server.token_id), str(server.user_id))
    assert state["expires_at"].endswith("Z") and state["scim_url"] == f"{published.url}/scim/v2"
    published.faults.clear()
    team.restart()
    assert team.refresh(IT).state == state


@pytest.mark.parametrize("wraps", [True, False])
@pytest.mark.parametrize("others", [0, 1])
def test_answers_are_read_in_every_form_that_the_vendor_shows(
    published: TaniumBox, team: Practitioner, wraps: bool, others: int
) -> None:
    published.options.wraps_scim = wraps
    for number in range(others):
        published.store.add_scim_server(f"other{number}", 30)
    state = team.done(IT, name="entra", trusted_ip_addresses="192.0.2.0/24")
    team.restart()
    assert team.refresh(IT).state == state
    again = errors(team.apply("tanium_scim_server.again", name="entra"))
    assert len(again) == 1 and "already exists" in again[0] and state["id"] in again[0]
    team.import_("tanium_scim_server.other", "name=entra")
    assert team.resources["tanium_scim_server.other"].state["id"] == state["id"]
    assert len(published.store.scim_servers) == others + 1


def test_without_the_wrapping_no_listing_is_read(published: TaniumBox) -> None:
    shim = without()
    collections = tuple(_unwrapped(each) for each in shim.collections)
    team = Practitioner(replace(shim, collections=collections), published.environment)
    published.store.add_scim_server("entra", 30)
    assert any("no list" in each for each in errors(team.apply("tanium_scim_server.again", name="entra")))


def _unwrapped(collection: Collection) -> Collection:
    return replace(collection, envelope=replace(collection.envelope, may_wrap=""))


@pytest.mark.caveat("Deprovision", option="tanium.scim_leaves")
def test_its_token_ends_with_it_whatever_the_vendor_does(published: TaniumBox, team: Practitioner) -> None:
    published.options.scim_leaves = ["token", "user"]
    own = published.store.add_token(published.store.administrator, "own", 30)
    state = team.done(IT, name="entra")
    assert errors(team.destroy(IT)) == []
    assert published.store.scim_servers == {}
    assert int(state["token_id"]) not in published.store.tokens
    assert own.id in published.store.tokens
    assert not published.store.user("entra SCIM User").deleted_flag


def test_without_the_cascade_its_token_works_on(published: TaniumBox) -> None:
    team = Practitioner(without(deprovision=None), published.environment)
    state = team.done(IT, name="entra")
    assert errors(team.destroy(IT)) == []
    assert int(state["token_id"]) in published.store.tokens


def test_a_rename_and_new_addresses_keep_the_token(published: TaniumBox, team: Practitioner) -> None:
    state = team.done(IT, name="entra", trusted_ip_addresses="192.0.2.0/24")
    changed = team.done(IT, name="okta", trusted_ip_addresses="198.51.100.7")
    assert (changed["id"], changed["token"], changed["token_id"]) == (state["id"], state["token"], state["token_id"])
    server = published.store.scim_servers[int(state["id"])]
    assert (server.name, server.trusted_ip_addresses) == ("okta", "198.51.100.7")
    assert published.log.count(method="PATCH") == 1


def plan_anew(team: Practitioner, **config: Any) -> PlanResult:
    team.restart()
    team.refresh(IT)
    return team.plan(IT, **config)


@pytest.mark.caveat("WriteOnceSecret", rule="The vendor shows a token once.")
def test_it_is_replaced_before_its_token_ends(published: TaniumBox, team: Practitioner) -> None:
    wanted: dict[str, Any] = {"name": "entra", "expire_in_days": 10, "rotate_before_days": 14}
    team.done(IT, **wanted)
    plan = plan_anew(team, **wanted)
    assert plan.requires_replace == [("expires_at",)]
    assert not errors(plan.diagnostics)
    wanted["rotate_before_days"] = 3
    assert plan_anew(team, **wanted).requires_replace == []


def test_a_name_that_is_taken_is_an_error_of_the_plan(published: TaniumBox, team: Practitioner) -> None:
    there = published.store.add_scim_server("entra", 30)
    found = team.plan(IT, name="entra").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("name",)]
    assert str(there.id) in errors(found)[0]


def test_without_unique_names_the_plan_only_warns_and_the_apply_fails(published: TaniumBox) -> None:
    shim = without()
    lifecycle = shim.resource("tanium_scim_server").lifecycle
    assert isinstance(lifecycle, ObjectLifecycle) and isinstance(lifecycle.secret, WriteOnceSecret)
    team = Practitioner(without(secret=replace(lifecycle.secret, unique_name=False)), published.environment)
    published.store.add_scim_server("entra", 30)
    assert errors(team.plan(IT, name="entra").diagnostics) == []
    assert any("SCIMServerAlreadyExists" in each for each in errors(team.apply(IT, name="entra")))


@pytest.mark.parametrize("status", [400, 404, 500])
def test_a_server_that_is_gone_is_known_by_the_name_of_the_error(
    published: TaniumBox, team: Practitioner, status: int
) -> None:
    state = team.done(IT, name="entra")
    published.options.missing_status = status
    published.store.delete_scim_server(int(state["id"]))
    team.restart(max_retries=0)
    assert team.refresh(IT).state is None


@pytest.mark.parametrize("days", [0, 366])
def test_days_beyond_a_year_fail_in_the_plan(published: TaniumBox, team: Practitioner, days: int) -> None:
    found = team.plan(IT, name="entra", expire_in_days=days).diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("expire_in_days",)]
    assert published.log.count(method="POST", path=SERVERS) == 0


def test_what_was_imported_is_not_destroyed_where_it_may_be_the_token_we_run_with(
    published: TaniumBox, team: Practitioner
) -> None:
    own = published.store.add_scim_server("entra", 30)
    published.store.users[own.user_id].roles = list(published.store.administrator.roles)
    environment = {**published.environment, "TANIUM_API_TOKEN": published.store.tokens[own.token_id].value}
    runs_with_it = Practitioner(PROVIDER, environment)
    runs_with_it.import_(IT, str(own.id))
    assert "may be the token" in errors(runs_with_it.plan_destroy(IT))[0]
    team.import_(IT, str(own.id))
    assert errors(team.plan_destroy(IT)) == []


def test_the_guides_api_has_none() -> None:
    with start("tanium") as box:
        team = Practitioner(PROVIDER, box.environment)
        [error] = errors(team.plan(IT, name="entra").diagnostics)
        assert "Cloud Management Portal" in error and "platform" in error


def test_nothing_is_odd_about_making_one(published: TaniumBox, team: Practitioner) -> None:
    published.store.add_scim_server("other", 30)
    assert warnings(team.apply(IT, name="entra")) == []


def test_a_token_that_the_listing_does_not_name_is_not_taken_for_ended(
    published: TaniumBox, team: Practitioner
) -> None:
    state = team.done(IT, name="entra", expire_in_days=30)
    team.restart()
    published.faults.add(Fault("member_missing", method="GET", path="/api/v2/api_tokens$", member="id", times=1))
    assert "does not say which one it is" in errors(team.destroy(IT))[0]
    assert int(state["token_id"]) in published.store.tokens
    assert not errors(team.destroy(IT))
    assert int(state["token_id"]) not in published.store.tokens


def test_a_token_that_the_state_does_not_name_is_told_to_go_on_working(
    published: TaniumBox, team: Practitioner
) -> None:
    token = int(team.done(IT, name="entra", expire_in_days=30)["token_id"])
    team.resources[IT].state["token_id"] = None
    result = team.destroy(IT)
    assert not errors(result)
    assert "in api_tokens was not revoked" in warnings(result)[0]
    assert token in published.store.tokens
