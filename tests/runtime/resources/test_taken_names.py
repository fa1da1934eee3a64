"""New objects whose names the vendor has already, and a token under a new label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER
from rolecall.runtime.concurrency.quiescence import Quiet
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

JANE: dict[str, Any] = {"name": "jane"}
NOBODY = 2**22 + 1
"""The id of a process that there is not: Linux gives none above 2**22."""


class TestNameThatIsTaken:
    def test_the_plan_refuses_what_this_state_does_not_know(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("jane", roles=["Analyst"])
        found = Practitioner(PROVIDER, tanium.environment).plan("tanium_user.jane", **JANE).diagnostics
        said = errors(found)
        assert "'jane' already exists" in said[0]
        assert f"terraform import tanium_user.<label> {user.id}" in said[0]
        assert [item.path for item in found] == [("name",)]

    def test_many_new_ones_cost_few_requests(self, tanium: TaniumBox) -> None:
        for number in range(40):
            tanium.store.add_user(f"taken{number}")
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.log.clear()
        refused = [
            bool(errors(person.plan(f"tanium_user.u{number}", name=f"taken{number}").diagnostics))
            for number in range(80)
        ]
        assert refused == [number < 40 for number in range(80)]
        assert tanium.log.count("GET", "/users") <= 5

    def test_an_apply_asks_nothing_more(self, tanium: TaniumBox) -> None:
        def requests(count: int) -> int:
            person = Practitioner(PROVIDER, tanium.environment)
            person.done(f"tanium_user.first{count}", name=f"first{count}")
            tanium.log.clear()
            for number in range(count):
                person.done(f"tanium_user.u{count}_{number}", name=f"u{count}-{number}")
            return tanium.log.count("GET", "/users")

        assert requests(4) == 2 * 4
        assert requests(8) == 8 + 3 + 1  # three look-ups, then a listing for the rest

    def test_a_filter_finds_it_where_the_vendor_has_one(self) -> None:
        with start("scim") as box:
            box.store.add_user("jane@example.com")
            found = Practitioner(SCIM, box.environment).plan("scim_user.jane", user_name="jane@example.com").diagnostics
            assert "already exists" in errors(found)[0]
            assert all("filter=" in event.query for event in box.log if event.path.endswith("/Users"))

    def test_a_name_that_is_not_known_yet_passes(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        found = person.plan("tanium_api_token.ci", name="ci", user_id=UNKNOWN).diagnostics
        assert not errors(found)

    def test_a_token_of_the_same_name_is_named(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        token = tanium.store.add_token(owner, "ci", 30)
        person = Practitioner(PROVIDER, tanium.environment)
        person.import_("tanium_user.bot", str(owner.id))
        person.refresh("tanium_user.bot")
        found = person.plan("tanium_api_token.ci", name="ci", user_id=str(owner.id)).diagnostics
        assert not errors(found)
        assert "already has a tanium_api_token called 'ci'" in warnings(found)[0]
        assert str(token.id) in warnings(found)[0]

    def test_a_run_that_refreshes_nothing_names_it_too(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        token = tanium.store.add_token(owner, "ci", 30)
        person, config = Practitioner(PROVIDER, tanium.environment), {"name": "ci", "user_id": str(owner.id)}
        first = person.plan("tanium_api_token.ci", **config)
        (said,) = warnings(first.diagnostics)
        assert str(token.id) in said and "as far as this run has read the state" in said
        (said,) = warnings(person.plan_after(b"", "tanium_api_token.ci", **config).diagnostics)
        assert str(token.id) in said and "this state does not know it" in said
        again = person.plan_after(first.private, "tanium_api_token.ci", **config)
        assert not warnings(again.diagnostics)

    def test_a_token_that_only_the_upgrade_of_the_state_shows_is_no_namesake(
        self, tanium: TaniumBox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Terraform hands every state to its upgrade first, also in a plan without a refresh, in no order."""
        owner = tanium.store.add_user("bot")
        person, config = Practitioner(PROVIDER, tanium.environment), {"name": "ci", "user_id": str(owner.id)}
        state = person.done("tanium_api_token.ci", **config)
        person.restart()

        def upgraded(quiet: Quiet, seconds: float) -> bool:
            monkeypatch.undo()
            person.engine.upgrade_state("tanium_api_token", 0, state)
            return True

        monkeypatch.setattr(Quiet, "pause", upgraded)
        assert not warnings(person.plan("tanium_api_token.next", **config).diagnostics)
        assert Quiet.pause is not upgraded, "the plan did not wait"

    def test_a_token_of_this_state_is_no_namesake(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        person.done("tanium_api_token.ci", name="ci", user_id=str(owner.id))
        person.restart()
        person.refresh("tanium_api_token.ci")
        assert not warnings(person.plan("tanium_api_token.next", name="ci", user_id=str(owner.id)).diagnostics)
        person.restart()
        person.refresh("tanium_api_token.ci")
        assert not warnings(person.apply("tanium_api_token.next", name="ci", user_id=str(owner.id)))
        assert tanium.log.count("POST") == 2

    def test_two_tokens_of_one_name_that_one_run_makes_are_no_namesakes(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        for label in ("tanium_api_token.one", "tanium_api_token.two"):
            assert not warnings(person.apply(label, name="ci", user_id=str(owner.id)))

    def test_a_namesake_that_came_after_the_plan_is_told_by_the_create(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        person.done("tanium_api_token.other", name="other", user_id=str(owner.id))
        token = tanium.store.add_token(owner, "ci", 30)
        (found,) = warnings(person.apply("tanium_api_token.ci", name="ci", user_id=str(owner.id)))
        assert "There is another tanium_api_token of this name" in found
        assert str(token.id) in found

    @pytest.mark.parametrize("name", ["Jane", "jane"])
    def test_the_vendors_canonical_form_is_the_same_name(self, splunk: SplunkBox, name: str) -> None:
        splunk.store.add_user("jane", roles=["user"], email="jane@example.com")
        config = {"name": name, "password_wo": "correct horse 1", "password_wo_version": 1, "roles": ["user"]}
        found = Practitioner(SPLUNK, splunk.environment).plan("splunk_user.jane", **config).diagnostics
        assert any("already exists" in each for each in errors(found))


def test_a_token_under_a_new_label_is_warned_of(tanium: TaniumBox) -> None:
    owner = tanium.store.add_user("bot")
    person = Practitioner(PROVIDER, tanium.environment)
    person.done("tanium_api_token.old", name="ci", user_id=str(owner.id))
    person.restart()
    person.refresh("tanium_api_token.old")
    person.plan_destroy("tanium_api_token.old")
    found = person.plan("tanium_api_token.new", name="ci", user_id=str(owner.id)).diagnostics
    assert not errors(found)
    assert any("'ci' ends, and another one of that name is made" in each for each in warnings(found))


def test_what_is_made_before_the_old_one_ends_is_refused_by_the_create(tanium: TaniumBox, tmp_path: Path) -> None:
    """Terraform puts the old one back in its place where the create fails, and not where the plan before it does."""
    person = Practitioner(PROVIDER, tanium.environment)
    person.done("tanium_user.jane", **JANE)
    person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY)
    person.restart()
    person.refresh("tanium_user.jane")
    first = person.plan("tanium_user.jane", **JANE)
    assert not errors(person.plan_anew("tanium_user.jane", first.private, **JANE).diagnostics)
    del person.resources["tanium_user.jane"]
    person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY + 1)
    person.restart()
    again = person.plan("tanium_user.jane", **JANE)
    assert not errors(again.diagnostics)
    made = person.carry_out("tanium_user.jane", again, **JANE)
    assert made.state is None
    assert "Take `create_before_destroy` out" in errors(made)[0]
