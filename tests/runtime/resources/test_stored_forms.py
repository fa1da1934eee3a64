"""What a vendor keeps in a form of its own is told once, and neither written nor replaced again and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.resources.private_state import Private, Stored
from rolecall.sandbox import start
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


FORMS: list[tuple[str, dict[str, Any], str, str, dict[str, Any]]] = [
    ("tanium", {"lower_emails": True}, "tanium_user.jane", "email", {"email": "Jane@Example.com"}),
    ("tanium", {"dropped": ["display_name"]}, "tanium_user.jane", "display_name", {"display_name": "Jane"}),
    ("splunk", {"lower_emails": True}, "splunk_user.jane", "email", {"email": "Jane@Example.com"}),
    ("splunk", {"dropped": ["tz"]}, "splunk_user.jane", "tz", {"tz": "UTC"}),
    ("scim", {"drops": ["externalId"]}, "scim_user.jane", "external_id", {"external_id": "e-1"}),
    ("scim", {"drops": ["title"]}, "scim_user.jane", "title", {"title": "Chief"}),
]
FIRST: dict[str, dict[str, Any]] = {
    "tanium": {"name": "jane"},
    "splunk": {"name": "jane", "password_wo": "correct-horse", "password_wo_version": 1, "roles": ["user"]},
    "scim": {"user_name": "jane@example.com"},
}
SHIMS = {"tanium": TANIUM, "splunk": SPLUNK, "scim": SCIM}


@pytest.mark.parametrize("at", ["create", "update"])
@pytest.mark.parametrize(("vendor", "options", "label", "name", "given"), FORMS)
def test_a_form_is_told_once_and_no_difference_later(
    vendor: str, options: dict[str, Any], label: str, name: str, given: dict[str, Any], at: str
) -> None:
    with start(vendor, options=options) as box:
        person, config = Practitioner(SHIMS[vendor], box.environment), {**FIRST[vendor], **given}
        if at == "update":
            person.done(label, **FIRST[vendor])
        told = [each for each in warnings(person.apply(label, **config)) if f"did not store {name}" in each]
        assert len(told) == 1
        assert "counts as the same" in told[0]
        box.log.clear()
        for _ in range(2):
            person.restart()
            assert is_clean(person, label, **config)
        assert all(each.method == "GET" or "login" in each.path for each in box.log)


def test_something_else_is_drift_where_a_form_is_remembered(tanium: TaniumBox, person: Practitioner) -> None:
    tanium.options.lower_emails = True
    config = {"name": "jane", "email": "Jane@Example.com"}
    person.apply(JANE, **config)
    tanium.store.update_user("jane", email="ceo@example.com")
    person.restart()
    assert (person.refresh(JANE).state or {})["email"] == "ceo@example.com"
    assert person.plan(JANE, **config).planned != person.resources[JANE].state


@pytest.mark.parametrize("name", ["roles", "active"])
def test_a_right_that_is_not_stored_stays_an_error(tanium: TaniumBox, person: Practitioner, name: str) -> None:
    person.done(JANE, name="jane")
    tanium.options.dropped = [name]
    config = {"name": "jane", "roles": ["Analyst"]} if name == "roles" else {"name": "jane", "active": False}
    for _ in range(2):
        assert f"did not store {name}" in errors(person.apply(JANE, **config))[0]
        person.restart()
        person.refresh(JANE)


def test_what_is_remembered_survives_terraform() -> None:
    private = Private(stored={"name": Stored("Jane", "jane"), "subject": Stored([{"kind": "User"}], [{"kind": None}])})
    assert Private.from_bytes(private.to_bytes()) == private
