"""One module names the construct toolkit, and pytest does not mistake its helper for a test."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import rolecall
from rolecall.cdk import toolkit

ROOT = Path(rolecall.__file__).parent
TOOLKITS = {"cdktf", "cdktn", "constructs", "jsii"}


def test_only_one_module_imports_the_toolkit() -> None:
    importers: dict[str, set[str]] = {}
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if (top := name.split(".")[0]) in TOOLKITS:
                    importers.setdefault(top, set()).add(file.relative_to(ROOT).as_posix())
    assert importers == {key: {"cdk/toolkit.py"} for key in TOOLKITS}


def test_the_testing_helper_has_a_name_pytest_does_not_collect() -> None:
    assert not hasattr(toolkit, "Testing")
    assert callable(toolkit.SynthTesting.synth)


def test_no_module_shadows_the_constructs_package() -> None:
    assert not (ROOT / "constructs").exists()
    assert not (ROOT / "constructs.py").exists()


def test_a_toolkit_that_there_is_not_is_told() -> None:
    command = [sys.executable, "-c", "import rolecall.cdk.toolkit"]
    done = subprocess.run(
        command, env={"ROLECALL_CDK": "os"}, cwd=ROOT.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "ROLECALL_CDK: os is neither cdktf nor cdktn" in done.stderr
