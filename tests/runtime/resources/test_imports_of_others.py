"""Imports of somebody else's id: nobody is deleted or renamed for it without a word."""

from __future__ import annotations

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from tests.runtime.resources.boxes import EntraBox, SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings


def test_an_account_of_another_name_is_not_replaced(tanium: TaniumBox) -> None:
    id_ = Practitioner(TANIUM, tanium.environment).done("tanium_user.ada", name="ada")["id"]
    person = Practitioner(TANIUM, tanium.environment)
    person.import_("tanium_user.new", id_)
    found = person.plan("tanium_user.new", name="newperson").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("name",)]
    assert "Import the id of 'newperson', or write 'ada'" in errors(found)[0]
    assert not person.plan("tanium_user.new", name="ada").diagnostics.has_error
    assert not person.plan_destroy("tanium_user.new").has_error


def test_nor_where_the_name_is_the_id(splunk: SplunkBox) -> None:
    person = Practitioner(SPLUNK, splunk.environment)
    person.import_("splunk_role.soc", "power")
    assert "What was imported is 'power'" in errors(person.plan("splunk_role.soc", name="soc").diagnostics)[0]


def test_what_was_applied_since_may_be_replaced(splunk: SplunkBox) -> None:
    person = Practitioner(SPLUNK, splunk.environment)
    Practitioner(SPLUNK, splunk.environment).done("splunk_role.soc", name="soc")
    person.import_("splunk_role.soc", "soc")
    person.done("splunk_role.soc", name="soc", default_app="search")
    assert person.plan("splunk_role.soc", name="soc_two").requires_replace == [("name",)]


@pytest.mark.parametrize(("wanted", "told"), [("newcomer@example.onmicrosoft.com", 1), (None, 0)])
def test_a_rename_by_an_import_is_told(entra: EntraBox, wanted: str | None, told: int) -> None:
    person = Practitioner(ENTRA, entra.environment)
    somebody = next(iter(entra.store.users.values()))
    person.import_("entra_user.new", somebody.id)
    name = wanted or somebody.user_principal_name
    found = person.plan("entra_user.new", user_principal_name=name, display_name=somebody.display_name).diagnostics
    assert sum("will be renamed" in each for each in warnings(found)) == told


def test_a_binding_of_somebody_else_that_the_configuration_replaces_is_told(tanium: TaniumBox) -> None:
    ada, bob = (tanium.store.add_user(name, roles=["Analyst"]).id for name in ("ada", "bob"))
    person = Practitioner(TANIUM, tanium.environment)
    person.import_("tanium_role_binding.bob", f"{ada}/Analyst")
    plan = person.plan("tanium_role_binding.bob", user_id=str(bob), role="Analyst")
    assert plan.requires_replace == [("user_id",)]
    assert any(f"'{ada}/Analyst' was imported, and ends" in each for each in warnings(plan.diagnostics))
    assert not warnings(person.plan("tanium_role_binding.bob", user_id=str(ada), role="Analyst").diagnostics)
