"""One module names the construct toolkit, and pytest does not mistake its helper for a test."""

from __future__ import annotations

import ast
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
    assert importers == {key: {"cdk/toolkit.py"} for key in ("cdktf", "constructs", "jsii")}


def test_the_testing_helper_has_a_name_pytest_does_not_collect() -> None:
    assert not hasattr(toolkit, "Testing")
    assert callable(toolkit.SynthTesting.synth)


def test_no_module_shadows_the_constructs_package() -> None:
    assert not (ROOT / "constructs").exists()
    assert not (ROOT / "constructs.py").exists()
