"""Members of groups that rules fill: nobody's drift while the rule is active."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.estate.estate import Estate


@pytest.mark.parametrize(("status", "severity"), [("ACTIVE", "INFO"), ("INACTIVE", "MEDIUM")])
@pytest.mark.caveat("GivenBy", rule="The jobs read it; no server is asked for it.")
def test_whom_an_active_rule_may_have_put_there_is_information(status: str, severity: str, tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        group = box.change("group.create", name="builders")["id"]
        box.change("user.update", user="user00001@example.com", department="Engineering")
        box.change("rule.create", name="Builders", expression='user.department=="Engineering"', groups=["builders"])
        box.change("rule.update", rule="Builders", status=status)
        estate.adopt(without=("okta_group_member",))
        assert box.store.group("builders").members
        found = [each for each in estate.check(tmp_path).findings if each.type == "okta_group_member"]
        (told,) = [each for each in found if group in (each.object_id or "")]
        assert told.severity.name == severity
        assert ("Builders" in told.text) is (status == "ACTIVE")
