"""What a rule or a mapping reads of accounts: drift and review weigh a change of it the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.drift.test_names_in_plans import found, row
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed
from tests.review.test_group_rules import ADA, ADMINS, ENGINEERS

EVE: dict[str, Any] = {"id": "e1", "user_principal_name": "eve@example.com", "mail": "eve@example.com"}
SOC = [{"name": "people", "clauses": [{"attribute": "department", "operator": "EQUALS", "values": ["SOC"]}]}]
ROLES = [{"target": 'roles[primary eq "True"].value', "source": "department", "type": "Attribute"}]
SHOWN = [{"target": "displayName", "source": "department", "type": "Attribute"}]
FUNCTION = [{"target": "roles", "source": 'Join("department", [jobTitle])', "type": "Function"}]

Case = tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, dict[str, Any]]]]


def okta(before: dict[str, Any], after: dict[str, Any], group: str = "Mail admins", **rule: Any) -> Case:
    others = [("okta_group", {**ADMINS, "name": group}), ("okta_group_rule", {**ENGINEERS, **rule})]
    return "okta_user", {**ADA, **before}, {**ADA, **after}, others


def entra(before: dict[str, Any], after: dict[str, Any], **mapping: Any) -> Case:
    values = {"id": "7/j/user", "service_principal_id": "7", "job_id": "j", "object": "user", **mapping}
    return "entra_user", {**EVE, **before}, {**EVE, **after}, [("entra_provisioning_mapping", values)]


SALES, ENGINEERING = {"department": "Sales"}, {"department": "Engineering"}
CASES: list[tuple[Case, str, str]] = [
    (okta(SALES, ENGINEERING), "high", "group Mail admins"),
    (okta(SALES, ENGINEERING, group="Lookers"), "normal", "group Lookers"),
    (okta({"title": "a"}, {"title": "b"}), "", ""),
    (okta(SALES, ENGINEERING, status="INACTIVE"), "", ""),
    (okta(SALES, ENGINEERING, excluded_users=["00u1"]), "", ""),
    (okta(SALES, ENGINEERING, expression='user.title=="department"'), "", ""),
    (
        okta(
            {"custom_profile_attributes": '{"squad": "a", "floor": 1}'},
            {"custom_profile_attributes": '{"squad": "b", "floor": 1}'},
            expression='user.squad=="b"',
        ),
        "high",
        "group Mail admins",
    ),
    (
        okta(
            {"custom_profile_attributes": '{"squad": "a", "floor": 1}'},
            {"custom_profile_attributes": '{"squad": "b", "floor": 1}'},
            expression="user.floor==1",
        ),
        "",
        "",
    ),
    (entra(SALES, ENGINEERING, attributes=SHOWN), "", ""),
    (entra(SALES, ENGINEERING, attributes=FUNCTION), "", ""),
]
MAPPED: list[tuple[Case, str, str]] = [
    (entra(SALES, ENGINEERING, scoping_filters=SOC), "normal", "an account in the application"),
    (entra(SALES, ENGINEERING, attributes=ROLES), "high", "what the application gives"),
    (entra({"job_title": "a"}, {"job_title": "b"}, attributes=FUNCTION), "high", "what the application gives"),
]


@pytest.mark.parametrize(("case", "tier", "given"), CASES)
def test_what_a_rule_reads_of_an_account_weighs_the_same_in_drift_and_review(
    case: Case, tier: str, given: str, tmp_path: Path
) -> None:
    both_say(case, tier, given, tmp_path)


@pytest.mark.caveat("Reads", rule="The jobs read it; no server is asked for it.")
@pytest.mark.parametrize(("case", "tier", "given"), MAPPED)
def test_what_provisioning_reads_of_an_account_weighs_the_same_in_drift_and_review(
    case: Case, tier: str, given: str, tmp_path: Path
) -> None:
    both_say(case, tier, given, tmp_path)


def both_say(case: Case, tier: str, given: str, tmp_path: Path) -> None:
    """Assert that a note and a finding weigh a change of an account by what is given; no tier: that neither does."""
    type_name, before, after, others = case
    there = [change(kind, f"o{number}", each, each, actions=["no-op"]) for number, (kind, each) in enumerate(others)]
    notes = [
        each
        for each in reviewed(plan(tmp_path, *there, change(type_name, "x", before, after))).notes
        if each.kind == "assumed"
    ]
    rows = [row(kind, f"o{number}", each) for number, (kind, each) in enumerate(others)]
    (finding,) = found(tmp_path, row(type_name, "x", after), before, *rows)
    if not tier:
        assert notes == [] and finding.severity.word == "low" and "Taken on trust" not in finding.text
        return
    (note,) = notes
    assert (note.tier, finding.severity.word) == (tier, {"normal": "medium"}.get(tier, tier))
    assert (finding.kind == "privileged_change") == (tier == "high")
    for text in (note.text, finding.text):
        assert "Taken on trust: it may give them" in text and given in text


def test_a_department_that_somebody_changes_by_hand_is_as_grave_as_the_group_that_a_rule_fills(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name="Administrators")
        box.change("rule.create", name="Rule", expression='user.department=="Platform"', groups=["Administrators"])
        estate.adopt()
        box.change("user.update", user="user00001@example.com", department="Security")
        (finding,) = estate.check(tmp_path).findings
    assert (finding.attribute, finding.kind, finding.severity.word) == ("department", "privileged_change", "high")
    assert "The rule Rule reads department of user00001@example.com" in finding.text
