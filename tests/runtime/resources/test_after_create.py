"""After a create: nothing but a lost secret is an error, the id stays, and what may be left behind is named."""

from __future__ import annotations

from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

JANE = "tanium_user.jane"
ADA = {"login": "ada@example.com", "email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace"}
DECOMPOSED = "Rene\N{COMBINING ACUTE ACCENT}"


@pytest.fixture
def person(tanium: TaniumBox) -> Practitioner:
    return Practitioner(TANIUM, tanium.environment)


class TestDifferences:
    @pytest.mark.parametrize(("option", "name"), [("trim", " Jane "), ("compose", DECOMPOSED)])
    def test_blanks_and_unicode_are_no_difference(
        self, tanium: TaniumBox, person: Practitioner, option: str, name: str
    ) -> None:
        setattr(tanium.options, option, True)
        result = person.apply(JANE, name="jane", display_name=name)
        assert len(result.diagnostics) == 0
        assert tanium.store.user("jane").display_name != name
        assert tanium.log.count("PUT") == 0
        person.restart()
        assert len(person.refresh(JANE).diagnostics) == 0
        assert person.plan(JANE, name="jane", display_name=name).planned == person.resources[JANE].state

    def test_what_the_create_drops_is_mended_by_an_update(self, tanium: TaniumBox, person: Practitioner) -> None:
        tanium.options.dropped_on_create = ["email", "roles"]
        result = person.apply(JANE, name="jane", email="jane@example.com", roles=["Analyst"])
        assert len(result.diagnostics) == 0
        assert tanium.store.role_names("jane") == {"Analyst"}

    def test_an_account_that_should_be_shut_out_and_is_not_is_told_aloud(
        self, tanium: TaniumBox, person: Practitioner
    ) -> None:
        tanium.options.dropped = ["active"]
        result = person.apply(JANE, name="jane", active=False)
        assert not errors(result)
        assert any("jane may be able to sign in" in each for each in warnings(result))
        assert result.state is not None
        assert result.state["active"] is False
        refreshed = person.refresh(JANE).state
        assert refreshed is not None
        assert refreshed["active"] is True


class TestReadBack:
    """The create is done, and the reads that follow it say something odd."""

    READS = r"/users/\d+$"

    @pytest.mark.parametrize(
        "fault",
        [
            Fault("empty_object", method="GET", path=READS),
            Fault("empty_body", method="GET", path=READS),
            Fault("not_found", method="GET", path=READS),
            Fault("html", method="GET", path=READS),
            Fault("broken_json", method="GET", path=READS),
            Fault("misrouted", method="GET", path=READS),
            Fault("member_missing", method="GET", path=READS, member="data.id"),
            Fault("status", method="GET", path=READS, status=403),
        ],
        ids=lambda fault: fault.kind,
    )
    def test_the_id_of_the_create_stays(self, tanium: TaniumBox, person: Practitioner, fault: Fault) -> None:
        tanium.faults.add(fault)
        result = person.apply(JANE, name="jane", roles=["Analyst"])
        assert not errors(result)
        assert warnings(result)
        assert result.state is not None
        assert result.state["id"] == str(tanium.store.user("jane").id)
        assert result.state["roles"] == ["Analyst"]
        tanium.faults.clear()
        person.restart()
        refreshed = person.refresh(JANE)
        assert len(refreshed.diagnostics) == 0
        assert refreshed.state is not None
        assert refreshed.state["roles"] == ["Analyst"]
        assert person.plan(JANE, name="jane", roles=["Analyst"]).planned == refreshed.state

    def test_an_account_of_okta_is_not_orphaned(self, okta: OktaBox) -> None:
        okta.faults.add(Fault("empty_object", method="GET", path="/users/00u"))
        result = Practitioner(OKTA, okta.environment).apply("okta_user.ada", **ADA)
        assert not errors(result)
        assert warnings(result)
        assert result.state is not None
        assert result.state["id"] == okta.store.user("ada@example.com").id

    def test_a_create_that_answers_without_an_id_is_searched(self, tanium: TaniumBox, person: Practitioner) -> None:
        tanium.faults.add(Fault("empty_object", method="POST", path="/users$"))
        state = person.done(JANE, name="jane")
        assert state["id"] == str(tanium.store.user("jane").id)
        assert tanium.log.count("POST") == 1


class TestLeftBehind:
    def test_a_lost_create_that_cannot_be_looked_for_is_named(self, tanium: TaniumBox, person: Practitioner) -> None:
        tanium.faults.add(Fault("drop_after", method="POST", path="/users$"))
        tanium.faults.add(Fault("status", method="GET", path="/users$", status=403, after=2))  # plan and create look
        result = person.apply(JANE, name="jane")
        assert result.state is None
        (problem,) = errors(result)
        for part in ("tanium_user called 'jane'", "Looking for it failed too", "terraform import", "looks first"):
            assert part in problem

    def test_a_lost_token_names_its_owner_and_says_that_a_second_one_may_be_made(
        self, tanium: TaniumBox, person: Practitioner
    ) -> None:
        robot = str(tanium.store.add_user("robot").id)
        tanium.faults.add(Fault("drop_before", method="POST", path="/api_tokens$"))
        result = person.apply("tanium_api_token.ci", name="ci", user_id=robot)
        assert result.state is None
        (problem,) = errors(result)
        for part in ("tanium_api_token called 'ci'", f"user_id '{robot}'", "revoke it", "makes a second one"):
            assert part in problem


@pytest.mark.parametrize("config", [{"email": "Jane@Example.com"}, {"active": False}, {"display_name": " J "}])
def test_no_account_is_made_twice_however_the_vendor_stores_it(
    tanium: TaniumBox, person: Practitioner, config: dict[str, Any]
) -> None:
    """Three runs of plan and apply: nothing is tainted, replaced or disabled."""
    tanium.options.lower_emails = tanium.options.trim = True
    tanium.options.dropped = ["active"]
    for _ in range(3):
        person.restart()
        person.apply(JANE, name="jane", **config)
        person.restart()
        person.refresh(JANE)
        assert not person.plan(JANE, name="jane", **config).requires_replace
    assert tanium.log.count("POST") == 1
    assert tanium.log.count("DELETE") == 0
