"""SCIM servers that differ, through Terraform: presets, tokens of an issuer, groups in groups, other schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from rolecall.sandbox.scim.definitions import BADGE, ENTERPRISE
from tests.terraform.installation import Installation, requirements
from tests.terraform.scene import refused
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform


def configuration(badge: str, users: Mapping[str, Any]) -> dict[str, Any]:
    """Ada with a badge, her crew, and the ship that the crew is in."""
    return {
        **requirements("scim"),
        "resource": {
            "scim_user": {"ada": {"user_name": "ada@example.com", "extensions_json": badge, **users}},
            "scim_group": {
                "crew": {"display_name": "Crew", "members": ["${scim_user.ada.id}"]},
                "ship": {"display_name": "Ship", "members": ["${scim_group.crew.id}"]},
            },
        },
    }


def test_tokens_of_an_issuer_other_schemas_and_groups_in_groups(installation: Installation, tmp_path: Path) -> None:
    with start("scim", options={"flavour": "databricks", "badges": True, "auth": ["oauth"]}) as box:
        workspace = Workspace(tmp_path, box.environment, installation)
        badge = {"number": "1843", "doors": ["north", "south"]}
        workspace.write(configuration(json.dumps({BADGE: badge}), {"enterprise": {"department": "Engines"}}))
        workspace.apply().ok()
        assert workspace.plan().code == 0
        values = box.store.users.find("ada@example.com").values
        assert (values[BADGE]["number"], values[ENTERPRISE]["department"]) == ("1843", "Engines")
        crew, ship = (box.store.groups.find(name) for name in ("Crew", "Ship"))
        assert set(ship.members) == {crew.id}

        box.change("user.update", user="ada@example.com", **{BADGE: {**badge, "visitor": True}})
        again = json.dumps({BADGE: {"doors": ["south", "north"], "number": "1843"}}, indent=2)
        workspace.write(configuration(again, {}))
        assert workspace.plan().code == 0, "another text that says the same, and what nobody manages"
        box.change("user.update", user="ada@example.com", **{BADGE: {"number": "1"}})
        assert workspace.plan().code == 2
        workspace.apply().ok()
        assert box.store.users.find("ada@example.com").values[BADGE]["number"] == "1843"

        workspace.write(configuration(json.dumps({"urn:example:bagde": {"number": "1"}}), {}))
        refused(workspace.plan(), "extensions_json", "urn:example:bagde", BADGE, "/Schemas", address="scim_user.ada")
        workspace.write(configuration("{", {}))
        refused(workspace.validate(), "extensions_json", "JSON object")


@pytest.mark.parametrize("flavour", ["aws", "slack"])
def test_presets_live_from_the_first_apply_to_the_end(installation: Installation, tmp_path: Path, flavour: str) -> None:
    with start("scim", options={"flavour": flavour}) as box:
        workspace = Workspace(tmp_path, box.environment, installation)
        workspace.write(
            {
                **requirements("scim"),
                "resource": {
                    "scim_user": {"ada": {"user_name": "ada@example.com", "display_name": "Ada"}},
                    "scim_group": {"crew": {"display_name": "Crew", "members": ["${scim_user.ada.id}"]}},
                },
            }
        )
        workspace.apply().ok()
        assert workspace.plan().code == 0
        result = workspace.destroy().ok()
        assert not box.store.groups.named("Crew")
        left = [each.values["active"] for each in box.store.users.named("ada@example.com")]
        assert left == ([False] if flavour == "slack" else [])
        assert any("deactivat" in each.text for each in result.warnings) is (flavour == "slack")
