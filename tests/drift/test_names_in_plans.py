"""Names in the drift of plans: ids of people, groups and apps that the plan knows are called by their names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import explain
from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declarations
from rolecall.estate.terraform.plan import read_plan


def row(type_name: str, name: str, values: dict[str, Any], mode: str = "managed", **more: Any) -> dict[str, Any]:
    return {
        "address": f"{'data.' if mode == 'data' else ''}{type_name}.{name}",
        "mode": mode,
        "type": type_name,
        "name": name,
        "provider_name": f"registry.example/rolecall/{type_name.partition('_')[0]}",
        "values": values,
        "sensitive_values": {},
        **more,
    }


def found(folder: Path, drifted: dict[str, Any], before: dict[str, Any], *others: dict[str, Any]) -> list[Finding]:
    """The findings of a plan in which one resource was something else before."""
    change = {"actions": ["update"], "before": before, "after": drifted["values"], "after_unknown": {}}
    drift = {key: value for key, value in drifted.items() if key not in ("values", "sensitive_values")}
    document = {
        "format_version": "1.2",
        "resource_changes": [],
        "resource_drift": [drift | {"change": change}],
        "prior_state": {"values": {"root_module": {"resources": [*others, drifted]}}},
        "configuration": {},
    }
    file = folder / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return list(explain(read_plan(file), Declarations()).findings)


JANE = {"id": "2819c223", "user_name": "jane@example.com"}


@pytest.mark.parametrize(
    "jane",
    [
        row("scim_user", "jane", JANE),
        row("scim_user", "jane", JANE, mode="data"),
        row("scim_users", "all", {"users": [JANE]}, mode="data"),
    ],
    ids=["resource", "data source", "list"],
)
def test_members_that_the_plan_knows_go_by_their_names(tmp_path: Path, jane: dict[str, Any]) -> None:
    group = {"id": "e9e30dba", "display_name": "soc"}
    soc = row("scim_group", "soc", {**group, "members": ["2819c223"]})
    (finding,) = [each for each in found(tmp_path, soc, {**group, "members": []}, jane) if each.attribute == "members"]
    assert "gained jane@example.com (2819c223)" in finding.text


@pytest.mark.parametrize("sensitive", [{"users": True}, {"users": [{"user_name": True}]}])
def test_a_name_that_is_a_secret_is_not_told(tmp_path: Path, sensitive: dict[str, Any]) -> None:
    people = row("scim_users", "all", {"users": [JANE]}, mode="data", sensitive_values=sensitive)
    group = {"id": "e9e30dba", "display_name": "soc"}
    soc = row("scim_group", "soc", {**group, "members": ["2819c223"]})
    findings = found(tmp_path, soc, {**group, "members": []}, people)
    assert findings and "jane" not in "".join(each.text for each in findings)


def test_groups_of_rules_go_by_the_names_of_a_data_source(tmp_path: Path) -> None:
    rule = {"id": "0pr1", "name": "Rule", "expression": "true", "status": "ACTIVE"}
    admins = row("okta_group", "admins", {"id": "00g2", "name": "Administrators"}, mode="data")
    changed = row("okta_group_rule", "rule", {**rule, "group_ids": ["00g2"]})
    (finding,) = found(tmp_path, changed, {**rule, "group_ids": ["00g1"]}, admins)
    assert "Administrators (00g2)" in finding.text and finding.severity.name == "HIGH"
