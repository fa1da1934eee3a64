"""What roles bring along by roles that nothing in a plan describes, and that the plan shows all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.plans import change, plan, policy, reviewed, told


def role(name: str, includes: list[str], brings: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "imported_roles": includes,
        "capabilities": [],
        "imported_capabilities": brings,
        **more,
    }


def kept(values: dict[str, Any]) -> dict[str, Any]:
    return change("splunk_role", values["name"], values, values, actions=["no-op"])


def user(*roles: str) -> dict[str, Any]:
    return {"id": "a", "name": "a", "email": "a@example.com", "roles": list(roles)}


SOC = role("soc", ["between"], ["edit_user", "search"])


def test_whoever_gets_a_role_gets_what_it_shows_to_bring_along(tmp_path: Path) -> None:
    path = plan(tmp_path, kept(SOC), change("splunk_user", "a", user(), user("soc")))
    found = reviewed(path, policy=policy(tmp_path, "version: 1\nprivileged: {most: normal}\n"))
    (row,) = [each for each in found.rows if each.grant.right == "soc"]
    assert row.tier == "critical" and "capability edit_user" in row.carries and not row.assumed
    assert found.exit_code != 0


@pytest.mark.parametrize("deep", [False, True])
def test_a_role_that_begins_to_include_one_gives_what_that_one_brings_along(tmp_path: Path, deep: bool) -> None:
    outer = role("outer", ["soc"], [] if deep else ["edit_user"])
    path = plan(
        tmp_path,
        kept(SOC),
        change("splunk_role", "outer", {**outer, "imported_roles": []}, outer),
        change("splunk_user", "a", user("outer"), user("outer"), actions=["no-op"]),
    )
    (row,) = [each for each in reviewed(path).rows if (each.grant.person, each.grant.right) == ("a@example.com", "soc")]
    assert row.tier == "critical"


def test_what_a_described_role_explains_goes_with_it_whatever_the_other_still_shows(tmp_path: Path) -> None:
    mid = role("mid", [], [], capabilities=["edit_user"])
    soc = role("soc", ["between", "mid"], ["edit_user", "search"])
    path = plan(
        tmp_path,
        kept(soc),
        change("splunk_role", "mid", mid, {**mid, "capabilities": []}),
        change("splunk_user", "a", user("soc"), user("soc"), actions=["no-op"]),
    )
    assert ("loses", "a@example.com", "capability", "edit_user") in told(reviewed(path))
    path = plan(
        tmp_path,
        kept({**soc, "imported_capabilities": ["search"]}),
        change("splunk_role", "mid", {**mid, "capabilities": []}, mid),
        change("splunk_user", "a", user("soc"), user("soc"), actions=["no-op"]),
    )
    assert ("gains", "a@example.com", "capability", "edit_user") in told(reviewed(path))


def test_what_is_worked_out_anew_is_taken_to_stay_while_an_undescribed_role_does(tmp_path: Path) -> None:
    later = {key: value for key, value in SOC.items() if key != "imported_capabilities"}
    holder = change("splunk_user", "a", user("soc"), user("soc"), actions=["no-op"])
    stays, goes = ({**later, "imported_roles": each} for each in (["between", "power"], []))
    for after, lost in ((stays, False), (goes, True)):
        changed = change("splunk_role", "soc", SOC, after, unknown={"imported_capabilities": True})
        rows = told(reviewed(plan(tmp_path, changed, holder)))
        assert (("loses", "a@example.com", "capability", "edit_user") in rows) is lost
