"""Splunk's tokens: two forms of asking for one, single reads by a query, calls that mean all without an id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.diagnostics import Refusal
from rolecall.sandbox import Fault
from rolecall.specification.schema import ObjectLifecycle, Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.switches import with_collection, with_lifecycle

CI = {"user": "robot", "name": "ci", "expires_on": "+30d"}
POSTS = ("POST", "authorization/tokens$")


@pytest.fixture
def splunk(splunk: SplunkBox) -> SplunkBox:
    splunk.store.add_user("robot", roles=["user"])
    return splunk


def practitioner(box: SplunkBox, shim: Provider = PROVIDER, **more: str) -> Practitioner:
    return Practitioner(shim, {**box.environment, **more})


def lifecycle() -> ObjectLifecycle:
    found = PROVIDER.resource("splunk_token").lifecycle
    assert isinstance(found, ObjectLifecycle)
    return found


def robots(box: SplunkBox) -> list[str]:
    return [token.id for token in box.store.tokens.values() if token.user == "robot"]


class TestForms:
    @pytest.mark.parametrize("form", ["vendor", "guide"])
    def test_a_token_is_made_in_the_form_that_the_server_takes(self, splunk: SplunkBox, form: str) -> None:
        splunk.options.token_form = form
        person = practitioner(splunk)
        state = person.done("splunk_token.ci", **CI)
        made = splunk.store.token(state["id"])
        assert (made.user, made.audience, made.value) == ("robot", "ci", state["token"])
        person.restart()
        assert person.refresh("splunk_token.ci").state == state
        assert person.plan("splunk_token.ci", **CI).planned == state
        assert person.destroy("splunk_token.ci").state is None
        assert robots(splunk) == []

    def test_the_guides_form_is_learnt_for_the_run(self, splunk: SplunkBox) -> None:
        splunk.options.token_form = "guide"
        person = practitioner(splunk)
        for label in ("one", "two", "three"):
            person.done(f"splunk_token.{label}", user="robot", name=label)
        assert [each.status for each in splunk.log if each.method == "POST" and each.path.endswith("/tokens")] == [
            400,
            200,
            200,
            200,
        ]

    def test_without_the_trait_the_guides_servers_make_no_token(self, splunk: SplunkBox) -> None:
        splunk.options.token_form = "guide"
        create = replace(lifecycle().create, other_form=None)
        person = practitioner(splunk, with_lifecycle(PROVIDER, "splunk_token", create=create))
        assert '"audience" is not supported' in errors(person.apply("splunk_token.ci", **CI))[0]

    @pytest.mark.parametrize("form", ["vendor", "guide"])
    def test_another_refusal_is_the_last_word(self, splunk: SplunkBox, form: str) -> None:
        splunk.options.token_form, splunk.options.token_auth = form, False
        found = errors(practitioner(splunk).apply("splunk_token.ci", **CI))
        assert "disabled" in found[0]
        assert splunk.log.count(*POSTS) == 1

    @pytest.mark.parametrize("kind", ["drop_after", "empty_body", "html", "status_after"])
    def test_what_may_have_been_done_is_never_asked_for_in_the_other_form(self, splunk: SplunkBox, kind: str) -> None:
        splunk.faults.add(Fault(kind, method="POST", path="authorization/tokens", times=1))
        practitioner(splunk).apply("splunk_token.ci", **CI)
        assert splunk.log.count(*POSTS) == 1
        assert len(robots(splunk)) <= 1

    def test_an_ephemeral_token_takes_both_forms(self, splunk: SplunkBox) -> None:
        splunk.options.token_form = "guide"
        engine = practitioner(splunk).engine
        opened = engine.open_ephemeral(
            "splunk_token", full(engine.ephemeral_schemas()["splunk_token"], CI), deferral_allowed=False
        )
        assert opened.result is not None and len(robots(splunk)) == 1
        assert not engine.close_ephemeral("splunk_token", opened.private).has_error
        assert robots(splunk) == []

    @pytest.mark.parametrize("ends", [True, False])
    def test_an_ephemeral_token_whose_secret_is_lost_is_ended(self, splunk: SplunkBox, ends: bool) -> None:
        splunk.faults.add(Fault("drop_after", method="POST", path="authorization/tokens", times=1))
        if not ends:
            splunk.faults.add(Fault("status", method="DELETE", path="authorization/tokens", status=403))
        engine = practitioner(splunk).engine
        opened = engine.open_ephemeral(
            "splunk_token", full(engine.ephemeral_schemas()["splunk_token"], CI), deferral_allowed=False
        )
        said = next(item.detail for item in opened.diagnostics if item.summary == "The secret was lost")
        assert ("It was ended again. Run the command again." in said) == ends
        assert "replaces it" not in said
        assert (robots(splunk) == []) == ends


class TestOneOfMany:
    def test_one_token_is_read_by_its_id(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_token.ci", **CI)
        person.restart(refresh="get")
        splunk.log.clear()
        assert person.refresh("splunk_token.ci").state is not None
        [read] = [each for each in splunk.log if each.path.endswith("/tokens")]
        assert f"id={person.resources['splunk_token.ci'].state['id']}" in read.query

    def test_without_the_single_read_every_refresh_reads_the_listing(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk, with_collection(PROVIDER, "tokens", get=None))
        person.done("splunk_token.ci", **CI)
        person.restart(refresh="get")
        splunk.log.clear()
        assert person.refresh("splunk_token.ci").state is not None
        [read] = [each for each in splunk.log if each.path.endswith("/tokens")]
        assert "id=" not in read.query

    def test_a_server_that_takes_no_notice_of_the_id_is_not_believed(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_token.ci", **CI)
        person.done("splunk_token.cd", **{**CI, "name": "cd"})
        person.restart(refresh="get")
        splunk.faults.add(Fault("misrouted", method="GET", path="authorization/tokens"))
        state = person.resources["splunk_token.cd"].state
        result = person.refresh("splunk_token.cd")
        assert result.state == state or result.diagnostics.has_error

    @pytest.mark.parametrize("key", ["", None])
    @pytest.mark.parametrize("verb", ["update", "delete"])
    def test_no_call_goes_out_that_would_mean_all_tokens(self, splunk: SplunkBox, verb: str, key: str | None) -> None:
        person = practitioner(splunk)
        person.done("splunk_token.ci", **CI)
        splunk.log.clear()
        connection = person.engine._connected("splunk_token")
        operation, values = getattr(lifecycle(), verb), {"user": "robot", "id": key, "status": "disabled"}
        with pytest.raises(Refusal, match="id is empty"):
            connection.client.call(operation, values, body={"status": "disabled"} if verb == "update" else None)
        assert len(splunk.log) == 0
        assert [splunk.store.token(each).status for each in robots(splunk)] == ["enabled"]

    def test_the_id_is_part_of_every_call_about_a_token(self) -> None:
        update, delete = lifecycle().update, lifecycle().delete
        assert update is not None and update.constants == (("id", "{id}"),)
        assert delete is not None and delete.query == (("id", "{id}"),)

    def test_destroying_one_token_leaves_the_others(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_token.ci", **CI)
        kept = person.done("splunk_token.cd", **{**CI, "name": "cd"})["id"]
        person.destroy("splunk_token.ci")
        assert robots(splunk) == [kept]


class TestStatus:
    def test_a_token_is_disabled_and_enabled_in_place(self, splunk: SplunkBox) -> None:
        other = splunk.store.add_token(splunk.store.user("robot"), "other")
        person = practitioner(splunk)
        made = person.done("splunk_token.ci", **CI)
        state = person.done("splunk_token.ci", **CI, status="disabled")
        assert (state["id"], state["token"], state["status"]) == (made["id"], made["token"], "disabled")
        assert (splunk.store.token(made["id"]).status, other.status) == ("disabled", "enabled")
        person.restart()
        person.refresh("splunk_token.ci")
        plan = person.plan("splunk_token.ci", **CI, status="disabled")
        assert plan.planned == state and plan.requires_replace == []
        assert person.done("splunk_token.ci", **CI, status="enabled")["id"] == made["id"]

    def test_a_status_that_is_configured_is_brought_back_in_place(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        made = person.done("splunk_token.ci", **CI, status="enabled")
        splunk.change("token.disable", id=made["id"])
        person.restart()
        person.refresh("splunk_token.ci")
        plan = person.plan("splunk_token.ci", **CI, status="enabled")
        assert plan.requires_replace == [] and plan.planned is not None and plan.planned["status"] == "enabled"

    def test_a_token_can_begin_disabled(self, splunk: SplunkBox) -> None:
        state = practitioner(splunk).done("splunk_token.ci", **CI, status="disabled")
        assert splunk.store.token(state["id"]).status == "disabled"

    def test_a_token_begins_when_it_is_told_and_lives_as_its_type_does(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        config: dict[str, Any] = {"user": "robot", "name": "ci", "type": "ephemeral", "expires_on": "+5h"}
        state = person.done("splunk_token.ci", **config, not_before="+1h")
        made = splunk.store.token(state["id"])
        assert (made.kind, made.not_before - made.issued) == ("ephemeral", 3600)
        person.restart()
        assert person.refresh("splunk_token.ci").state == state
        assert person.plan("splunk_token.ci", **config, not_before="+1h").planned == state
        assert person.plan("splunk_token.ci", **config, not_before="+2h").requires_replace == [("not_before",)]

    @pytest.mark.parametrize(("name", "value"), [("not_before", "soon"), ("type", "eternal"), ("status", "asleep")])
    def test_bad_values_are_refused_before_anything_is_sent(self, splunk: SplunkBox, name: str, value: str) -> None:
        person = practitioner(splunk)
        wanted = full(person.engine.resource_schemas()["splunk_token"], {**CI, name: value})
        found = person.engine.validate_resource("splunk_token", wanted)
        assert [item.path for item in found] == [(name,)]
        assert len(splunk.log) == 0

    def test_a_token_that_somebody_disabled_is_replaced_where_nothing_is_said(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        made = person.done("splunk_token.ci", **CI)
        splunk.change("token.disable", id=made["id"])
        person.restart()
        person.refresh("splunk_token.ci")
        plan = person.plan("splunk_token.ci", **CI)
        assert ("status",) in plan.requires_replace
        assert "rotated" in warnings(plan.diagnostics)[0]


class TestOfUsersWhoGo:
    """A token names its user, and works again for whoever has that name next."""

    def made(self, box: SplunkBox) -> Practitioner:
        person = practitioner(box)
        person.done("splunk_user.ada", name="ada", password_wo="correct horse 1", roles=["user"])
        person.done("splunk_token.ci", **CI | {"user": "ada"})
        person.restart()
        return person

    def test_what_is_left_is_named(self, splunk: SplunkBox) -> None:
        person = self.made(splunk)
        left = splunk.store.add_token(splunk.store.user("ada"), "by hand")
        person.destroy("splunk_token.ci")
        result = person.destroy("splunk_user.ada")
        assert (errors(result), result.state) == ([], None)
        (told,) = warnings(result)
        assert "'ada' is gone, and 1 splunk_token of theirs is left" in told and repr(left.id) in told
        # So it is: somebody else has that name, and the token is theirs.
        headers = {"Authorization": f"Bearer {left.value}"}
        with httpx.Client(base_url=splunk.url, headers=headers, params={"output_mode": "json"}) as theirs:
            assert theirs.get("/services/authentication/current-context").status_code == 401
            splunk.store.add_user("ada", roles=["power"])
            assert theirs.get("/services/authentication/current-context").status_code == 200

    def test_what_ended_in_the_same_run_is_not(self, splunk: SplunkBox) -> None:
        person = self.made(splunk)
        person.destroy("splunk_token.ci")
        assert warnings(person.destroy("splunk_user.ada")) == []

    def test_where_tokens_cannot_be_asked_for_that_is_said(self, splunk: SplunkBox) -> None:
        person = self.made(splunk)
        splunk.faults.add(Fault("status", method="GET", path="/authorization/tokens", status=403))
        result = person.destroy("splunk_user.ada")
        assert result.state is None
        assert "'ada' leaves a splunk_token behind is not known" in warnings(result)[0]

    @pytest.mark.parametrize("member", ["content", "content.claims"])
    def test_those_whose_owner_cannot_be_told_are_named(self, splunk: SplunkBox, member: str) -> None:
        person = self.made(splunk)
        left = splunk.store.add_token(splunk.store.user("ada"), "by hand")
        splunk.faults.add(Fault("member_missing", method="GET", path="/authorization/tokens", member=member))
        result = person.destroy("splunk_user.ada")
        assert (errors(result), result.state) == ([], None)
        (told,) = warnings(result)
        assert "owner of 2 tokens cannot be told" in told and "'ada'" in told and repr(left.id) in told

    def test_the_owner_is_asked_for_singly_where_the_listing_does_not_say(self, splunk: SplunkBox) -> None:
        person = self.made(splunk)
        listing = Fault("member_missing", method="GET", path="/authorization/tokens", member="content.claims", times=1)
        splunk.faults.add(listing)
        assert "1 splunk_token of theirs is left" in warnings(person.destroy("splunk_user.ada"))[0]
