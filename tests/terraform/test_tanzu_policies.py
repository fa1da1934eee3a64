"""Role bindings in Mission Control's policies, through the real Terraform: defaults of members, import, destroy."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform


def test_bindings_of_one_policy_live_with_the_defaults_of_their_scope(
    installation: Installation, tmp_path: Path
) -> None:
    with start("tanzu", seed=3, options={"mission_control": "policy"}) as box:
        scene = Scene(box, Workspace(tmp_path, box.environment, installation))
        group = {"kind": "GROUP", "name": "crew"}
        user = {"kind": "USER", "name": "user00001@example.com"}
        scene.configure(
            {
                "tanzu_role_binding": {
                    "crew": {"role": "cluster.view", "subject": group, "scope": {"cluster": {"name": "alpha"}}},
                    "jane": {"role": "cluster.view", "subject": user, "scope": {"cluster": {"name": "alpha"}}},
                    "web": {
                        "role": "namespace.view",
                        "subject": group,
                        "scope": {"namespace": {"cluster": "alpha", "name": "web"}},
                    },
                }
            }
        )
        scene.workspace.apply().ok()
        assert len(box.store.mission.bindings) == 3
        assert scene.workspace.plan().actions == {}
        scene.workspace.destroy().ok()
        assert not box.store.mission.bindings
