"""What is generated for the made-up vendor, as committed. `UPDATE_GOLDENS=1 pytest tests/generators` writes it anew.

A golden has its file's name and `.golden` behind it, so that no tool takes it for code.
"""

from __future__ import annotations

import difflib
import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import pytest

from generators.load import load_vendor
from generators.output.render import _environment
from generators.project import render_vendors
from tests.generators.conftest import ORCHARD

GOLDENS = Path(__file__).parent / "goldens"


@pytest.fixture(scope="module")
def files() -> dict[Path, str]:
    with releasing():
        return render_vendors([load_vendor(ORCHARD)])[0]


def releasing() -> AbstractContextManager[object]:
    """What documentation says of versions does not change with every release here."""
    return patch.dict(_environment().globals, released=lambda: "1.2.3")


def test_output_is_as_committed(files: dict[Path, str]) -> None:
    if os.environ.get("UPDATE_GOLDENS"):
        shutil.rmtree(GOLDENS, ignore_errors=True)
        for path, text in files.items():
            golden = GOLDENS / f"{path}.golden"
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(text)
    found = {path.relative_to(GOLDENS): path.read_text() for path in GOLDENS.rglob("*.golden")}
    expected = {Path(f"{path}.golden"): text for path, text in files.items()}
    assert sorted(found) == sorted(expected)
    for path, text in expected.items():
        difference = difflib.unified_diff(found[path].splitlines(), text.splitlines(), "golden", "now", lineterm="")
        assert found[path] == text, f"{path}\n" + "\n".join(difference)


def test_output_is_the_same_every_time(files: dict[Path, str]) -> None:
    with releasing():
        assert render_vendors([load_vendor(ORCHARD)])[0] == files


def test_every_file_says_where_it_comes_from_and_that_it_is_not_to_be_edited(files: dict[Path, str]) -> None:
    for path, text in files.items():
        head = text[:400]
        assert "generators/vendors/orchard/" in head, path
        assert "DO NOT EDIT" in head, path


def test_no_file_ends_without_a_newline_or_has_trailing_space(files: dict[Path, str]) -> None:
    for path, text in files.items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n\n"), path
        assert [line for line in text.split("\n") if line != line.rstrip()] == [], path
