"""Examples run as they are written: the stacks synthesize, the HCL is one valid module."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.terraform.installation import Installation

ROOT = Path(__file__).parents[2]
VENDORS = ("splunk", "tanium")
STACKS = [path.relative_to(ROOT) for vendor in VENDORS for path in sorted((ROOT / "examples" / vendor).glob("*.py"))]


_DRIVER = """
import json, runpy, sys
from pathlib import Path
import rolecall.bindings
made = {}
rolecall.bindings.__path__.append(sys.argv[1])
for path in sys.argv[2:]:
    runpy.run_path(path, run_name="__main__")
    made[path] = json.loads(Path("cdktf.out/stacks/example/cdk.tf.json").read_text())
Path("made.json").write_text(json.dumps(made))
"""


@pytest.fixture(scope="module")
def synthesized(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each example synthesizes, all in one process of their own: CDKTF writes where that was started."""
    scratch = tmp_path_factory.mktemp("examples")
    paths = [str(ROOT / path) for path in STACKS] + [str(path) for path in (tree / "examples").rglob("*.py")]
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER, str(tree / "rolecall/bindings"), *paths],
        cwd=scratch,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads((scratch / "made.json").read_text())
    return made


@pytest.mark.parametrize("path", STACKS, ids=str)
def test_stack_synthesizes(path: Path, synthesized: dict[str, Any]) -> None:
    kind, name = path.stem.split("_", 1)
    assert f"{path.parent.name}_{name}" in synthesized[str(ROOT / path)][kind]


def test_stacks_of_the_made_up_vendor_synthesize(tree: Path, synthesized: dict[str, Any]) -> None:
    paths = sorted((tree / "examples/orchard").glob("*.py"))
    assert len(paths) == 20
    for path in paths:
        kind, name = path.stem.split("_", 1)
        assert f"orchard_{name}" in synthesized[str(path)][kind]


def test_no_example_holds_a_secret_or_needs_one_in_the_provider_block(synthesized: dict[str, Any]) -> None:
    for found in synthesized.values():
        ((block,),) = found["provider"].values()
        assert block == {}
        variables = found.get("variable", {})
        assert all(item["sensitive"] and "default" not in item for item in variables.values())


@pytest.mark.terraform
@pytest.mark.parametrize("vendor", VENDORS)
def test_hcl_is_valid_and_formatted(vendor: str, installation: Installation, tmp_path: Path) -> None:
    folder = tmp_path / vendor
    installation.prepare(folder)
    for path in (ROOT / "examples" / vendor).glob("*.tf"):
        shutil.copy(path, folder)
    environment = installation.environment({})
    for command in (["validate", "-no-color"], ["fmt", "-check", "-diff", "-no-color"]):
        done = subprocess.run(
            [installation.tools.terraform, *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
