"""Drift by `rolecall drift` and by Terraform's own plan: both find the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terraform.installation import requirements
from tests.terraform.scene import Scene

pytestmark = pytest.mark.terraform

ROOT = Path(__file__).parents[2]


def drift(scene: Scene, *arguments: str) -> tuple[int, list[tuple[str, str, object]]]:
    """The exit code, and kind, address and value of every finding."""
    workspace = scene.workspace
    done = subprocess.run(
        [sys.executable, "-m", "rolecall", "drift", "--report", "json", *arguments],
        cwd=workspace.directory,
        env={**workspace.installation.environment(workspace.environment), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 2, 3), done.stderr + done.stdout
    assert json.loads(done.stdout)["complete"] is (done.returncode != 3)
    findings = json.loads(done.stdout)["findings"]
    return done.returncode, [(item["kind"], item["address"], item["after"]) for item in findings if item["address"]]


def test_a_folder_and_a_plan_tell_the_same_story(tanium: Scene) -> None:
    tanium.configure(
        {
            "tanium_user": {
                "jane": {"name": "jane", "roles": ["Read Only User"]},
                "joe": {"name": "joe"},
            },
            "tanium_role_binding": {"joe": {"user_id": "${tanium_user.joe.id}", "role": "Analyst"}},
        }
    )
    tanium.workspace.apply().ok()
    before = len(tanium.writes())
    assert drift(tanium) == (0, [])
    tanium.box.change("role.grant", user="jane", role="Administrator")
    tanium.box.change("role.revoke", user="joe", role="Analyst")
    roles = ["Administrator", "Read Only User"]
    expected = [("privileged_change", "tanium_user.jane", roles), ("missing", "tanium_role_binding.joe", None)]
    assert drift(tanium) == (2, expected)
    done, plan = tanium.workspace.saved_plan()
    (tanium.workspace.directory / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    (tanium.workspace.directory / "plan.log").write_text(done.stdout, encoding="utf-8")
    assert drift(tanium, "--plan", "plan.json", "--plan-log", "plan.log") == (2, expected)
    assert drift(tanium, "--plan", "plan.json") == (3, expected)
    assert len(tanium.writes()) == before


def test_what_was_never_applied_is_never_clean(tanium: Scene, tmp_path: Path) -> None:
    bare = tmp_path / "bare"  # a folder in which nobody ran `terraform init`
    bare.mkdir()
    (bare / "main.tf.json").write_text('{"resource": {"tanium_user": {"jane": {"name": "jane"}}}}', encoding="utf-8")
    tanium.configure({"tanium_user": {"jane": {"name": "jane"}}})
    plan = tanium.workspace.saved_plan()[1]
    (tanium.workspace.directory / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    for asked in ((str(bare),), (".",), ("--plan", "plan.json"), (str(bare), "--vendor", "tanium")):
        assert drift(tanium, *asked)[0] == 3, asked
    tanium.workspace.apply().ok()
    assert drift(tanium, ".") == (0, [])
    tanium.workspace.write(requirements("tanium"))
    tanium.workspace.apply().ok()  # a state that is there and holds nothing any more
    assert drift(tanium, ".")[0] == 3
