"""The life of every SCIM resource type through Terraform, on a server that others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.resources.scim2server import Scim2Server, scim2server
from tests.terraform.installation import Installation, requirements
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

ADA = {
    "user_name": "ada@example.com",
    "display_name": "Ada Park",
    "external_id": "ada",
    "active": True,
    "name": {"given_name": "Ada", "family_name": "Park"},
    "emails": [{"value": "ada@example.com", "type": "work", "primary": True}],
    "title": "Analyst",
}
ADDRESSES = ["scim_group.soc", "scim_group.staff", "scim_group_member.eve", "scim_user.ada", "scim_user.eve"]


def configuration(**changed: Any) -> dict[str, Any]:
    """Two people, a group of exactly one of them, and another that the second is added to."""
    resources = {
        "scim_user": {"ada": {**ADA, **changed}, "eve": {"user_name": "eve@example.com", "display_name": "Eve"}},
        "scim_group": {
            "soc": {"display_name": "SOC", "members": ["${scim_user.ada.id}"]},
            "staff": {"display_name": "Staff"},
        },
        "scim_group_member": {"eve": {"group_id": "${scim_group.staff.id}", "user_id": "${scim_user.eve.id}"}},
    }
    return {**requirements("scim"), "resource": resources}


@pytest.fixture(params=[True, False], ids=["PATCH", "PUT"])
def server(request: pytest.FixtureRequest) -> Iterator[Scim2Server]:
    with scim2server(patch=request.param) as running:
        yield running


def test_create_update_import_and_destroy(server: Scim2Server, installation: Installation, tmp_path: Path) -> None:
    environment = {"SCIM_URL": server.url, "SCIM_TOKEN": server.token}
    workspace = Workspace(tmp_path / "scim", environment, installation)
    workspace.write(configuration())
    workspace.apply().ok()
    assert workspace.plan().code == 0
    first = workspace.state()
    assert sorted(first) == ADDRESSES

    workspace.write(configuration(display_name="Ada P.", title="Lead", active=False))
    workspace.apply().ok()
    assert workspace.plan().code == 0
    ada = workspace.state()["scim_user.ada"]
    assert (ada["id"], ada["display_name"], ada["title"], ada["active"]) == (
        first["scim_user.ada"]["id"],
        "Ada P.",
        "Lead",
        False,
    )

    workspace.forget()
    for address, attributes in first.items():
        workspace.import_(address, str(attributes["id"])).ok()
    assert workspace.plan().code == 0

    workspace.write(configuration())
    result, plan = workspace.saved_plan()
    changed = [item["address"] for item in plan["resource_changes"] if item["change"]["actions"] == ["update"]]
    assert (result.code, changed) == (2, ["scim_user.ada"])
    workspace.destroy().ok()
    assert workspace.state() == {}
    assert server.requests[-1][0] in {"GET", "DELETE"}
    workspace.write(configuration())
    created = workspace.saved_plan()[1]["resource_changes"]
    assert [item["change"]["actions"] for item in created] == [["create"]] * len(ADDRESSES)
