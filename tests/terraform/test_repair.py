"""Repairs of drift by the real Terraform: the patch applies, and what was written plans to imports and moves only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall import version
from rolecall.cli.packages import mirror
from rolecall.sandbox import start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

ROOT = Path(__file__).parents[2]

HCL = """
terraform {
  required_providers {
    tanium = {
      source  = "NAMESPACE/tanium"
      version = "VERSION"
    }
  }
}

resource "tanium_user" "jane" {
  name         = "jane"
  display_name = "Jane"
  roles        = ["Read Only User"]
}

resource "tanium_user" "joe" {
  name  = "joe"
  roles = ["Analyst"]
}

resource "tanium_user" "lea" {
  name  = "lea"
  roles = ["Analyst"]
}
"""

STACK = """
from pathlib import Path

from rolecall.bindings import tanium
from rolecall.cdk import App, TerraformStack, import_existing
from rolecall.patterns import Roster

HERE = Path(__file__).parent


class Access(TerraformStack):
    def __init__(self, scope, id_):
        super().__init__(scope, id_)
        tanium.TaniumProvider(self, "tanium")
        tanium.User(
            self,
            "jane",
            name="jane",
            roles=["Read Only User"],
            display_name="Jane",
        )
        Roster(self, "people", HERE / "people.yaml")
        if (HERE / "access").exists():
            import sys

            sys.path.insert(0, str(HERE / "access"))
            from declare_tanium import declare

            declare(self, {})
            import_existing(self, HERE / "access" / "imports.json")


app = App()
Access(app, "access")
app.synth()
"""


def run(workspace: Workspace, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **workspace.installation.environment(workspace.environment), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def planned(workspace: Workspace) -> dict[str, list[str]]:
    """By action, the addresses; a no-op that imports or moves is called so."""
    found: dict[str, list[str]] = {}
    for each in workspace.saved_plan()[1].get("resource_changes", []):
        word = "/".join(each["change"]["actions"])
        if word == "no-op":
            word = "import" if "importing" in each["change"] else "move" if "previous_address" in each else word
        found.setdefault(word, []).append(each["address"])
    return found


def test_a_folder_of_terraform_files(tanium: Scene) -> None:
    workspace, folder = tanium.workspace, tanium.workspace.directory
    workspace.write(HCL.replace("NAMESPACE", mirror.NAMESPACE).replace("VERSION", version.version()))
    workspace.apply().ok()
    writes = len(tanium.writes())
    tanium.box.change("user.update", user="jane", display_name="Jane ${x}")
    tanium.box.change("role.grant", user="lea", role="Operator")
    tanium.box.change("role.grant", user="jane", role="Administrator")
    tanium.box.change("user.create", name='New "%{x}', display_name="n", email="n@example.com", roles=["Analyst"])
    text = (folder / "main.tf").read_text(encoding="utf-8").replace('"tanium_user" "lea"', '"tanium_user" "lea_park"')
    (folder / "main.tf").write_text(text, encoding="utf-8")
    done = run(workspace, folder, sys.executable, "-m", "rolecall", "drift", ".", "--fix", "repair")
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip() in (ROOT / "docs/drift.md").read_text(encoding="utf-8")
    assert (folder / "main.tf").read_text(encoding="utf-8") == text
    readme = (folder / "repair/README.md").read_text(encoding="utf-8")
    assert "privileged_change" in readme and "since it is grave" in readme
    assert run(workspace, folder, "git", "apply", "repair/changes.patch").returncode == 0
    after = (folder / "main.tf").read_text(encoding="utf-8")
    assert '  display_name = "Jane $${x}"\n' in after and "Administrator" not in after
    assert after.endswith('  name  = "lea"\n  roles = ["Analyst", "Operator"]\n}\n')
    blocks = next((folder / "repair").glob("*/repair.tf"))
    blocks.rename(folder / "repair.tf")
    found = planned(workspace)
    assert found == {
        "update": ["tanium_user.jane"],
        "no-op": ["tanium_user.joe"],
        "move": ["tanium_user.lea_park"],
        "import": ["tanium_user.new-x"],
    }
    assert len(tanium.writes()) == writes
    again = run(workspace, folder, sys.executable, "-m", "rolecall", "drift", ".", "--fix", "repair")
    assert again.returncode == 1 and "not empty" in again.stderr


def test_a_python_stack_with_a_roster(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(STACK, encoding="utf-8")
    (tmp_path / "people.yaml").write_text(
        "- id: ada\n  name: Ada\n  email: ada@example.com\n  tanium: {roles: [Analyst]}\n", encoding="utf-8"
    )
    with start("tanium") as box:
        workspace = Workspace(tmp_path / "cdktf.out/stacks/access", box.environment, installation)

        def synthesize() -> None:
            done = run(workspace, tmp_path, sys.executable, "main.py")
            assert done.returncode == 0, done.stderr
            file = workspace.directory / "cdk.tf.json"
            configuration = json.loads(file.read_text(encoding="utf-8"))
            configuration["terraform"].pop("backend", None)
            file.write_text(json.dumps(configuration), encoding="utf-8")
            installation.lock(workspace.directory, {"tanium"})

        synthesize()
        workspace.apply().ok()
        box.change("user.update", user="jane", display_name="Jane Doe")
        box.change("role.grant", user="ada", role="Operator")
        box.change("user.create", name="extra", display_name="X", email="x@example.com", roles=["Analyst"])
        done = run(workspace, tmp_path, sys.executable, "-m", "rolecall", "drift", "--fix", "repair")
        assert done.returncode == 2, done.stderr
        assert run(workspace, tmp_path, "patch", "-p1", "-i", "repair/changes.patch").returncode == 0
        assert "tanium: {roles: [Analyst, Operator]}" in (tmp_path / "people.yaml").read_text(encoding="utf-8")
        (tmp_path / "repair/access").rename(tmp_path / "access")
        synthesize()
        assert planned(workspace) == {
            "no-op": ["tanium_user.ada", "tanium_user.jane"],
            "import": ["tanium_user.extra"],
        }
