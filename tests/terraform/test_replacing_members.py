"""Members of a group on a server that puts whom a PATCH adds in the place of all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation, requirements
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform


def test_one_who_is_added_there_is_an_error_that_is_not_sent_again(installation: Installation, tmp_path: Path) -> None:
    with start("scim", options={"patch_replaces_members": True}) as box:
        workspace = Workspace(tmp_path, box.environment, installation)
        users = {name: {"user_name": f"{name}@example.com"} for name in ("ada", "bob", "eve")}
        base = {"scim_user": users, "scim_group": {"team": {"display_name": "Team"}}}
        workspace.write({**requirements("scim"), "resource": base})
        workspace.apply().ok()
        for name in ("bob", "eve"):
            box.change("member.add", group="Team", member=f"{name}@example.com")
        ada = {"group_id": "${scim_group.team.id}", "user_id": "${scim_user.ada.id}"}
        workspace.write({**requirements("scim"), "resource": {**base, "scim_group_member": {"one": ada}}})
        failed = workspace.apply()
        assert failed.code == 1
        assert any("vanished" in each.summary for each in failed.diagnostics)
        assert "scim_group_member.one" not in workspace.state_list()
        again = workspace.apply()
        assert again.code == 1
        assert any("already" in each.summary for each in again.diagnostics)
