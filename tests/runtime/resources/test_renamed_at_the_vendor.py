"""Roles that the vendor calls otherwise from now on: they are known by their ids, and nobody loses them."""

from __future__ import annotations

import pytest

from providers.tanium import PROVIDER
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.takeovers import BINDING, bound, owned


class TestRoles:
    def renamed(self, box: TaniumBox) -> Practitioner:
        person, _ = bound(box)
        box.change("role.rename", name="Analyst", to="Investigator")
        person.restart()
        return person

    def test_the_refresh_finds_it_under_its_new_name(self, tanium: TaniumBox) -> None:
        person = self.renamed(tanium)
        state = person.refresh(BINDING).state
        assert state is not None
        assert state["role"] == "Investigator"
        plan = person.plan(BINDING, user_id=state["user_id"], role="Investigator")
        assert not list(plan.diagnostics)
        assert plan.planned == state

    def test_the_old_name_in_the_configuration_is_an_error_that_says_the_new_one(self, tanium: TaniumBox) -> None:
        person = self.renamed(tanium)
        person.refresh(BINDING)
        found = person.plan(BINDING, user_id=person.resources[BINDING].state["user_id"], role="Analyst").diagnostics
        assert "'Analyst' is called 'Investigator' now" in errors(found)[0]
        assert "Write 'Investigator'" in errors(found)[0]
        assert tanium.store.role_names("ada") == {"Operator", "Investigator"}

    def test_another_role_of_the_old_name_may_be_meant(self, tanium: TaniumBox) -> None:
        person = self.renamed(tanium)
        tanium.store.roles.add("Analyst")
        person.refresh(BINDING)
        plan = person.plan(BINDING, user_id=person.resources[BINDING].state["user_id"], role="Analyst")
        assert not errors(plan.diagnostics)
        assert plan.requires_replace == [("role",)]

    @pytest.mark.parametrize("refreshed", [True, False])
    def test_a_destroy_takes_it_away_by_its_new_name(self, tanium: TaniumBox, refreshed: bool) -> None:
        person = self.renamed(tanium)
        if refreshed:
            person.refresh(BINDING)
        assert not errors(person.destroy(BINDING))
        assert tanium.store.role_names("ada") == {"Operator"}

    def test_a_whole_set_of_names_follows_without_a_write(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        owned(person, "tanium_user.ada", name="ada", roles=["Analyst", "Operator"])
        tanium.change("role.rename", name="Analyst", to="Investigator")
        person.restart()
        person.refresh("tanium_user.ada")
        plan = person.plan("tanium_user.ada", name="ada", roles=["Investigator", "Operator"])
        assert plan.planned == person.resources["tanium_user.ada"].state
