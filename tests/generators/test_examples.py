"""Examples run as they are written: the stacks synthesize, the HCL is one valid module."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rolecall.cli.toolchain.programs import Toolchain
from tests.terraform.installation import Installation

ROOT = Path(__file__).parents[2]
VENDORS = ("splunk", "tanium")
STACKS = [path.relative_to(ROOT) for vendor in VENDORS for path in sorted((ROOT / "examples" / vendor).rglob("*.py"))]
IMPORTS = sorted((ROOT / "examples").glob("*/resources/*/import.sh"))
KINDS = {"resources": "resource", "data-sources": "data", "ephemeral-resources": "ephemeral"}


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
    assert path.parent.name in synthesized[str(ROOT / path)][KINDS[path.parents[1].name]]


def test_stacks_of_the_made_up_vendor_synthesize(tree: Path, synthesized: dict[str, Any]) -> None:
    paths = sorted((tree / "examples/orchard").rglob("*.py"))
    assert len(paths) == 21
    for path in paths:
        assert path.parent.name in synthesized[str(path)][KINDS[path.parents[1].name]]


def test_no_example_holds_a_secret_or_needs_one_in_the_provider_block(synthesized: dict[str, Any]) -> None:
    for found in synthesized.values():
        ((block,),) = found["provider"].values()
        assert block == {}
        variables = found.get("variable", {})
        assert all(item["sensitive"] and item["ephemeral"] and "default" not in item for item in variables.values())


@pytest.mark.terraform
@pytest.mark.parametrize("vendor", VENDORS)
def test_hcl_is_valid(vendor: str, installation: Installation, tmp_path: Path) -> None:
    folder = tmp_path / vendor
    installation.prepare(folder)
    for number, path in enumerate((ROOT / "examples" / vendor).rglob("*.tf")):
        shutil.copy(path, folder / f"{number}.tf")
    done = subprocess.run(
        [installation.tools.terraform, "validate", "-no-color"],
        cwd=folder,
        env=installation.environment({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_terraform_fmt_leaves_every_example_alone(tree: Path) -> None:
    folders = [str(ROOT / "examples"), str(tree / "examples")]
    command = [str(Toolchain.find().terraform), "fmt", "-check", "-diff", "-recursive", "-no-color"]
    for folder in folders:
        done = subprocess.run([*command, folder], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("path", IMPORTS, ids=lambda path: path.parent.name)
def test_the_registry_finds_every_import(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    words = [shlex.split(line) for line in lines if not line.startswith("#")]
    assert words and all(each[:3] == ["terraform", "import", f"{path.parent.name}.example"] for each in words)
    assert all(len(each) == 4 for each in words)
    assert (path.parent / "resource.tf").is_file()
