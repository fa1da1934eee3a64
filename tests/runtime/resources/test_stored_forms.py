"""What a vendor keeps in a form of its own, and whose change replaces the object, is not replaced again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.resources.private_state import Private, Stored
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

JANE, CI = "tanium_user.jane", "tanium_api_token.ci"
NAME = "Jane.Doe"


@pytest.fixture
def person(tanium: TaniumBox) -> Practitioner:
    return Practitioner(TANIUM, tanium.environment)


@pytest.fixture(params=[("lower_names", True, "jane.doe"), ("name_length", 6, "Jane.D")], ids=lambda each: str(each[0]))
def stored(request: pytest.FixtureRequest, tanium: TaniumBox) -> Iterator[str]:
    """The form in which the vendor keeps the name."""
    option, value, form = request.param
    setattr(tanium.options, option, value)
    yield form


def is_clean(person: Practitioner, label: str, **config: Any) -> bool:
    """Whether a refresh and a plan say nothing and change nothing."""
    refreshed = person.refresh(label)
    plan = person.plan(label, **config)
    quiet = len(refreshed.diagnostics) == 0 and not errors(plan.diagnostics) and not plan.requires_replace
    return quiet and plan.planned == person.resources[label].state == refreshed.state


class TestStoredForms:
    @pytest.mark.parametrize("label", [JANE, CI])
    def test_nothing_is_made_twice(self, tanium: TaniumBox, person: Practitioner, stored: str, label: str) -> None:
        result = person.apply(label, name=NAME)
        assert not errors(result)
        assert result.state is not None
        assert result.state["name"] == NAME
        (warning,) = warnings(result)
        for part in ("did not store name as it was written", repr(NAME), repr(stored), "replaces nothing"):
            assert part in warning
        assert is_clean(person, label, name=NAME)
        for _ in range(2):
            person.restart()
            assert is_clean(person, label, name=NAME)
        assert tanium.log.count("POST") == 1
        assert tanium.log.count("PUT") == 0

    def test_other_attributes_change_and_the_name_stays(
        self, tanium: TaniumBox, person: Practitioner, stored: str
    ) -> None:
        person.apply(JANE, name=NAME)
        person.restart()
        config = {"name": NAME, "display_name": "Jane", "roles": ["Analyst"]}
        assert person.done(JANE, **config)["name"] == NAME
        person.restart()
        assert is_clean(person, JANE, **config)
        assert tanium.store.user(stored).display_name == "Jane"

    def test_destroy_works(self, tanium: TaniumBox, person: Practitioner, stored: str) -> None:
        person.apply(JANE, name=NAME)
        person.restart()
        person.refresh(JANE)
        assert not errors(person.plan_destroy(JANE))
        result = person.destroy(JANE)
        assert not errors(result)
        assert result.state is None
        assert tanium.store.live_user(stored) is None

    def test_a_rename_by_somebody_else_is_seen(self, tanium: TaniumBox, person: Practitioner, stored: str) -> None:
        person.apply(JANE, name=NAME)
        tanium.store.update_user(stored, name="ceo")
        person.restart()
        refreshed = person.refresh(JANE).state
        assert refreshed is not None
        assert refreshed["name"] == "ceo"
        (problem,) = errors(person.plan(JANE, name=NAME).diagnostics)
        assert "'ceo' now, and was 'Jane.Doe'" in problem
        (problem,) = errors(person.plan_destroy(JANE))
        assert "'ceo' now, and was 'Jane.Doe'" in problem

    @pytest.mark.parametrize("label", [JANE, CI])
    def test_the_configuration_takes_up_the_vendors_form(
        self, tanium: TaniumBox, person: Practitioner, stored: str, label: str
    ) -> None:
        person.apply(label, name=NAME)
        person.restart()
        person.refresh(label)
        assert not person.plan(label, name=stored).requires_replace
        assert person.done(label, name=stored)["name"] == stored
        assert Private.from_bytes(person.resources[label].private).stored == {}
        person.restart()
        assert is_clean(person, label, name=stored)
        assert tanium.log.count("POST") == 1

    @pytest.mark.parametrize("label", [JANE, CI])
    def test_another_name_still_replaces(
        self, tanium: TaniumBox, person: Practitioner, stored: str, label: str
    ) -> None:
        person.apply(label, name=NAME)
        person.restart()
        person.refresh(label)
        assert person.plan(label, name="somebody").requires_replace == [("name",)]

    def test_a_token_of_splunk_is_not_replaced_for_ever(self, splunk: SplunkBox) -> None:
        person = Practitioner(SPLUNK, splunk.environment)
        splunk.options.audience_length = 6
        config = {"name": NAME, "user": "admin"}
        result = person.apply("splunk_token.ci", **config)
        assert not errors(result)
        person.restart()
        assert is_clean(person, "splunk_token.ci", **config)


def test_what_is_remembered_survives_terraform() -> None:
    private = Private(stored={"name": Stored("Jane", "jane"), "subject": Stored([{"kind": "User"}], [{"kind": None}])})
    assert Private.from_bytes(private.to_bytes()) == private
