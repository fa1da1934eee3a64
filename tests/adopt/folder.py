"""An adopted folder as a practitioner uses it: `rolecall adopt`, synthesis, Terraform."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.terraform.installation import Installation
from tests.terraform.workspace import Workspace

ROOT = Path(__file__).parents[2]


@dataclass
class Folder:
    """What one vendor's adoption wrote to `path`, and the Terraform folder that deploys it."""

    vendor: str
    path: Path
    environment: dict[str, str]
    workspace: Workspace

    @classmethod
    def make(cls, vendor: str, directory: Path, environment: Mapping[str, str], installation: Installation) -> Folder:
        workspace = Workspace(directory / "workspace", environment, installation)
        return cls(vendor, directory / "adopted", dict(environment), workspace)

    def adopt(self, *options: str, beside: Path | None = None) -> subprocess.CompletedProcess[str]:
        """The command, as it is typed in a folder without stacks, or in the one that `beside` is."""
        return subprocess.run(
            [sys.executable, "-m", "rolecall", "adopt", self.vendor, "--output", str(self.path), *options],
            cwd=beside or self.workspace.directory.parent,
            env=self._variables(),
            capture_output=True,
            text=True,
            check=False,
        )

    def plan(self) -> dict[str, list[str]]:
        """Synthesize, then plan: by action, the addresses. An import that changes nothing is `import`."""
        done = subprocess.run(
            [sys.executable, "main.py"],
            cwd=self.path,
            env=self._variables(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        configuration = json.loads(next(self.path.glob("cdktf.out/stacks/*/cdk.tf.json")).read_text(encoding="utf-8"))
        del configuration["terraform"]["backend"]
        self.workspace.write(configuration)
        found: dict[str, list[str]] = {}
        for change in self.workspace.saved_plan()[1].get("resource_changes", []):
            actions = change["change"]["actions"]
            is_import = actions == ["no-op"] and "importing" in change["change"]
            found.setdefault("import" if is_import else "/".join(actions), []).append(change["address"])
        return found

    def texts(self) -> dict[str, str]:
        """The files that were written, by name."""
        return {each.name: each.read_text(encoding="utf-8") for each in sorted(self.path.iterdir()) if each.is_file()}

    def imports(self) -> list[dict[str, Any]]:
        """The addresses and ids that were adopted."""
        rows: list[dict[str, Any]] = json.loads((self.path / "imports.json").read_text(encoding="utf-8"))["imports"]
        return rows

    def _variables(self) -> dict[str, str]:
        return {**os.environ, **self.environment, "PYTHONPATH": str(ROOT)}
