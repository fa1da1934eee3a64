"""Attribute mappings and scoping filters in Entra: a part of a document in which others write too."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault
from rolecall.specification.traits import EventualConsistency
from rolecall.testing.waits import skipped
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import MAPPING, USERS, job_of, made, rules_of
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_lifecycle

TYPE = "entra_provisioning_mapping"


def given(box: EntraBox, **changes: Any) -> dict[str, Any]:
    return {**made(box, job=True), "object": "user", "attributes": USERS, **changes}


def clause(attribute: str, operator: str, *values: str) -> list[dict[str, Any]]:
    return [{"clauses": [{"attribute": attribute, "operator": operator, "values": list(values)}]}]


def _dropped(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """A vendor that keeps no scoping filters."""
    for rule in schema["synchronizationRules"]:
        for mapping in rule["objectMappings"]:
            mapping["scope"] = {"groups": []}
    return []


def targets(mapping: dict[str, Any]) -> list[str]:
    return [row["targetAttributeName"] for row in mapping["attributeMappings"]]


class TestTheRestOfTheDocument:
    def test_it_survives_and_the_part_comes_back(self, entra: EntraBox) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(MAPPING, **given(entra))
        users, groups = rules_of(entra)[0]["objectMappings"]
        assert targets(users) == ["userName"]
        assert targets(groups) == ["displayName", "externalId", "members"]
        assert rules_of(entra)[1]["name"] == "USER_RECONCILIATION"
        rest = copy.deepcopy(rules_of(entra)[1:])
        person.destroy(MAPPING)
        assert targets(rules_of(entra)[0]["objectMappings"][0]) == ["userName", "active", "displayName", "externalId"]
        assert rules_of(entra)[1:] == rest

    @pytest.mark.parametrize("merges", [True, False])
    def test_without_the_hook_what_others_put_into_an_element_is_lost(self, entra: EntraBox, merges: bool) -> None:
        shim = PROVIDER if merges else with_lifecycle(PROVIDER, TYPE, hooks=())
        person, values = Practitioner(shim, entra.environment), given(entra)
        person.done(MAPPING, **values)
        schema = copy.deepcopy(job_of(entra).schema)
        assert schema is not None
        schema["synchronizationRules"][0]["objectMappings"][0]["attributeMappings"][0]["defaultValue"] = "nobody"
        entra.change("schema.set", principal="Tanium", document=schema)
        more = {"target": "displayName", "source": "displayName", "type": "Attribute", "matching_priority": 2}
        person.done(MAPPING, **{**values, "attributes": [*USERS, more]})
        (element, *_) = rules_of(entra)[0]["objectMappings"][0]["attributeMappings"]
        assert (element.get("defaultValue") == "nobody") is merges

    @pytest.mark.parametrize("times", [1, None])
    def test_what_a_second_read_leaves_out_is_not_written_away(self, entra: EntraBox, times: int | None) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        schema = "/schema$"
        assert not person.plan(MAPPING, **values).diagnostics.has_error
        seen = entra.log.count("GET", schema)
        person.restart()
        entra.faults.add(
            Fault("member_missing", path=schema, method="GET", member="directories", after=seen + 1, times=times)
        )
        result = person.apply(MAPPING, **values)
        if times is None:
            assert f"{UNSAID} directories" in errors(result)[0]
            assert job_of(entra).schema is None
        else:
            assert not errors(result)
            written = job_of(entra).schema
            assert written is not None
            assert written["directories"]


class TestStoredForms:
    """Texts that come back in other letters are the vendor's form; anything else is drift."""

    FILTERS = clause("department", "EQUALS", "Sales")

    @pytest.mark.parametrize("new", [True, False])
    def test_the_vendors_form_is_told_once_and_no_difference(self, entra: EntraBox, new: bool) -> None:
        entra.options.lower_filters = True
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        if not new:
            person.done(MAPPING, **values)
        values["scoping_filters"] = self.FILTERS
        result = person.apply(MAPPING, **values)
        assert not errors(result)
        (said,) = warnings(result)
        assert "did not store scoping_filters as it was written" in said and "'sales'" in said
        for _ in range(2):
            person.restart()
            refreshed = person.refresh(MAPPING)
            assert not list(refreshed.diagnostics)
            assert person.plan(MAPPING, **values).planned == refreshed.state
        writes = entra.log.count("PUT")
        more = {"target": "displayName", "source": "displayName", "type": "Attribute", "matching_priority": 2}
        assert not warnings(person.apply(MAPPING, **{**values, "attributes": [*USERS, more]}))
        assert entra.log.count("PUT") == writes + 1

    def test_another_value_is_drift(self, entra: EntraBox) -> None:
        entra.options.lower_filters = True
        person, values = Practitioner(PROVIDER, entra.environment), given(entra, scoping_filters=self.FILTERS)
        person.done(MAPPING, **values)
        schema = copy.deepcopy(job_of(entra).schema)
        assert schema is not None
        (group,) = schema["synchronizationRules"][0]["objectMappings"][0]["scope"]["groups"]
        group["clauses"][0]["targetOperand"]["values"] = ["everybody"]
        entra.change("schema.set", principal="Tanium", document=schema)
        person.restart()
        state = person.refresh(MAPPING).state
        assert state is not None
        assert state["scoping_filters"][0]["clauses"][0]["values"] == ["everybody"]

    def test_a_destroy_brings_back_what_was_there_before(self, entra: EntraBox) -> None:
        entra.options.lower_filters = True
        person = Practitioner(PROVIDER, entra.environment)
        person.done(MAPPING, **given(entra, scoping_filters=self.FILTERS))
        assert not warnings(person.destroy(MAPPING))
        assert not (rules_of(entra)[0]["objectMappings"][0]["scope"] or {}).get("groups")

    def test_what_a_new_part_does_not_take_is_a_warning_and_taints_nothing(
        self, entra: EntraBox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An error would have the next apply end the mapping and make it anew, each time."""
        monkeypatch.setattr("rolecall.sandbox.entra.schema._clauses", _dropped)
        entra.options.lower_filters, entra.options.lag_reads, entra.options.stale_reads = True, 0, 0
        shim = replace(PROVIDER, eventual_consistency=EventualConsistency(seconds=1))
        person, values = Practitioner(shim, entra.environment), given(entra, scoping_filters=self.FILTERS)
        with skipped():
            result = person.apply(MAPPING, **values)
            assert not errors(result)
            assert "did not store scoping_filters" in warnings(result)[0]
            person.restart()
            person.refresh(MAPPING)
            assert "did not store scoping_filters" in errors(person.apply(MAPPING, **values))[0]


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "words", "path"),
        [
            ({"target": "usrName"}, "Did you mean 'userName'", ("attributes", 0, "target")),
            ({"source": "userPrincipalNam"}, "Did you mean 'userPrincipalName'", ("attributes", 0, "source")),
            ({"type": "Function", "source": "Swich([mail])"}, "Did you mean 'Switch'", ("attributes", 0, "source")),
            ({"type": "Function", "source": "Not([mial])"}, "Did you mean 'mail'", ("attributes", 0, "source")),
            ({"type": "Function", "source": "Not([mail]"}, "cannot be read", ("attributes", 0, "source")),
            ({"matching_priority": None}, "by which attribute objects are matched", ("attributes",)),
        ],
    )
    def test_a_bad_element_fails_in_the_plan(
        self, entra: EntraBox, change: dict[str, Any], words: str, path: tuple[str | int, ...]
    ) -> None:
        values = given(entra, attributes=[{**USERS[0], **change}])
        found = Practitioner(PROVIDER, entra.environment).plan(MAPPING, **values).diagnostics
        assert any(words in f"{item.summary} {item.detail}" and item.path == path for item in found), list(found)

    @pytest.mark.parametrize(
        ("second", "member"),
        [({"target": "displayName"}, "matching_priority"), ({"matching_priority": 2}, "target")],
    )
    def test_a_priority_or_a_target_given_twice_fails_in_the_plan(
        self, entra: EntraBox, second: dict[str, Any], member: str
    ) -> None:
        values = given(entra, attributes=[USERS[0], {**USERS[0], **second}])
        (problem,) = Practitioner(PROVIDER, entra.environment).plan(MAPPING, **values).diagnostics
        assert "there twice" in problem.summary
        assert problem.path == ("attributes", 1, member)

    def test_without_the_hook_nothing_of_it_is_told(self, entra: EntraBox) -> None:
        person = Practitioner(with_lifecycle(PROVIDER, TYPE, hooks=()), entra.environment)
        values = given(entra, attributes=[{**USERS[0], "target": "usrName", "matching_priority": None}])
        assert not errors(person.plan(MAPPING, **values).diagnostics)

    @pytest.mark.parametrize(
        ("filters", "words", "member"),
        [
            (clause("accountEnabled", "REGEX MATCH", "x"), "does not fit 'accountEnabled'", "operator"),
            (clause("department", "EQUAL", "x"), "Did you mean 'EQUALS'", "operator"),
            (clause("departmant", "EQUALS", "x"), "Did you mean 'department'", "attribute"),
            (clause("department", "EQUALS"), "takes a value", "values"),
            (clause("accountEnabled", "IS TRUE", "x"), "takes no values", "values"),
        ],
    )
    def test_a_bad_clause_fails_in_the_plan(
        self, entra: EntraBox, filters: list[dict[str, Any]], words: str, member: str
    ) -> None:
        values = given(entra, scoping_filters=filters)
        (problem,) = Practitioner(PROVIDER, entra.environment).plan(MAPPING, **values).diagnostics
        assert words in f"{problem.summary} {problem.detail}"
        assert problem.path == ("scoping_filters", 0, "clauses", 0, member)

    def test_without_the_hook_it_passes(self, entra: EntraBox) -> None:
        person = Practitioner(
            with_lifecycle(PROVIDER, TYPE, hooks=(("attributes", "attribute_mappings"),)), entra.environment
        )
        plan = person.plan(MAPPING, **given(entra, scoping_filters=clause("accountEnabled", "REGEX MATCH", "x")))
        assert not errors(plan.diagnostics)


class TestOneOfThem:
    def test_two_for_one_job_and_object_are_refused_in_the_plan(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        assert not errors(person.plan(MAPPING, **values).diagnostics)
        other = {**values, "job_id": f"{values['service_principal_id']}/{values['job_id']}", "scoping_filters": []}
        (problem,) = person.plan(f"{TYPE}.n", **other).diagnostics
        assert (problem.severity, problem.path) == ("error", ("object",))
        assert "managed twice" in problem.summary

    def test_one_that_is_written_alike_is_another_one_too(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        assert not errors(person.plan(MAPPING, **values).diagnostics)
        assert "managed twice" in errors(person.plan(f"{TYPE}.n", **values).diagnostics)[0]

    def test_one_that_was_made_in_this_run_is_not_made_over(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(MAPPING, **values)
        assert "managed twice" in errors(person.plan(f"{TYPE}.n", **values).diagnostics)[0]

    def test_the_other_kind_of_object_is_another_part(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(MAPPING, **values)
        groups = [{**USERS[0], "source": "displayName", "target": "displayName"}]
        entra.log.clear()
        person.done(f"{TYPE}.g", **{**values, "object": "group", "attributes": groups})
        assert targets(rules_of(entra)[0]["objectMappings"][0]) == ["userName"]
        assert entra.log.count("GET", "/schema$") < 10

    def test_replacing_one_is_no_second_one(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(MAPPING, **values)
        person.restart()
        person.plan(MAPPING, **values)
        del person.resources[MAPPING]
        assert not errors(person.plan(MAPPING, **values).diagnostics)
