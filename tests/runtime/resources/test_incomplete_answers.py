"""Answers that lack what is needed: settings, documents and catalogues are neither empty nor gone."""

from __future__ import annotations

from typing import Any

import pytest

from providers.entra import PROVIDER
from providers.okta import PROVIDER as OKTA
from rolecall.runtime.application import StateResult
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import EntraBox, OktaBox
from tests.runtime.resources.entra_places import (
    APPLICATION,
    CREDENTIALS,
    JOB,
    MAPPING,
    TOKEN,
    URL,
    USERS,
    job_of,
    made,
    rules_of,
)
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

SECRETS, SCHEMA = "/secrets$", "/schema$"
SCOPE: list[dict[str, Any]] = [
    {"clauses": [{"attribute": "displayName", "operator": "EQUALS", "values": ["ada"]}]},
]


def empty(path: str, **more: Any) -> Fault:
    """Reads are answered with `{}`."""
    return Fault("empty_object", method="GET", path=path, **more)


def lacking(member: str, path: str, **more: Any) -> Fault:
    """Reads leave `member` out."""
    return Fault("member_missing", method="GET", path=path, member=member, **more)


def credentials(box: EntraBox, **changes: Any) -> dict[str, Any]:
    return {**made(box), "tenant_url": URL, "secret_token_wo": TOKEN, "secret_token_wo_version": 1, **changes}


def mapping(box: EntraBox, **changes: Any) -> dict[str, Any]:
    return {**made(box, job=True), "object": "user", "attributes": USERS, **changes}


def saved(box: EntraBox) -> dict[str, str]:
    return box.store.principal("Tanium").secrets


def problem_of(found: StateResult | Diagnostics) -> Diagnostic:
    """The one error."""
    items = found.diagnostics if isinstance(found, StateResult) else found
    (problem,) = (item for item in items if item.severity == "error")
    return problem


HIDDEN = pytest.mark.parametrize(
    "fault",
    [lambda **more: empty(SECRETS, **more), lambda **more: lacking("value", SECRETS, **more)],
    ids=["{}", "no list"],
)


class TestSettings:
    @HIDDEN
    def test_a_refresh_keeps_what_it_cannot_see_and_says_so(self, entra: EntraBox, fault: Any) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        state = person.done(CREDENTIALS, **credentials(entra))
        entra.faults.add(fault())
        person.restart()
        result = person.refresh(CREDENTIALS)
        assert result.state == state
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} tenant_url", f"{UNSAID} sync_scope"]
        assert all("Status: 200" in item.detail for item in result.diagnostics)

    @HIDDEN
    def test_one_such_answer_is_asked_for_again(self, entra: EntraBox, fault: Any) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(CREDENTIALS, **credentials(entra))
        entra.faults.add(fault(times=1))
        person.restart()
        assert not list(person.refresh(CREDENTIALS).diagnostics)

    @HIDDEN
    def test_nothing_is_saved_over_what_cannot_be_seen(self, entra: EntraBox, fault: Any) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), credentials(entra)
        entra.faults.add(fault())
        problem = problem_of(person.apply(CREDENTIALS, **values))
        assert problem.path == ("service_principal_id",)
        assert "Status: 200" in problem.detail
        assert "Plan again" in problem.detail
        assert saved(entra) == {}

    @HIDDEN
    def test_a_destroy_that_cannot_see_them_is_not_done(self, entra: EntraBox, fault: Any) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(CREDENTIALS, **credentials(entra))
        entra.faults.add(fault())
        result = person.destroy(CREDENTIALS)
        assert "incomplete" in errors(result)[0]
        assert CREDENTIALS in person.resources
        assert saved(entra)["SecretToken"] == TOKEN

    def test_what_was_saved_and_cannot_be_read_back_is_in_state_with_a_warning(self, entra: EntraBox) -> None:
        values = credentials(entra)
        entra.faults.add(empty(SECRETS, after=2))
        result = Practitioner(PROVIDER, entra.environment).apply(CREDENTIALS, **values)
        assert not errors(result)
        assert "is made and in state as it was planned" in warnings(result)[0]
        assert result.state is not None

    def test_templates_without_ids_are_no_crash(self, entra: EntraBox) -> None:
        values = credentials(entra)
        entra.faults.add(lacking("id", "/templates$"))
        problem = problem_of(Practitioner(PROVIDER, entra.environment).apply(CREDENTIALS, **values))
        assert problem.path == ("service_principal_id",)
        assert "without their ids" in problem.detail
        assert saved(entra) == {}

    def test_an_application_without_templates_is_told_with_what_to_do(self, entra: EntraBox) -> None:
        values = credentials(entra)
        entra.faults.add(Fault("not_found", method="GET", path="/templates$"))
        problem = problem_of(Practitioner(PROVIDER, entra.environment).apply(CREDENTIALS, **values))
        assert problem.path == ("service_principal_id",)
        assert "Check `service_principal_id`" in problem.detail


def hidden(member: str, **more: Any) -> Fault:
    """Reads of the document leave `member` out, or everything."""
    return lacking(member, SCHEMA, **more) if member else empty(SCHEMA, **more)


class TestDocuments:
    @pytest.mark.parametrize("member", ["", "synchronizationRules"])
    def test_a_refresh_keeps_what_it_cannot_see_and_says_so(self, entra: EntraBox, member: str) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        state = person.done(MAPPING, **mapping(entra))
        entra.faults.add(hidden(member))
        person.restart()
        result = person.refresh(MAPPING)
        assert result.state == state
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} attributes"]
        assert "Status: 200" in warnings(result)[0]

    @pytest.mark.parametrize("member", ["", "synchronizationRules"])
    def test_a_plan_that_cannot_see_it_is_refused_with_what_to_do(self, entra: EntraBox, member: str) -> None:
        values = mapping(entra)
        entra.faults.add(hidden(member))
        problem = problem_of(Practitioner(PROVIDER, entra.environment).plan(MAPPING, **values).diagnostics)
        assert problem.path == ("object",)
        assert "Status: 200" in problem.detail
        assert "Plan again" in problem.detail

    @pytest.mark.parametrize("member", ["", "synchronizationRules"])
    def test_a_destroy_that_cannot_see_it_is_not_done(self, entra: EntraBox, member: str) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(MAPPING, **mapping(entra))
        entra.faults.add(hidden(member))
        assert "incomplete" in errors(person.destroy(MAPPING))[0]
        assert MAPPING in person.resources

    def test_what_was_written_and_cannot_be_read_back_is_in_state_with_a_warning(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra)
        entra.faults.add(Fault("status", status=403, method="GET", path=SCHEMA, after=3))
        result = person.apply(MAPPING, **values)
        assert job_of(entra).schema is not None
        assert not errors(result)
        assert "is made and in state as it was planned" in warnings(result)[0]
        assert result.state is not None

    def test_one_read_back_that_leaves_something_out_is_no_loss(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra)
        entra.faults.add(lacking("directories", SCHEMA, after=3, times=1))
        assert not person.apply(MAPPING, **values).diagnostics.has_error

    def test_an_element_without_its_target_is_not_taken_for_another(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra)
        state = person.done(MAPPING, **values)
        for element in rules_of(entra)[0]["objectMappings"][0]["attributeMappings"]:
            del element["targetAttributeName"]
        person.restart()
        result = person.refresh(MAPPING)
        assert result.state == state
        assert [item.summary for item in result.diagnostics] == [f"{UNSAID} attributes"]
        more = {"target": "displayName", "source": "displayName", "type": "Attribute", "matching_priority": 2}
        problem = problem_of(person.plan(MAPPING, **{**values, "attributes": [*USERS, more]}).diagnostics)
        assert (problem.summary, problem.path) == (f"{UNSAID} attributes", ("attributes",))

    def test_a_part_that_is_not_there_is_told_with_those_that_are(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra)
        person.done(MAPPING, **values)
        del rules_of(entra)[0]["objectMappings"][1]
        problem = problem_of(person.plan(f"{MAPPING}2", **{**values, "object": "group"}).diagnostics)
        assert problem.path == ("object",)
        assert "but 'User'. Correct object" in problem.detail

    def test_a_document_that_is_not_there_is_told_with_what_to_do(self, entra: EntraBox) -> None:
        values = {**mapping(entra), "job_id": "scim.none"}
        problem = problem_of(Practitioner(PROVIDER, entra.environment).plan(MAPPING, **values).diagnostics)
        assert problem.path == ("job_id",)
        assert "Correct service_principal_id, job_id" in problem.detail


class TestCatalogues:
    @pytest.mark.parametrize(
        "fault", [lambda path: empty(path), lambda path: lacking("id", path), lambda path: lacking("value", path)]
    )
    def test_operators_that_were_not_seen_refuse_none(self, entra: EntraBox, fault: Any) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra, scoping_filters=SCOPE)
        entra.faults.add(fault("filterOperators"))
        found = person.plan(MAPPING, **values).diagnostics
        assert [(item.severity, item.path) for item in found] == [("warning", ("scoping_filters",))]
        assert "was not checked" in warnings(found)[0]
        person.done(MAPPING, **values)

    @pytest.mark.parametrize("fault", [lambda path: empty(path), lambda path: lacking("id", path)])
    def test_functions_that_were_not_seen_refuse_none(self, entra: EntraBox, fault: Any) -> None:
        call = {"target": "active", "source": "Not([accountEnabled])", "type": "Function"}
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra)
        entra.faults.add(fault("functions"))
        found = person.plan(MAPPING, **{**values, "attributes": [*USERS, call]}).diagnostics
        assert [(item.severity, item.path) for item in found] == [("warning", ("attributes",))]

    def test_directories_that_were_not_seen_refuse_none(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), mapping(entra, scoping_filters=SCOPE)
        entra.faults.add(lacking("directories", SCHEMA))
        found = person.plan(MAPPING, **values).diagnostics
        assert {item.severity for item in found} == {"warning"}
        assert {item.path for item in found} == {("attributes",), ("scoping_filters",)}


class TestObjects:
    def test_a_read_back_without_a_job_is_no_crash(self, entra: EntraBox) -> None:
        place = made(entra, secrets=True)
        person = Practitioner(PROVIDER, entra.environment)
        entra.faults.add(empty(r"/jobs/[^/]+$"))
        result = person.apply(JOB, **place, template_id="scim", enabled=False)
        assert not errors(result)
        assert result.state is not None
        assert result.state["id"].startswith(place["service_principal_id"])

    def test_what_was_made_along_is_in_state_though_it_cannot_be_read(self, entra: EntraBox) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        entra.faults.add(Fault("drop_after", method="POST", path="/instantiate$", times=1))
        entra.faults.add(Fault("status", status=403, method="GET", path=r"/applications/[^/]+$"))
        result = person.apply(APPLICATION, template="Tanium SSO", display_name="Tanium")
        assert not errors(result)
        assert result.state is not None
        assert [result.state["application_id"]] == list(entra.store.applications)

    def test_a_status_that_no_answer_says_is_neither_missing_nor_lost(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        okta.faults.add(empty(r"/users/[^/]+$"))
        values = {"login": "ada@example.com", "email": "ada@example.com", "first_name": "Ada", "last_name": "L"}
        result = person.apply("okta_user.ada", **values, status="ACTIVE")
        assert not errors(result)
        assert result.state is not None
        assert [result.state["id"]] == [key for key in okta.store.users if key == result.state["id"]]
        assert "MISSING" not in "".join(warnings(result))
