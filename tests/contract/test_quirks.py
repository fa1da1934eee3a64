"""The tables of quirks say what is so: their tests are there, and what they take out is declared."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from rolecall.runtime import shims
from tests.quirks import Quirk, quirks, speaking, without

TESTS = Path(__file__).parents[1]
EVERY = pytest.mark.parametrize("quirk", quirks(), ids=lambda each: f"{each.where}: {each.quirk}")
CUT = [each for each in quirks() if each.cuts]
DIALECTS = ("splunk@acs", "splunk@management", "tanium@platform", "tanzu@policy", "tanzu@v2")


@cache
def known_in(file: str) -> frozenset[str]:
    """The ids of the tests of a file, without its name. Raises FileNotFoundError."""
    found: set[str] = set()
    for node in ast.parse((TESTS / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return frozenset(found)


def test_every_published_api_has_a_table() -> None:
    spoken = {
        f"{vendor}@{dialect.name}"
        for vendor in shims.vendors()
        for shim in (shims.load(vendor),)
        for dialect in (shim.dialects if shim is not None else ())
    }
    assert set(DIALECTS) <= spoken
    assert {each.where for each in quirks()} == set(DIALECTS)


@EVERY
def test_a_quirk_says_how_it_is_proven_or_why_not(quirk: Quirk) -> None:
    proven = bool(quirk.proof) and bool(quirk.cuts) is not bool(quirk.rule)
    is_shape = bool(quirk.server) and not (quirk.proof or quirk.cuts or quirk.rule or quirk.aside or quirk.open)
    left = (bool(quirk.aside) is not bool(quirk.open)) and not (quirk.proof or quirk.cuts or quirk.rule)
    assert [proven, is_shape, left].count(True) == 1


@EVERY
def test_its_tests_are_there(quirk: Quirk) -> None:
    for test in filter(None, (quirk.server, quirk.proof.partition("[")[0])):
        file, _, name = test.partition("::")
        assert name in known_in(file), test


@pytest.mark.parametrize("quirk", CUT, ids=lambda each: f"{each.where}: {each.quirk}")
def test_what_it_takes_out_is_declared_and_comes_back(quirk: Quirk) -> None:
    own = speaking(quirk.where)[0]
    before = repr(own)
    with without(quirk):
        assert repr(own) != before
    assert repr(own) == before
