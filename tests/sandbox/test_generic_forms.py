"""Texts that a generated sandbox and its tests make up: of the form that is asked for, and not twice the same."""

from __future__ import annotations

import re

import pytest

from rolecall.sandbox.generic.document import Shape
from rolecall.sandbox.generic.forms import text_for, text_like
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import Matches
from rolecall.testing.samples import sample

PATTERNS = (
    r"^usr_[0-9a-z]{20}$",
    r"^00u[A-Za-z0-9]{17}$",
    r"^[A-Z]{3}-\d{4}$",
    r"^u(-[0-9a-f]{4}){3}$",
    r"^\w{12}$",
    r"^[^\s@/]{3,}$",
    r"^(sk|pk)_\S+$",
    r"^.{5}$",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_is_of_the_pattern_and_another_one_each_time(pattern: str) -> None:
    shape = Shape(kind="string", pattern=pattern)
    texts = {text_for(shape, "users", number, [f"use{number}"]) for number in range(101, 131)}
    assert all(re.search(pattern, each) for each in texts)
    assert len(texts) >= 26


@pytest.mark.parametrize(
    ("form", "like"),
    [
        ("uuid", r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("email", r"\w+@example\.com"),
        ("uri", r"https://.*"),
        ("date", r"\d{4}-\d\d-\d\d"),
        ("date-time", r"\d{4}-\d\d-\d\dT00:00:00Z"),
        ("ipv4", r"10\.0\.0\.\d+"),
    ],
)
def test_a_text_is_of_the_format(form: str, like: str) -> None:
    assert re.fullmatch(like, text_for(Shape(kind="string", format=form), "users", 7))


def test_lengths_hold() -> None:
    assert 8 <= len(text_for(Shape(kind="string", min_length=8, max_length=10, pattern="^[a-z]+$"), "x", 123)) <= 10
    assert len(text_for(Shape(kind="string", max_length=3), "users", 7)) == 3


def test_what_cannot_be_made_up_is_nothing() -> None:
    assert text_like("(", 1) is None
    assert text_like(r"^(?=b)a$", 1) is None
    assert text_like("", 1) is None


def test_cases_that_nobody_wrote_take_a_pattern_of_the_vendors_own() -> None:
    checks = (Matches(pattern="usr_[0-9a-z]{20}", meaning="an id"),)
    texts = {sample(Attribute(name="user", required=True, checks=checks), number) for number in range(10, 40)}
    assert len(texts) == 30
