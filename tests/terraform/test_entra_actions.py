"""Actions of Entra's provisioning, as the newest Terraform here invokes them; older ones than 1.14 have none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation, requirements
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

URL = "https://one.example.com/scim/v2"
TOKEN = f"token-{'a' * 58}"


def synthesized(outdir: Path, configurations: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The actions of a stack of CDKTF, which has no blocks for them, as Terraform's JSON has them."""
    from rolecall.cdk.toolkit import SynthTesting, TerraformStack  # starts Node

    stack = TerraformStack(SynthTesting.app(outdir=str(outdir)), "st")
    for name, config in configurations.items():
        stack.add_override(f"action.{name}", {"config": config})
    found: dict[str, Any] = json.loads(SynthTesting.synth(stack))["action"]
    return found


def test_terraform_invokes_a_restart_and_provisions_a_user(installation: Installation, tmp_path: Path) -> None:
    newest = installation.newest()
    if newest.version < (1, 14):
        pytest.skip(f"Terraform {newest.version} has no actions: pip install 'rolecall[terraform]' brings one that has")
    with start("entra", seed=1, options={"early_writes": [], "lag_reads": 0, "lag_listings": 0}) as box:
        place = box.change("application.create", template="Tanium SSO", name="Tanium SSO")["service_principal_id"]
        box.change("secrets.set", principal=place, secrets={"BaseAddress": URL, "SecretToken": TOKEN})
        box.change("endpoint.set", url=URL, tokens=[TOKEN])
        job = box.change("job.create", principal=place)["id"]
        user = next(iter(box.store.users))
        box.change("assignment.create", principal=place, to=user)
        box.change("job.quarantine", principal=place)
        workspace = Workspace(tmp_path / "entra", box.environment, newest)
        common = {"service_principal_id": place, "job_id": job}
        asked = synthesized(
            tmp_path / "out",
            {
                "entra_restart_provisioning.it": common,
                "entra_provision_on_demand.her": {**common, "object": "user", "object_id": user},
            },
        )
        workspace.write({**requirements("entra"), "action": asked})
        done = workspace.apply("-invoke=action.entra_restart_provisioning.it").ok()
        assert "starts over (QuarantineState,Watermark,Escrows)" in done.stdout
        assert box.store.job(place)[1].quarantine is None
        done = workspace.apply("-invoke=action.entra_provision_on_demand.her").ok()
        assert f"The user {user} was provisioned." in done.stdout
        assert user in box.store.provisioned[place]
        asked["entra_restart_provisioning"]["it"] = {"config": {**common, "job_id": "scim.0.none"}}
        workspace.write({**requirements("entra"), "action": asked})
        assert workspace.apply("-invoke=action.entra_restart_provisioning.it").code == 1
        assert box.log.count("POST", "scim.0.none/restart") == 0
