"""`create_before_destroy` on what nobody can make beside itself, since its name is taken as long as it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

PASSWORD: Final = "Analytical-engine-1906"
ADA: Final = "ada@example.com"
CASES: Final[dict[str, dict[str, Any]]] = {
    "tanzu_cluster_role_binding": {
        "name": "adm",
        "role_ref": {"kind": "ClusterRole", "name": "admin"},
        "subjects": [{"kind": "User", "name": ADA}],
    },
    "splunk_role": {"name": "ada", "capabilities": ["search"]},
    "tanium_user": {"name": "ada", "roles": ["Analyst"]},
    "okta_user": {"login": ADA, "email": ADA, "first_name": "Ada", "last_name": "L", "status": "ACTIVE"},
    "entra_user": {
        "user_principal_name": "ada@example.onmicrosoft.com",
        "account_enabled": True,
        "display_name": "Ada",
        "mail_nickname": "ada",
        "password_wo": PASSWORD,
        "password_wo_version": 1,
    },
}


@pytest.mark.parametrize("kind", CASES)
def test_what_was_stays_in_state(kind: str, installation: Installation, tmp_path: Path) -> None:
    vendor = kind.partition("_")[0]
    with start(vendor, seed=1) as box:
        scene = Scene(box, Workspace(tmp_path, box.environment, installation))
        provider = None
        if vendor == "tanzu":
            host, token = (box.environment[f"TANZU_KUBERNETES_ALPHA_{each}"] for each in ("HOST", "TOKEN"))
            provider = {"kubernetes": {"host": host, "token": token}}
        plain = {kind: {"it": CASES[kind]}}
        scene.configure({kind: {"it": {**CASES[kind], "lifecycle": {"create_before_destroy": True}}}}, provider)
        workspace = scene.workspace
        workspace.apply().ok()
        before = workspace.state()
        failed = workspace.apply(f"-replace={kind}.it").expect(1)
        assert any("create_before_destroy" in each.text for each in failed.errors), failed.report()
        assert workspace.state() == before
        assert workspace.plan().code == 0
        scene.configure(plain, provider)
        workspace.apply(f"-replace={kind}.it").ok()
        assert workspace.plan().code == 0
