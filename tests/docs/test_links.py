"""Links and paths in the documentation lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FOLDERS = ("benchmarks", "docs", "examples", "generators", "providers", "rolecall", "stacks", "tests")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w./-]*\w/?")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_paths_exist(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    assert [link for link in LINK.findall(text) if not _leads_somewhere(page, link)] == []
    assert [path for path in _paths(text) if not (ROOT / path).exists()] == []


def _leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


@cache
def _anchors(page: Path) -> frozenset[str]:
    """The anchors that the page names, and those of its headings, as GitHub makes them."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    named = re.findall(r'<a id="([^"]+)">', text)
    return frozenset([*named, *(re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings)])


def _paths(text: str) -> Iterator[str]:
    """Paths of the repository that stand alone between backticks."""
    yield from (code for code in CODE.findall(text) if PATH.fullmatch(code))


def test_the_files_that_an_update_passes_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    story = text.partition("## One update, file by file")[2].partition("\n## ")[0]
    named = [code for code in CODE.findall(story) if code.endswith(".py")]
    assert len(named) > 14
    assert [name for name in named if not (ROOT / "rolecall/runtime" / name).exists()] == []
