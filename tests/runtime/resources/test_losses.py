"""What people lose when something ends or is replaced: plans name who has it, and what nobody configured."""

from __future__ import annotations

from typing import Any

import pytest

from providers.splunk import PROVIDER
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, warnings

ROLE, USER = "splunk_role.soc", "splunk_user.jane"
JOAN: dict[str, Any] = {
    "name": "joan",
    "password_wo": "correct horse 1",
    "password_wo_version": 1,
    "create_role": True,
}


@pytest.fixture
def person(splunk: SplunkBox) -> Practitioner:
    """Somebody with the role `soc`, which Jane and another role have; Jane has `power` besides, by hand."""
    made = Practitioner(PROVIDER, splunk.environment)
    made.done(ROLE, name="soc", imported_roles=["user"])
    made.done(USER, name="jane", password_wo="correct horse 1", password_wo_version=1, create_role=True)
    splunk.store.update_user("jane", roles=["power", "soc"])
    splunk.store.add_role("night", imported_roles=["soc"])
    made.refresh(USER)
    made.restart()
    return made


class TestHolders:
    def test_destroying_a_role_names_who_has_it(self, person: Practitioner) -> None:
        (said,) = warnings(person.plan_destroy(ROLE))
        assert said.startswith("'soc' ends, and 2 have it")
        assert "splunk_role 'night', splunk_user 'jane'" in said

    def test_renaming_it_does_too(self, person: Practitioner) -> None:
        plan = person.plan(ROLE, name="soc-analysts", imported_roles=["user"])
        assert plan.requires_replace == [("name",)]
        (said,) = (each for each in warnings(plan.diagnostics) if "have it" in each)
        assert "splunk_user 'jane'" in said
        assert "given to nobody by itself" in said

    def test_a_change_that_ends_nothing_says_nothing(self, person: Practitioner) -> None:
        assert not warnings(person.plan(ROLE, name="soc", imported_roles=["power"]).diagnostics)

    def test_where_it_cannot_be_told_the_plan_says_so(self, person: Practitioner, splunk: SplunkBox) -> None:
        splunk.faults.add(Fault("status", method="GET", path="/authentication/users$", status=403))
        (said,) = warnings(person.plan_destroy(ROLE))
        assert "could not be asked: splunk_user" in said

    def test_nobody_has_it(self, splunk: SplunkBox) -> None:
        made = Practitioner(PROVIDER, splunk.environment)
        made.done(ROLE, name="soc", imported_roles=["user"])
        made.restart()
        assert not warnings(made.plan_destroy(ROLE))


class TestReplaced:
    def test_roles_that_nobody_configured_are_named(self, person: Practitioner) -> None:
        plan = person.plan(USER, **JOAN)
        assert plan.requires_replace == [("name",)]
        (said,) = (each for each in warnings(plan.diagnostics) if "loses its roles" in each)
        assert "power, soc" in said

    def test_what_is_configured_is_in_the_plan(self, person: Practitioner) -> None:
        plan = person.plan(USER, **JOAN, roles=["soc"])
        assert not [each for each in warnings(plan.diagnostics) if "loses its roles" in each]
