"""Members of groups that rules fill: nobody's drift while the rule is active."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.estate.estate import Estate


def told(status: str, folder: Path) -> tuple[str, str]:
    """The severity and the words of the finding about a member whom a rule of this status may have put there."""
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name="builders")["id"]
        box.change("user.update", user="user00001@example.com", department="Engineering")
        box.change("rule.create", name="Builders", expression='user.department=="Engineering"', groups=["builders"])
        box.change("rule.update", rule="Builders", status=status)
        estate.adopt(without=("okta_group_member",))
        assert box.store.group("builders").members
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
