"""API tokens of Tanium's published API."""

from __future__ import annotations

from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, warnings


def test_a_token_belongs_to_whoever_makes_it(published: TaniumBox, team: Practitioner) -> None:
    state = team.done("tanium_api_token.ci", name="ci", notes="deploys", trusted_ip_addresses="192.0.2.0/24")
    token = published.store.tokens[int(state["id"])]
    assert (token.value, token.notes, token.trusted_ip_addresses) == (state["token"], "deploys", "192.0.2.0/24")
    assert state["user_id"] == str(published.store.administrator.id)
    assert state["expires_at"].endswith("Z")
    found = team.plan("tanium_api_token.other", name="other", user_id="42").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("user_id",)]


def test_a_token_that_shows_no_name_is_not_another_one(published: TaniumBox, team: Practitioner) -> None:
    state = team.done("tanium_api_token.ci", name="ci", notes="deploys")
    published.options.tokens_show_no_name = True
    team.restart()
    read = team.refresh("tanium_api_token.ci")
    assert read.state == state and warnings(read) == []


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
