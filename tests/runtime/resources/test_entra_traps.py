"""Traps of applications, jobs and assignments in Entra: what traits do, and what happens when one is switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import APPLICATION, ASSIGNMENT, JOB, job_of, made
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.switches import with_attribute, with_collection, with_lifecycle

TANIUM = {"template": "Tanium SSO", "display_name": "Tanium"}
TYPE = "entra_gallery_application"


class TestReplication:
    @pytest.mark.caveat("EventualConsistency", option="entra.lag_reads")
    def test_both_objects_of_an_application_are_waited_for(self, entra: EntraBox) -> None:
        state = Practitioner(PROVIDER, entra.environment).done(APPLICATION, **TANIUM)
        assert list(entra.store.applications) == [state["application_id"]]
        assert list(entra.store.service_principals) == [state["service_principal_id"]]

    def test_without_the_trait_what_was_made_cannot_be_read(self, entra: EntraBox) -> None:
        result = Practitioner(replace(PROVIDER, eventual_consistency=None), entra.environment).apply(
            APPLICATION, **TANIUM
        )
        assert not errors(result)
        assert "cannot be read" in warnings(result)[0]
        assert result.state is not None
        assert result.state["application_id"] in entra.store.applications


def test_a_wrong_secret_is_told_where_it_is_given(entra: EntraBox) -> None:
    engine = Engine(PROVIDER, environment={**entra.environment, "ENTRA_CLIENT_SECRET": "a wrong one"})
    (found,) = engine.configure(full(PROVIDER.schema, {}), terraform_version="1.11.4", deferral_allowed=False)
    assert (found.severity, found.path) == ("error", ("client_secret",))
    assert "ENTRA_CLIENT_SECRET" in found.detail
    assert "a wrong one" not in f"{found.summary} {found.detail}"


class TestNothingIsMadeTwice:
    def test_a_lost_answer_is_found_again(self, entra: EntraBox) -> None:
        entra.faults.add(Fault("drop_after", method="POST", path="/instantiate$", times=1))
        state = Practitioner(PROVIDER, entra.environment).done(APPLICATION, **TANIUM)
        assert entra.log.count("POST", "/instantiate") == 1
        assert list(entra.store.service_principals) == [state["id"]]
        assert list(entra.store.applications) == [state["application_id"]]

    def test_an_application_of_that_name_that_was_there_is_not_taken_for_ours(self, entra: EntraBox) -> None:
        there = made(entra)["service_principal_id"]
        result = Practitioner(PROVIDER, entra.environment).apply(APPLICATION, **TANIUM)
        assert f"terraform import entra_gallery_application.<label> {there}" in errors(result)[0]
        assert list(entra.store.service_principals) == [there]

    def test_without_a_natural_key_nobody_knows_what_a_lost_answer_made(self, entra: EntraBox) -> None:
        entra.faults.add(Fault("drop_after", method="POST", path="/instantiate$", times=1))
        shim = with_collection(PROVIDER, "service_principals", natural_key=None)
        result = Practitioner(shim, entra.environment).apply(APPLICATION, **TANIUM)
        assert "did not confirm the create" in errors(result)[0]
        assert result.state is None
        assert entra.log.count("POST", "/instantiate") == 1

    def test_what_is_throttled_is_sent_again_as_late_as_the_vendor_says(self, entra: EntraBox) -> None:
        entra.faults.add(Fault("status", method="POST", path="/instantiate$", status=429, retry_after="0", times=2))
        Practitioner(PROVIDER, entra.environment).done(APPLICATION, **TANIUM)
        statuses = [event.status for event in entra.log if event.path.endswith("/instantiate")]
        assert statuses == [429, 429, 201]
        assert len(entra.store.applications) == 1


class TestTemplate:
    @pytest.mark.caveat("Template", rule="The gallery makes from templates alone.")
    def test_an_unknown_name_fails_in_the_plan_with_the_nearest(self, entra: EntraBox) -> None:
        plan = Practitioner(PROVIDER, entra.environment).plan(APPLICATION, **{**TANIUM, "template": "Tanum SSO"})
        (problem,) = plan.diagnostics
        assert (problem.severity, problem.path) == ("error", ("template",))
        assert "Did you mean 'Tanium SSO'?" in problem.detail

    @pytest.mark.parametrize(
        "given", [{}, {"template": "Tanium SSO", "template_id": "8" * 8 + "-0000" * 3 + "-" + "0" * 12}]
    )
    def test_name_and_id_are_alternatives(self, entra: EntraBox, given: dict[str, str]) -> None:
        engine = Practitioner(PROVIDER, entra.environment).engine
        found = engine.validate_resource(TYPE, full(engine.resource_schemas()[TYPE], {"display_name": "a", **given}))
        assert [item.path for item in found] == [("template",)]

    def test_without_the_trait_the_name_leads_nowhere(self, entra: EntraBox) -> None:
        person = Practitioner(with_lifecycle(PROVIDER, TYPE, template=None), entra.environment)
        plan = person.plan(APPLICATION, **{**TANIUM, "template": "Tanum SSO"})
        assert not errors(plan.diagnostics)
        assert not entra.log.count(path="/applicationTemplates")

    def test_an_import_records_it_and_replaces_nothing(self, entra: EntraBox) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.import_(APPLICATION, made(entra)["service_principal_id"])
        plan = person.plan(APPLICATION, **TANIUM)
        assert (plan.requires_replace, errors(plan.diagnostics)) == ([], [])
        (problem,) = person.plan(APPLICATION, **{**TANIUM, "template": "Tessian"}).diagnostics
        assert (problem.severity, problem.path) == ("error", ("template",))
        assert "was not made from 'Tessian'" in problem.summary


class TestCompanion:
    @pytest.mark.caveat("Companion", rule="The vendor always makes both objects.")
    def test_an_import_finds_it_and_retains_both(self, entra: EntraBox) -> None:
        id = made(entra)["service_principal_id"]
        person = Practitioner(PROVIDER, entra.environment)
        state = person.import_(APPLICATION, id).state
        assert state is not None
        assert state["application_id"] in entra.store.applications
        assert "retained" in warnings(person.destroy(APPLICATION))[0]
        assert id in entra.store.service_principals

    def test_without_the_trait_an_import_does_not_know_it(self, entra: EntraBox) -> None:
        shim = with_lifecycle(PROVIDER, TYPE, companion=None)
        state = Practitioner(shim, entra.environment).import_(APPLICATION, made(entra)["service_principal_id"]).state
        assert state is not None
        assert not state["application_id"]


class TestJobs:
    def test_a_job_is_started_and_one_that_somebody_paused_is_drift(self, entra: EntraBox) -> None:
        place = made(entra, secrets=True)
        person = Practitioner(PROVIDER, entra.environment)
        person.done(JOB, **place, template_id="scim", enabled=True)
        assert job_of(entra).state == "Active"
        entra.change("job.pause", principal="Tanium")
        entra.store.settle()
        result = person.refresh(JOB)
        assert result.state is not None
        assert result.state["enabled"] is False
        person.done(JOB, **place, template_id="scim", enabled=True)
        assert job_of(entra).state == "Active"

    def test_without_the_trait_it_never_starts(self, entra: EntraBox) -> None:
        shim = with_attribute(PROVIDER, "entra_provisioning_job", "enabled", transitions=None)
        Practitioner(shim, entra.environment).apply(JOB, **made(entra, secrets=True), template_id="scim", enabled=True)
        assert job_of(entra).state == "Disabled"
        assert entra.log.count("POST", "/start") == 0

    def test_quarantine_is_told_with_the_way_out(self, entra: EntraBox) -> None:
        person = self.quarantined(entra, Practitioner(PROVIDER, entra.environment))
        (told,) = warnings(person.refresh(JOB))
        assert "Quarantine (EncounteredQuarantineException)" in told
        assert "enabled = false" in told

    def test_without_the_trait_nobody_hears_of_it(self, entra: EntraBox) -> None:
        shim = with_lifecycle(PROVIDER, "entra_provisioning_job", guards=())
        assert warnings(self.quarantined(entra, Practitioner(shim, entra.environment)).refresh(JOB)) == []

    @staticmethod
    def quarantined(entra: EntraBox, person: Practitioner) -> Practitioner:
        person.done(JOB, **made(entra, secrets=True), template_id="scim", enabled=True)
        entra.change("job.quarantine", principal="Tanium")
        return person


class TestAssignments:
    def test_one_that_is_there_is_refused(self, entra: EntraBox) -> None:
        id = made(entra)["service_principal_id"]
        user = next(iter(entra.store.users))
        entra.change("assignment.create", principal="Tanium", to=user)
        role = next(iter(entra.store.assignments.values())).app_role_id
        person = Practitioner(PROVIDER, entra.environment)
        result = person.apply(ASSIGNMENT, resource_id=id, principal_id=user, app_role_id=role)
        assert "terraform import entra_app_role_assignment" in errors(result)[0]

    @pytest.mark.parametrize("attribute", ["principal_id", "resource_id", "app_role_id"])
    def test_a_name_in_place_of_an_id_is_told(self, entra: EntraBox, attribute: str) -> None:
        ids = dict.fromkeys(("principal_id", "resource_id", "app_role_id"), "1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20")
        engine = Practitioner(PROVIDER, entra.environment).engine
        schema = engine.resource_schemas()["entra_app_role_assignment"]
        found = engine.validate_resource("entra_app_role_assignment", full(schema, {**ids, attribute: "ada@a.com"}))
        assert [(item.severity, item.path) for item in found] == [("error", (attribute,))]


class TestNamesWithoutCase:
    def test_a_user_is_found_however_the_name_is_written(self, entra: EntraBox) -> None:
        id, user = next(iter(entra.store.users.items()))
        found = self.read(Practitioner(PROVIDER, entra.environment), user.user_principal_name.upper())
        assert found["id"] == id

    def test_without_the_trait_nobody_is_found(self, entra: EntraBox) -> None:
        users = next(item for item in PROVIDER.collections if item.name == "users")
        assert users.natural_key is not None
        shim = with_collection(PROVIDER, "users", natural_key=replace(users.natural_key, caseless=False))
        name = next(iter(entra.store.users.values())).user_principal_name
        with pytest.raises(AssertionError, match="There is no entra_user"):
            self.read(Practitioner(shim, entra.environment), name.upper())

    @staticmethod
    def read(person: Practitioner, name: str) -> dict[str, object]:
        result = person.data("entra_user", user_principal_name=name)
        assert result.state is not None, errors(result)
        return result.state
