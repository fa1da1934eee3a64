"""A stack from Python to the vendors: synthesized, applied with the real Terraform, looked at by `rolecall drift`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rolecall.cdk.toolkit import App, LocalBackend, TerraformStack
from tests.terraform.installation import Installation
from tests.terraform.result import Result
from tests.terraform.workspace import Workspace

# Before CDKTF starts Node: whichever Node runs the tests, its age is not their subject.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

Build = Callable[[TerraformStack], object]


class Deployment:
    """One stack in `folder`; `environment` leads to the vendors."""

    def __init__(self, folder: Path, environment: Mapping[str, str], installation: Installation) -> None:
        self._folder = folder
        self.workspace = Workspace(folder / "space", environment, installation)

    def synthesize(self, build: Build) -> None:
        """Make what `build` puts into a stack the configuration, and run `terraform init`."""
        app = App(outdir=str(self._folder / "out"))
        stack = TerraformStack(app, "access")
        build(stack)
        LocalBackend(stack, path=str(self.workspace.directory / "terraform.tfstate"))
        app.synth()
        text = (self._folder / "out/stacks/access/cdk.tf.json").read_text(encoding="utf-8")
        self.workspace.write(json.loads(text))
        self.workspace.run("init", "-input=false").ok()

    def deploy(self, build: Build) -> Result:
        """Synthesize, apply, and see that a plan is empty afterwards."""
        self.synthesize(build)
        result = self.workspace.apply().ok()
        after = self.workspace.plan()
        assert after.code == 0, after.report()
        return result

    def drift(self) -> list[dict[str, Any]]:
        """What `rolecall drift` finds, with what synthesis wrote beside the JSON."""
        report = self._folder / "drift.json"
        state = self.workspace.directory / "terraform.tfstate"
        command = ["drift", str(state), "--declared", str(self._folder / "out"), "--report", f"json={report}"]
        done = subprocess.run(
            [sys.executable, "-m", "rolecall", *command],
            cwd=self._folder,
            env={**self.workspace.installation.environment(self.workspace.environment), "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 2), done.stdout + done.stderr
        findings: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["findings"]
        return findings
