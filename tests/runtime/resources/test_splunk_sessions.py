"""What Splunk does with secrets, tokens and sessions: what its trait does, and what happens without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.application import EphemeralResult
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.switches import with_collection, with_lifecycle

JANE = {"name": "jane", "password_wo": "correct horse 1", "password_wo_version": 1}
ALONE = {**JANE, "create_role": True}


def practitioner(box: SplunkBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)


class TestSecrets:
    def test_the_password_is_sent_when_its_version_changes_and_never_kept(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        state = person.done("splunk_user.jane", **ALONE)
        assert state["password_wo"] is None
        changed = {**ALONE, "password_wo": "another horse 2"}
        person.done("splunk_user.jane", **changed)
        assert splunk.store.user("jane").password == "correct horse 1"
        person.done("splunk_user.jane", **changed | {"password_wo_version": 2})
        assert splunk.store.user("jane").password == "another horse 2"

    @pytest.mark.caveat("Masked", rule="The vendor masks whatever is asked.")
    def test_a_masked_password_is_never_written_back(self, splunk: SplunkBox) -> None:
        shim = with_lifecycle(PROVIDER, "splunk_user", full_replace=None)
        person = practitioner(splunk, shim)
        person.done("splunk_user.jane", **ALONE)
        row = person.engine._connected("splunk_user").listings.fresh(PROVIDER.collection("users"), "jane")
        assert row is not None
        assert "password" not in row

    def test_without_the_trait_the_mask_comes_through(self, splunk: SplunkBox) -> None:
        shim = with_collection(PROVIDER, "users", masked=None)
        person = practitioner(splunk, shim)
        person.done("splunk_user.jane", **ALONE)
        row = person.engine._connected("splunk_user").listings.fresh(shim.collection("users"), "jane")
        assert row is not None
        assert row["password"] == "********"


class TestTokens:
    def token(self, box: SplunkBox, **config: Any) -> tuple[Practitioner, dict[str, Any]]:
        box.store.add_user("robot", roles=["user"])
        person = practitioner(box)
        wanted = {"user": "robot", "name": "ci", "expires_on": "+30d", **config}
        person.done("splunk_token.ci", **wanted)
        return person, wanted

    def test_a_token_is_read_back_without_drift(self, splunk: SplunkBox) -> None:
        person, wanted = self.token(splunk)
        state = person.resources["splunk_token.ci"].state
        assert state["token"] == splunk.store.token(state["id"]).value
        person.restart()
        assert person.refresh("splunk_token.ci").state == state
        assert person.plan("splunk_token.ci", **wanted).planned == state

    def test_a_revoked_token_is_gone(self, splunk: SplunkBox) -> None:
        person, _ = self.token(splunk)
        splunk.change("token.revoke", id=person.resources["splunk_token.ci"].state["id"])
        person.restart()
        assert person.refresh("splunk_token.ci").state is None

    @pytest.mark.parametrize(("change", "path"), [("token.disable", "status"), ("token.expire", "expires_at")])
    def test_a_token_that_no_longer_works_is_replaced(self, splunk: SplunkBox, change: str, path: str) -> None:
        person, wanted = self.token(splunk)
        splunk.change(change, id=person.resources["splunk_token.ci"].state["id"])
        person.restart()
        assert person.refresh("splunk_token.ci").state is not None
        assert (path,) in person.plan("splunk_token.ci", **wanted).requires_replace

    def test_rotation_replaces_before_the_end(self, splunk: SplunkBox) -> None:
        person, wanted = self.token(splunk, rotate_before_days=60)
        assert person.plan("splunk_token.ci", **wanted).requires_replace == [("expires_at",)]

    def test_a_lost_answer_makes_one_token(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("robot", roles=["user"])
        splunk.faults.add(Fault("drop_after", method="POST", path="authorization/tokens", times=1))
        result = practitioner(splunk).apply("splunk_token.ci", user="robot", name="ci", expires_on="+30d")
        assert "secret was lost" in errors(result)[0]
        assert result.state is not None
        assert [token.id for token in splunk.store.tokens.values() if token.user == "robot"] == [result.state["id"]]

    def test_the_token_we_run_with_is_never_revoked(self, splunk: SplunkBox) -> None:
        made = splunk.change("token.create", user="admin", name="terraform")
        environment = {"SPLUNK_URL": splunk.url, "SPLUNK_AUTH_TOKEN": made["token"]}
        person = Practitioner(PROVIDER, environment)
        person.import_("splunk_token.mine", made["id"])
        assert "never revoked" in errors(person.plan_destroy("splunk_token.mine"))[0]

    def test_an_ephemeral_token_is_deleted_when_closed(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("robot", roles=["user"])
        engine = practitioner(splunk).engine
        config = full(engine.ephemeral_schemas()["splunk_token"], {"user": "robot", "name": "ci", "expires_on": "+1d"})
        opened = engine.open_ephemeral("splunk_token", config, deferral_allowed=False)
        assert opened.result is not None
        made = [token for token in splunk.store.tokens.values() if token.user == "robot"]
        assert [token.value for token in made] == [opened.result["token"]]
        assert opened.result["token"].encode() not in opened.private
        assert not engine.close_ephemeral("splunk_token", opened.private).has_error
        assert made[0].id not in splunk.store.tokens


@pytest.fixture
def short_sessions() -> Iterator[SplunkBox]:
    with start("splunk", options={"session_seconds": 60}) as box:
        yield box


def opened_session(engine: Engine, box: SplunkBox) -> EphemeralResult:
    """An ephemeral session of the administrator."""
    values = box.environment
    config = {"username": values["SPLUNK_USERNAME"], "password": values["SPLUNK_PASSWORD"]}
    wanted = full(engine.ephemeral_schemas()["splunk_session"], config)
    return engine.open_ephemeral("splunk_session", wanted, deferral_allowed=False)


class TestSessions:
    def test_a_session_that_ends_is_renewed(self, short_sessions: SplunkBox) -> None:
        person = practitioner(short_sessions)
        person.done("splunk_user.jane", **ALONE)
        short_sessions.store.clock.advance(120)
        person.done("splunk_user.jane", **ALONE, email="jane@example.com")
        assert short_sessions.log.count("POST", "auth/login") == 2

    def test_an_ephemeral_session_ends_when_closed(self, splunk: SplunkBox) -> None:
        engine = practitioner(splunk).engine
        opened = opened_session(engine, splunk)
        assert opened.result is not None
        keys = [session.key for session in splunk.store.sessions.values()]
        assert opened.result["token"] in keys
        assert not engine.close_ephemeral("splunk_session", opened.private).has_error
        assert opened.result["token"] not in [session.key for session in splunk.store.sessions.values()]

    def test_a_session_that_its_key_does_not_end_is_told_to_live_on(self, splunk: SplunkBox) -> None:
        splunk.options.sessions_by_key = False
        engine = practitioner(splunk).engine
        opened = opened_session(engine, splunk)
        (said,) = warnings(engine.close_ephemeral("splunk_session", opened.private))
        assert "may live on" in said and "times out" in said

    def test_our_own_session_is_ended_at_the_end_of_a_run(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_role.r", name="r")
        assert len(splunk.store.sessions) == 1
        person.engine.stop()
        person.engine.close()
        assert not splunk.store.sessions

    def test_a_session_that_cannot_be_ended_holds_nothing_up(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_role.r", name="r")
        splunk.faults.add(Fault("slow", method="DELETE", seconds=30.0))
        person.engine.close()

    def test_an_ephemeral_session_that_the_vendor_does_not_know_may_live_on(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        opened = opened_session(person.engine, splunk)
        splunk.faults.add(Fault("not_found", method="DELETE", path="httpauth-tokens"))
        found = person.engine.close_ephemeral("splunk_session", opened.private)
        assert not errors(found)
        assert "may live on" in warnings(found)[0] and "times out" in warnings(found)[0]
        assert opened.result is not None and str(opened.result["token"]) not in warnings(found)[0]
