"""Members of groups that rules fill: nobody's drift while the rule is active."""

from __future__ import annotations

from pathlib import Path

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
