"""Small facts of the API that Tanium publishes, each of which one declaration stands for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.tanium import PROVIDER
from rolecall.sandbox import start
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors


@pytest.fixture
def published() -> Iterator[TaniumBox]:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        yield box


@pytest.fixture
def team(published: TaniumBox) -> Practitioner:
    return Practitioner(PROVIDER, {**published.environment, "TANIUM_API_DIALECT": "platform"})


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_session_that_has_ended_is_told_at_the_token(published: TaniumBox, status: int) -> None:
    published.options.ended_status = status
    environment = {**published.environment, "TANIUM_API_DIALECT": "platform", "TANIUM_API_TOKEN": "token-0000"}
    found = Practitioner(PROVIDER, environment).plan("tanium_user.ada", name="ada", roles=["Operator"]).diagnostics
    assert [each.path for each in found if each.severity == "error"] == [("api_token",)]


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


def test_roles_of_a_new_user_are_seen_though_its_answer_lacks_them(team: Practitioner) -> None:
    made = team.apply("tanium_user.ada", name="ada", roles=["Analyst"])
    assert made.state is not None and made.state["roles"] == ["Analyst"]
    assert list(made.diagnostics) == []


@pytest.mark.parametrize("status", [400, 409, 500])
def test_a_name_that_is_taken_is_told_by_the_name_of_the_error(
    published: TaniumBox, team: Practitioner, status: int
) -> None:
    published.options.taken_status = status
    gone = published.store.delete_user("user00002")
    [error] = errors(team.apply("tanium_user.two", name="user00002"))
    assert str(gone.id) in error and "deleted" in error
    assert published.log.count(method="POST") == 1


def test_reserved_roles_are_not_the_roles(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Administrator", "Analyst"])
    team.restart()
    read = team.refresh("tanium_user.ada").state
    assert read is not None and sorted(read["roles"]) == ["Administrator", "Analyst"]
    assert published.store.role_names("ada") == {"Administrator", "Analyst"}


def test_a_deleted_user_is_gone_with_its_roles(published: TaniumBox, team: Practitioner) -> None:
    ada = team.done("tanium_user.ada", name="ada", roles=["Analyst"])["id"]
    assert errors(team.destroy("tanium_user.ada")) == []
    assert published.store.users[int(ada)].deleted_flag and published.store.role_names(int(ada)) == set()


def test_a_token_that_has_expired_is_gone(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_api_token.ci", name="ci", expire_in_days=1)
    published.store.clock.advance(2 * 86400)
    published.store.administrator_token.expires += 30 * 86400
    team.restart()
    assert team.refresh("tanium_api_token.ci").state is None


def test_the_addresses_that_a_token_trusts_are_kept(published: TaniumBox, team: Practitioner) -> None:
    state = team.done("tanium_api_token.ci", name="ci", trusted_ip_addresses="192.0.2.0/24,198.51.100.7")
    assert published.store.tokens[int(state["id"])].trusted_ip_addresses == "192.0.2.0/24,198.51.100.7"
    team.restart()
    assert team.refresh("tanium_api_token.ci").state == state
