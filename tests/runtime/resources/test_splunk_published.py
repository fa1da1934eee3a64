"""Small facts of Splunk's management port, each of which one declaration stands for."""

from __future__ import annotations

import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.connection import Connection
from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors

JANE = {"name": "jane", "password_wo": "correct horse 1", "password_wo_version": 1, "roles": ["user"]}


@pytest.fixture
def team(splunk: SplunkBox) -> Practitioner:
    return Practitioner(PROVIDER, {**splunk.environment, "SPLUNK_API_DIALECT": "management"})


def test_everybody_is_listed_and_not_the_first_thirty_alone() -> None:
    with start("splunk", seed=40) as box:
        settings, findings = resolve(PROVIDER, {}, box.environment)
        assert settings is not None, list(findings)
        everybody = Connection(PROVIDER, settings).listings.all(PROVIDER.collection("users"))
        assert {each["name"] for each in everybody} == set(box.store.users) and len(everybody) == 41


def test_what_a_create_does_not_answer_is_read_after(splunk: SplunkBox, team: Practitioner) -> None:
    splunk.options.post_returns_entity = False
    state = team.done("splunk_user.jane", **JANE)
    assert (state["id"], state["type"], state["roles"]) == ("jane", "Splunk", ["user"])


def test_our_own_user_is_never_deleted(splunk: SplunkBox) -> None:
    splunk.store.add_user("ops", roles=["admin"])
    token = splunk.change("token.create", user="ops", name="terraform")["token"]
    team = Practitioner(PROVIDER, {"SPLUNK_URL": splunk.url, "SPLUNK_AUTH_TOKEN": token})
    team.import_("splunk_user.ops", "ops")
    assert "account we run as" in errors(team.plan_destroy("splunk_user.ops"))[0]


def test_an_empty_list_takes_everything_away(splunk: SplunkBox, team: Practitioner) -> None:
    team.done("splunk_role.soc", name="soc", capabilities=["search", "schedule_search"], srch_indexes_allowed=["web"])
    state = team.done("splunk_role.soc", name="soc", capabilities=[], srch_indexes_allowed=[])
    assert (state["capabilities"], state["srch_indexes_allowed"]) == ([], [])
    role = splunk.store.role("soc")
    assert (role.capabilities, role.settings["srchIndexesAllowed"]) == ([], [])


def test_a_role_that_splunk_comes_with_stays(splunk: SplunkBox, team: Practitioner) -> None:
    team.import_("splunk_role.power", "power")
    assert errors(team.plan_destroy("splunk_role.power"))
    team.destroy("splunk_role.power")
    assert splunk.log.count("DELETE") == 0


def test_capabilities_are_a_list(team: Practitioner) -> None:
    state = team.data("splunk_capabilities").state
    assert state is not None and "edit_user" in state["capabilities"]


def test_a_name_in_capitals_is_kept_as_it_was_written(splunk: SplunkBox, team: Practitioner) -> None:
    made = team.apply("splunk_user.jane", **{**JANE, "name": "Jane"})
    assert list(made.diagnostics) == [] and made.state is not None
    assert (made.state["name"], list(splunk.store.users)[-1]) == ("Jane", "jane")


def test_any_case_names_the_same_user(splunk: SplunkBox, team: Practitioner) -> None:
    splunk.store.add_user("jane", roles=["user"])
    assert "already exists" in errors(team.plan("splunk_user.jane", **{**JANE, "name": "Jane"}).diagnostics)[0]
    assert team.done("splunk_role_binding.it", user="JANE", role="power")["user"] == "JANE"
    team.restart()
    assert team.refresh("splunk_role_binding.it").state is not None
    assert set(splunk.store.user("jane").roles) == {"user", "power"}


def test_federated_providers_are_one_text_there_and_a_list_here(splunk: SplunkBox, team: Practitioner) -> None:
    config = {"name": "soc", "srch_federated_providers_allowed": ["east", "west"]}
    made = team.apply("splunk_role.soc", **config)
    assert list(made.diagnostics) == []
    assert splunk.store.role("soc").settings["srchFederatedProvidersAllowed"] == ["east", "west"]


def test_what_is_imported_is_never_written(splunk: SplunkBox, team: Practitioner) -> None:
    team.done("splunk_role.soc", name="soc", imported_roles=["user"])
    state = team.done("splunk_role.soc", name="soc", imported_roles=["user"], srch_filter="index=web")
    assert "search" in state["imported_capabilities"] and splunk.store.role("soc").capabilities == []


def test_a_token_ends_when_it_was_told_to(splunk: SplunkBox, team: Practitioner) -> None:
    splunk.store.add_user("robot", roles=["user"])
    state = team.done("splunk_token.ci", user="robot", name="ci", expires_on="2099-12-31T00:00:00Z")
    assert state["expires_at"] == "2099-12-31T00:00:00Z"


def test_a_token_that_never_ends_has_no_end(splunk: SplunkBox, team: Practitioner) -> None:
    splunk.store.add_user("robot", roles=["user"])
    assert team.done("splunk_token.ci", user="robot", name="ci")["expires_at"] is None


@pytest.mark.parametrize("changed", [{"user": "other"}, {"name": "cd"}, {"expires_on": "+60d"}])
def test_what_never_changes_of_a_token_replaces_it(
    splunk: SplunkBox, team: Practitioner, changed: dict[str, str]
) -> None:
    for name in ("robot", "other"):
        splunk.store.add_user(name, roles=["user"])
    config = {"user": "robot", "name": "ci", "expires_on": "+30d"}
    team.done("splunk_token.ci", **config)
    assert team.plan("splunk_token.ci", **{**config, **changed}).requires_replace == [(name,) for name in changed]


def test_a_group_that_is_mapped_already_is_not_taken_over(splunk: SplunkBox, team: Practitioner) -> None:
    splunk.store.saml_groups["soc"] = ["user"]
    found = team.plan("splunk_saml_group.soc", name="soc", roles=["power"]).diagnostics
    assert "already exists" in errors(found)[0]
    assert splunk.store.saml_groups["soc"] == ["user"]
