"""Names in the drift of plans: ids of people and groups that the plan knows are called by their names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rolecall.drift.check import explain
from rolecall.estate.declarations import Declarations
from rolecall.estate.terraform.plan import read_plan


def row(type_name: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "address": f"{type_name}.{name}",
        "mode": "managed",
        "type": type_name,
        "name": name,
        "provider_name": "registry.example/rolecall/scim",
        "values": values,
        "sensitive_values": {},
    }


def test_members_that_the_plan_knows_go_by_their_names(tmp_path: Path) -> None:
    jane = row("scim_user", "jane", {"id": "2819c223", "user_name": "jane@example.com"})
    group = {"id": "e9e30dba", "display_name": "soc"}
    before, after = {**group, "members": []}, {**group, "members": ["2819c223"]}
    soc = row("scim_group", "soc", after)
    change = {"actions": ["update"], "before": before, "after": after, "after_unknown": {}}
    drift = {key: value for key, value in soc.items() if key not in ("values", "sensitive_values")} | {"change": change}
    document = {
        "format_version": "1.2",
        "resource_changes": [],
        "resource_drift": [drift],
        "prior_state": {"values": {"root_module": {"resources": [jane, soc]}}},
        "configuration": {},
    }
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    (found,) = [each for each in explain(read_plan(file), Declarations()).findings if each.attribute == "members"]
    assert "gained jane@example.com (2819c223)" in found.text
