"""Rights that come by roles in no state: a plan shows them at those who have them alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import explain
from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declarations
from rolecall.estate.terraform.plan import read_plan
from tests.drift.test_names_in_plans import row
from tests.review.plans import plan

SOC = {"id": "soc", "name": "soc", "imported_roles": ["between", "user"], "capabilities": []}
JANE = {"id": "jane", "name": "jane", "email": "jane@example.com", "roles": ["soc"]}
BOB = {"id": "bob", "name": "bob", "email": "bob@example.com", "roles": ["other"]}
MORE = ["edit_user", "search"]


def resource(values: dict[str, Any], **effective: list[str]) -> dict[str, Any]:
    return row("splunk_role" if "imported_roles" in values else "splunk_user", values["name"], values | effective)


def found(folder: Path, *now: dict[str, Any], before: dict[str, dict[str, Any]]) -> list[Finding]:
    """The findings of a plan that shows `now`, where `before` says what some were, by address."""
    drift = [
        {key: value for key, value in each.items() if key not in ("values", "sensitive_values")}
        | {
            "change": {
                "actions": ["update"],
                "before": each["values"] | before[each["address"]],
                "after": each["values"],
                "after_unknown": {},
            }
        }
        for each in now
        if each["address"] in before
    ]
    prior = {"values": {"root_module": {"resources": list(now)}}}
    made = plan(folder, resource_drift=drift, prior_state=prior, configuration={})
    return list(explain(read_plan(made), Declarations()).findings)


@pytest.mark.parametrize("described", [False, True], ids=["in nothing", "in a data source"])
def test_a_role_that_shows_more_than_any_state_explains(tmp_path: Path, described: bool) -> None:
    between = {"id": "between", "name": "between", "imported_roles": [], "capabilities": ["edit_user"]}
    others = [row("splunk_role", "between", between, mode="data")] if described else []
    (finding,) = found(
        tmp_path,
        resource(SOC, imported_capabilities=MORE),
        resource(JANE, capabilities=MORE),
        *others,
        before={
            "splunk_role.soc": {"imported_capabilities": ["search"]},
            "splunk_user.jane": {"capabilities": ["search"]},
        },
    )
    assert (finding.kind, finding.severity.word) == ("privileged_change", "critical")
    assert finding.attribute == "imported_capabilities" and "gained edit_user" in finding.text
    assert described or "jane@example.com gains capability edit_user" in finding.text
    assert "does not undo it" in finding.fix and "between, user" in finding.fix


def test_an_account_that_shows_more_than_any_state_explains(tmp_path: Path) -> None:
    bob = resource(BOB, capabilities=MORE)
    (finding,) = found(tmp_path, bob, before={"splunk_user.bob": {"capabilities": ["search"]}})
    assert (finding.kind, finding.severity.word) == ("privileged_change", "critical")
    assert finding.address == "splunk_user.bob" and "Capabilities of bob gained edit_user" in finding.text


def test_what_a_managed_role_gained_is_told_of_that_role_alone(tmp_path: Path) -> None:
    mid = {"id": "mid", "name": "mid", "imported_roles": [], "capabilities": ["edit_user"]}
    (finding,) = found(
        tmp_path,
        resource(mid, imported_capabilities=[]),
        resource({**SOC, "imported_roles": ["between", "mid"]}, imported_capabilities=MORE),
        resource(JANE, capabilities=MORE),
        before={
            "splunk_role.mid": {"capabilities": []},
            "splunk_role.soc": {"imported_capabilities": ["search"]},
            "splunk_user.jane": {"capabilities": ["search"]},
        },
    )
    assert (finding.address, finding.severity.word) == ("splunk_role.mid", "critical")
    assert "jane@example.com gains capability edit_user" in finding.text


def test_a_role_that_nobody_has_is_told_without_alarm_but_is_grave_for_whoever_gets_it(tmp_path: Path) -> None:
    soc = resource(SOC, imported_capabilities=MORE)
    (finding,) = found(tmp_path, soc, before={"splunk_role.soc": {"imported_capabilities": ["search"]}})
    assert finding.severity.word == "medium" and finding.is_grave and "Nobody has it." in finding.text


@pytest.mark.parametrize("has_holder", [True, False])
def test_a_role_that_no_longer_shows_what_came_from_a_role_in_no_state(tmp_path: Path, has_holder: bool) -> None:
    soc, jane = resource(SOC, imported_capabilities=["search"]), resource(JANE, capabilities=["search"])
    now = [soc, jane] if has_holder else [soc]
    before = {
        "splunk_role.soc": {"imported_capabilities": MORE},
        "splunk_user.jane": {"capabilities": MORE},
    }
    (finding,) = found(tmp_path, *now, before={each["address"]: before[each["address"]] for each in now})
    assert finding.address == "splunk_role.soc" and "lost edit_user" in finding.text
    assert (finding.kind, finding.severity.word) == (
        ("privileged_change", "critical") if has_holder else ("changed", "medium")
    )
    assert ("jane@example.com loses capability edit_user" in finding.text) == has_holder


def test_an_account_that_no_longer_shows_what_came_from_a_role_in_no_state(tmp_path: Path) -> None:
    bob = resource(BOB, capabilities=["search"])
    (finding,) = found(tmp_path, bob, before={"splunk_user.bob": {"capabilities": MORE}})
    assert (finding.kind, finding.severity.word) == ("privileged_change", "critical")
    assert "Capabilities of bob lost edit_user" in finding.text and "does not undo it" in finding.fix
