"""The worked example of `docs/adding-a-vendor.md`: its commands print what the page shows, in its order."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generators.__main__ import ROOT, main

PAGE = (ROOT / "docs" / "adding-a-vendor.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("## A worked example\n")[2].partition("\n## ")[0]
QUARRY = ROOT / "tests" / "generators" / "wild" / "quarry"
_SECONDS = re.compile(r"in \d+\.\d\d s")


def steps() -> list[tuple[str, str]]:
    """The blocks and tables of the example with their kind: `console`, `yaml` or `answers`."""
    found = re.finditer(r"```(\w+)\n(.*?)```|((?:^\|[^\n]*\n)+)", EXAMPLE, re.DOTALL | re.MULTILINE)
    return [(each[1] or "answers", each[2] or each[3]) for each in found]


def answer(definition: Path, table: str) -> None:
    text = definition.read_text(encoding="utf-8")
    for line in table.splitlines()[2:]:
        question, words = (cell.strip() for cell in line.strip("|").split("|"))
        text, count = re.subn(rf"'\? {question}[^']*'", words, text)
        assert count == 1, question
    definition.write_text(text, encoding="utf-8")


def test_the_example_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(QUARRY / "openapi.yaml", tmp_path / "openapi.yaml")
    definition = tmp_path / "vendors" / "quarry" / "provider.yaml"
    seen = []
    for kind, text in steps():
        seen.append(kind)
        if kind == "yaml":
            assert text in definition.read_text(encoding="utf-8")
        elif kind == "answers":
            answer(definition, text)
        else:
            command, _, shown = text.partition("\n")
            main(command.removeprefix("$ python -m generators ").split())
            told = capsys.readouterr()
            assert _SECONDS.sub("", told.out + told.err) == _SECONDS.sub("", shown), command
    assert seen == ["console", "yaml", "console", "answers", "console"]


def test_the_finished_definition_is_as_long_as_the_page_says() -> None:
    lines = len((QUARRY / "provider.yaml").read_text(encoding="utf-8").splitlines())
    assert f"has {lines} lines" in " ".join(EXAMPLE.split())
