"""The end of Tanium accounts and tokens, our own included, with the traits and without them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from providers.tanium import PROVIDER
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanium_people import practitioner


class TestOffboarding:
    @pytest.mark.caveat("CascadeDelete", option="tanium.tokens_outlive_users")
    def test_the_order_is_disable_revoke_delete(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        token = tanium.store.add_token(tanium.store.user("jane"), "laptop", 30)
        other = tanium.store.add_token(tanium.store.add_user("bob"), "ci", 30)
        tanium.log.clear()
        assert not errors(person.destroy("tanium_user.jane"))
        writes = [(event.method, event.path.rsplit("/", 2)[-2]) for event in tanium.log if event.method != "GET"]
        assert writes == [("PUT", "users"), ("DELETE", "api_tokens"), ("DELETE", "users")]
        assert token.id not in tanium.store.tokens
        assert other.id in tanium.store.tokens

    def test_without_the_trait_tokens_outlive_the_user(self, tanium: TaniumBox) -> None:
        shim = with_lifecycle(PROVIDER, "tanium_user", deprovision=None)
        person = practitioner(tanium, shim)
        person.done("tanium_user.jane", name="jane")
        token = tanium.store.add_token(tanium.store.user("jane"), "laptop", 30)
        person.destroy("tanium_user.jane")
        assert token.id in tanium.store.tokens

    def test_tokens_stay_when_asked(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", revoke_tokens_on_destroy=False)
        token = tanium.store.add_token(tanium.store.user("jane"), "laptop", 30)
        person.destroy("tanium_user.jane")
        assert token.id in tanium.store.tokens

    @pytest.mark.parametrize(("mode", "live", "active"), [("deactivate", True, False), ("retain", True, True)])
    def test_on_destroy(self, tanium: TaniumBox, mode: str, live: bool, active: bool) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", on_destroy=mode)
        result = person.destroy("tanium_user.jane")
        assert result.state is None
        assert not errors(result)
        user = tanium.store.live_user("jane")
        assert (user is not None) is live
        assert user is not None
        assert user.active is active

    def test_a_failed_step_keeps_the_rest_in_state(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane")
        tanium.faults.add(Fault("status", method="DELETE", path="/users/", status=403))
        result = person.destroy("tanium_user.jane")
        assert errors(result)
        assert result.state is not None
        assert result.state["active"] is False
        tanium.faults.clear()
        assert not errors(person.destroy("tanium_user.jane"))

    def test_destroying_what_is_gone_still_revokes_its_tokens(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane")
        token = tanium.store.add_token(tanium.store.user("jane"), "laptop", 30)
        tanium.store.delete_user("jane")
        assert not errors(person.destroy("tanium_user.jane"))
        assert token.id not in tanium.store.tokens

    def test_a_destroy_lists_the_tokens_whose_owner_cannot_be_told(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", email="jane@example.com")
        user = tanium.store.user("jane")
        token = tanium.store.add_token(user, "hers", days=30)
        tanium.options.tokens_name_no_owner = True
        result = person.destroy("tanium_user.jane")
        assert not errors(result)
        (found,) = [said for said in warnings(result) if "cannot be told" in said]
        assert f"'{token.id}' (hers)" in found
        assert "api_tokens" in found and "revoke them there" in found

    def test_no_word_of_it_where_every_token_names_its_owner(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_user.jane", name="jane", email="jane@example.com")
        assert not [said for said in warnings(person.destroy("tanium_user.jane")) if "cannot be told" in said]


class TestOurselves:
    def test_our_account_is_never_destroyed(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.import_("tanium_user.me", "name=sandbox-admin")
        assert "never destroyed" in errors(person.plan_destroy("tanium_user.me"))[0]
        assert errors(person.destroy("tanium_user.me"))
        assert tanium.store.live_user("sandbox-admin") is not None

    def test_our_account_is_never_disabled(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.import_("tanium_user.me", "name=sandbox-admin")
        assert "never disabled" in errors(person.apply("tanium_user.me", name="sandbox-admin", active=False))[0]

    def test_without_the_trait_we_lock_ourselves_out(self, tanium: TaniumBox) -> None:
        shim = with_lifecycle(PROVIDER, "tanium_user", protect_self=False, administrators=None)
        person = practitioner(tanium, shim)
        person.import_("tanium_user.me", "name=sandbox-admin")
        person.destroy("tanium_user.me")
        assert not tanium.store.user(tanium.store.administrator.id).active

    def test_our_token_is_never_revoked(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.import_("tanium_api_token.mine", str(tanium.store.administrator_token.id))
        assert "may be the token we run with" in errors(person.plan_destroy("tanium_api_token.mine"))[0]
        person.resources["tanium_api_token.mine"].state["token"] = tanium.store.administrator_token.value
        assert "never revoked" in errors(person.destroy("tanium_api_token.mine"))[0]
        assert tanium.store.administrator_token.id in tanium.store.tokens

    def test_another_token_of_ours_can_be_revoked(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_api_token.ci", name="ci")
        assert not errors(person.destroy("tanium_api_token.ci"))


class TestTokens:
    def test_the_value_is_kept_from_the_create_answer(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        user = tanium.store.add_user("robot")
        state = person.done("tanium_api_token.ci", name="ci", user_id=str(user.id), expire_in_days=30)
        assert state["token"] == tanium.store.tokens[int(state["id"])].value
        refreshed = person.refresh("tanium_api_token.ci").state
        assert refreshed == state

    def test_rotation_replaces_before_the_end(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        config = {"name": "ci", "expire_in_days": 7, "rotate_before_days": 10}
        plan = person.plan("tanium_api_token.ci", **config)
        assert not plan.requires_replace
        person.done("tanium_api_token.ci", **config)
        plan = person.plan("tanium_api_token.ci", **config)
        assert plan.requires_replace == [("expires_at",)]
        config["rotate_before_days"] = 3
        assert person.plan("tanium_api_token.ci", **config).requires_replace == []

    def test_without_the_trait_a_token_runs_out(self, tanium: TaniumBox) -> None:
        shim = with_lifecycle(PROVIDER, "tanium_api_token", secret=None)
        person = practitioner(tanium, shim)
        config = {"name": "ci", "expire_in_days": 7, "rotate_before_days": 10}
        person.done("tanium_api_token.ci", **config)
        assert person.plan("tanium_api_token.ci", **config).requires_replace == []

    def test_an_expired_token_is_gone(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        person.done("tanium_api_token.ci", name="ci")
        tanium.store.clock.advance(timedelta(days=8).total_seconds())
        tanium.store.administrator_token.expires += timedelta(days=30).total_seconds()
        person.restart()
        assert person.refresh("tanium_api_token.ci").state is None

    def test_a_lost_secret_is_recorded_and_replaced(self, tanium: TaniumBox) -> None:
        person = practitioner(tanium)
        tanium.faults.add(Fault("drop_after", method="POST", path="api_tokens", times=1))
        result = person.apply("tanium_api_token.ci", name="ci")
        assert "secret was lost" in errors(result)[0]
        assert result.state is not None
        assert tanium.log.count("POST", "api_tokens") == 1
        assert len([token for token in tanium.store.tokens.values() if token.name == "ci"]) == 1
