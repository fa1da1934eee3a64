"""Plans that run actions: what those give is in no change of the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.review.report import ReviewExit
from rolecall.runtime import shims
from tests.review.plans import plan, policy, reviewed

ACTIONS = [(name, action) for name in shims.vendors() for action in getattr(shims.load(name), "actions", ())]


def invoked(vendor: str, type_name: str, namespace: str = "rolecall") -> dict[str, Any]:
    """An entry of the plan as Terraform 1.14 writes it."""
    return {
        "address": f"action.{type_name}.now",
        "type": type_name,
        "name": "now",
        "provider_name": f"example.com/{namespace}/{vendor}",
        "config_values": {},
        "invoke_action_trigger": {},
    }


@pytest.mark.parametrize(("vendor", "action"), ACTIONS, ids=[action.name for _, action in ACTIONS])
def test_an_action_is_as_grave_as_what_comes_of_it(vendor: str, action: Any, tmp_path: Path) -> None:
    path = plan(tmp_path, action_invocations=[invoked(vendor, action.name)])
    found = reviewed(path)
    (note,) = found.notes
    assert (note.kind, note.tier, note.vendor) == ("action", action.tier, vendor)
    assert f"action.{action.name}.now" in note.text and action.gives in note.text
    assert found.exit_code == ReviewExit.PASSED
    strict = policy(tmp_path, "version: 1\ndecide: {action: deny}\n")
    assert reviewed(path, policy=strict).exit_code == ReviewExit.DENIED


def test_provisioning_that_starts_over_is_high(tmp_path: Path) -> None:
    path = plan(tmp_path, action_invocations=[invoked("entra", "entra_restart_provisioning")])
    assert [note.tier for note in reviewed(path).notes] == ["high"]


@pytest.mark.parametrize(
    "row",
    [
        invoked("splunk", "splunk_restart"),
        invoked("entra", "entra_restart_provisioning", namespace="hashicorp"),
        {"address": "action.aws_lambda_invoke.now", "type": "aws_lambda_invoke"},
    ],
)
def test_actions_that_nobody_here_knows_are_named(row: dict[str, Any], tmp_path: Path) -> None:
    (note,) = reviewed(plan(tmp_path, action_invocations=[row])).notes
    assert note.kind == "not_understood" and row["address"] in note.text
    assert not reviewed(plan(tmp_path)).notes
