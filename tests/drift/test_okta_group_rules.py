"""Members of groups that rules fill: nobody's drift while the rule is active."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.estate.estate import Estate


def told(status: str, folder: Path, *without: str, group_name: str = "builders") -> tuple[str, str]:
    """The severity and the words of the finding about a member whom a rule of this status may have put there."""
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name=group_name)["id"]
        box.change("user.update", user="user00001@example.com", department="Engineering")
        box.change("rule.create", name="Builders", expression='user.department=="Engineering"', groups=[group_name])
        box.change("rule.update", rule="Builders", status=status)
        estate.adopt(without=("okta_group_member", *without))
        assert box.store.group(group_name).members
        found = [each for each in estate.check(folder).findings if each.type == "okta_group_member"]
        (finding,) = [each for each in found if group in (each.object_id or "")]
        return finding.severity.name, finding.text


@pytest.mark.caveat("GivenBy", rule="The jobs read it; no server is asked for it.")
def test_whom_an_active_rule_may_have_put_there_is_information(tmp_path: Path) -> None:
    severity, text = told("ACTIVE", tmp_path)
    assert severity == "INFO" and "Builders" in text


def test_whom_an_inactive_rule_did_not_put_there_is_drift(tmp_path: Path) -> None:
    severity, text = told("INACTIVE", tmp_path)
    assert severity == "MEDIUM" and "Builders" not in text


def test_a_rule_in_no_state_excuses_nobody(tmp_path: Path) -> None:
    severity, text = told("ACTIVE", tmp_path, "okta_group_rule")
    assert severity == "MEDIUM" and "Builders" in text


def test_no_rule_excuses_members_of_a_privileged_group(tmp_path: Path) -> None:
    assert told("ACTIVE", tmp_path, group_name="Administrators")[0] == "HIGH"


@pytest.mark.parametrize(
    ("vendors", "change", "severity", "told_of"),
    [
        (("okta",), "expression", "MEDIUM", "gains group lookers: normal."),
        (("okta", "splunk"), "expression", "MEDIUM", "gains group lookers: normal."),
        (("okta",), "groups", "MEDIUM", "gains group builders: normal."),
        (("okta", "splunk"), "groups", "CRITICAL", "gains role admin, "),
        (("okta",), "excluded", "MEDIUM", "user00001@example.com gains group lookers: normal."),
    ],
)
def test_a_rule_that_means_or_gives_something_else_is_weighed_by_what_it_gives(
    vendors: tuple[str, ...], change: str, severity: str, told_of: str, tmp_path: Path
) -> None:
    with Estate.open(*vendors) as estate:
        box = estate.boxes["okta"]
        for name in ("builders", "lookers"):
            box.change("group.create", name=name)
        if "splunk" in vendors:
            estate.boxes["splunk"].change("saml_group.create", name="builders", roles=["admin"])
        box.change("rule.create", name="Rule", expression='user.department=="None"', groups=["lookers"])
        box.change("rule.update", rule="Rule", excluded=[box.store.user("user00001@example.com").id])
        estate.adopt()
        changes: dict[str, dict[str, Any]] = {
            "expression": {"expression": 'user.department=="Sales"'},
            "groups": {"groups": [box.store.group("builders").id]},
            "excluded": {"excluded": []},
        }
        box.change("rule.update", rule="Rule", **changes[change])
        (found,) = estate.check(tmp_path).findings
    assert (found.type, found.severity.name) == ("okta_group_rule", severity) and told_of in found.text
    assert ("(an unknown number of people)" in found.text) == (change != "excluded")


def test_whoever_is_excluded_from_a_rule_gains_nothing(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name="Administrators")
        box.change("rule.create", name="Rule", expression='user.department=="None"', groups=["Administrators"])
        estate.adopt()
        box.change("rule.update", rule="Rule", excluded=[box.store.user("user00001@example.com").id])
        (found,) = estate.check(tmp_path).findings
    assert found.attribute == "excluded_users" and found.brings is None


def test_a_rule_that_was_changed_excuses_nobody(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name="builders")
        box.change("rule.create", name="Rule", expression='user.department=="None"', groups=["builders"])
        estate.adopt(without=("okta_group_member",))
        box.change("rule.update", rule="Rule", expression='user.department=="Engineering"')
        box.change("user.update", user="user00001@example.com", department="Engineering")
        box.change("group.join", group="builders", user="user00001@example.com")
        findings = [each for each in estate.check(tmp_path).findings if each.type == "okta_group_member"]
    assert [each.severity.name for each in findings if "group builders" in each.text] == ["MEDIUM"]


@pytest.mark.parametrize(
    ("group", "status", "severity"),
    [("builders", "ACTIVE", "MEDIUM"), ("Administrators", "ACTIVE", "HIGH"), ("Administrators", "INACTIVE", "LOW")],
)
def test_a_rule_in_no_state_is_told_and_weighs_what_its_groups_do(
    group: str, status: str, severity: str, tmp_path: Path
) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name=group)
        estate.adopt()
        box.change("rule.create", name="Builders", expression='user.department=="None"', groups=[group])
        box.change("rule.update", rule="Builders", status=status)
        (found,) = [each for each in estate.check(tmp_path).findings if each.type == "okta_group_rule"]
    assert (found.kind, found.severity.name) == ("unmanaged_binding", severity)
    assert f"group {group}" in found.text and found.subject == "Builders"


def test_a_rule_in_no_state_that_means_others_is_another_fact(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name="builders")
        box.change("rule.create", name="Builders", expression='user.department=="None"', groups=["builders"])
        estate.adopt(without=("okta_group_rule",))

        def found() -> str:
            return next(each.id for each in estate.check(tmp_path).findings if each.type == "okta_group_rule")

        first, again = found(), found()
        box.change("rule.update", rule="Builders", expression="true")
        assert first == again and found() != first
