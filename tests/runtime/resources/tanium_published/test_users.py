"""Users in the API that Tanium publishes: what is sent, read and refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rolecall.runtime.errors import VendorError
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.tanium_published.dialect import connection, shim, users_of


def test_an_update_sends_only_what_changes(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    published.change("user.update", user="ada", local_admin_flag=True)
    team.done("tanium_user.ada", name="ada", roles=["Analyst"], display_name="Ada")
    ada = published.store.user("ada")
    assert (ada.display_name, ada.local_admin_flag) == ("Ada", True)
    assert published.store.role_names("ada") == {"Analyst"}
    assert published.log.count(method="PATCH") == 1 and published.log.count(method="PUT") == 0


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_number_of_a_locked_account_is_inactive(published: TaniumBox, team: Practitioner, number: int) -> None:
    published.options.locked_out = number
    team.done("tanium_user.ada", name="ada", active=False)
    assert not published.store.user("ada").active
    team.restart()
    read = team.refresh("tanium_user.ada")
    assert read.state is not None and read.state["active"] is False
    team.done("tanium_user.ada", name="ada", active=True)
    assert published.store.user("ada").active


def test_a_number_that_nobody_knows_is_not_taken_for_active(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada")
    published.options.locked_out = 9
    published.change("user.update", user="ada", active=False)
    team.restart()
    assert any("did not say active" in each for each in warnings(team.refresh("tanium_user.ada")))


def test_attributes_that_the_api_lacks_are_refused_with_the_reason(team: Practitioner) -> None:
    lacking = {"email": "a@example.com", "computer_groups": ["Servers"], "content_sets": ["Base"], "persona_id": 7}
    # Nothing in a set would take away what is there, which the dialect cannot.
    cases = [*lacking.items(), ("computer_groups", []), ("content_sets", [])]
    for name, value in cases:
        found = team.plan("tanium_user.ada", name="ada", **{name: value}).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [(name,)]
        assert "published API" in errors(found)[0]


def test_listing_users_asks_for_a_summary_and_single_reads_do_not(published: TaniumBox) -> None:
    provider = shim()
    found = connection(published, provider)
    assert len(found.listings.all(users_of(provider))) == 4
    plain = replace(users_of(provider).list, headers=())  # type: ignore[type-var]  # it has a listing
    with pytest.raises(VendorError, match="UsersNonSummaryViewDisallowed"):
        connection(published, provider).listings.all(replace(users_of(provider), list=plain))
    published.options.summary_drops = ["locked_out"]
    key = str(published.store.user("user00001").id)
    row = found.listings.get(users_of(provider), key, frozenset({"locked_out", "content_set_roles"}))
    assert row is not None and row["locked_out"] == 0


def test_a_name_is_found_by_one_request(published: TaniumBox, team: Practitioner) -> None:
    team.import_("tanium_user.one", "name=user00001")
    assert published.log.count(path="/api/v2/users/by-name/user00001") == 1
    assert published.log.count(path="/api/v2/users$") == 0
    assert "already exists" in errors(team.apply("tanium_user.again", name="user00001"))[0]
    assert published.log.count(method="POST") == 0


def test_the_account_we_run_as_is_never_deleted(published: TaniumBox, team: Practitioner) -> None:
    team.import_("tanium_user.own", str(published.store.administrator.id))
    assert "run" in errors(team.plan_destroy("tanium_user.own"))[0]


def test_what_a_summary_leaves_out_is_read_singly(published: TaniumBox, team: Practitioner) -> None:
    published.options.summary_drops = ["locked_out", "local_admin_flag", "display_name", "last_login"]
    known = {name: team.done(f"tanium_user.{name}", name=name, active=False) for name in ("ada", "bob", "eve")}
    team.restart(refresh="list")
    for name, state in known.items():
        assert team.refresh(f"tanium_user.{name}").state == state


def test_another_name_is_another_user(team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada")
    assert team.plan("tanium_user.ada", name="ada.l").requires_replace == [("name",)]


@pytest.mark.parametrize("character", "/\\[]:;|=,+*?<>")
def test_a_name_that_tanium_refuses_fails_in_the_plan(team: Practitioner, character: str) -> None:
    found = team.plan("tanium_user.ada", name=f"ada{character}l").diagnostics
    assert [each.path for each in found if each.severity == "error"] == [("name",)]


@pytest.mark.parametrize("is_one", [True, False])
def test_whether_somebody_is_an_administrator_is_a_number_there(
    published: TaniumBox, team: Practitioner, is_one: bool
) -> None:
    state = team.done("tanium_user.ada", name="ada", local_admin_flag=is_one)
    assert (published.store.user("ada").local_admin_flag, state["local_admin_flag"]) == (is_one, is_one)
    team.restart()
    assert team.refresh("tanium_user.ada").state == state
