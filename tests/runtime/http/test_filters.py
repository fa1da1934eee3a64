"""Filters: whatever a name is, it stays a value."""

from __future__ import annotations

import json

import pytest

from rolecall.runtime.collections.filters import element, equals, joined

HOSTILE = [
    'x" or userName pr or userName eq "',
    "back\\slash",
    'both\\" or (1 eq 1)',
    "line\nbreak\tand\0null",
    "O'Hara & Söhne (42) [a]",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_is_one_json_string(name: str) -> None:
    expression = equals("userName", name)
    member, operator, value = expression.split(" ", 2)
    assert (member, operator) == ("userName", "eq")
    assert json.loads(value) == name
    assert not any(character < " " for character in expression)


@pytest.mark.parametrize("name", HOSTILE)
def test_an_element_is_named_inside_brackets(name: str) -> None:
    path = element("members", name)
    assert path.startswith("members[value eq ")
    assert path.endswith("]")
    assert json.loads(path.removeprefix("members[value eq ").removesuffix("]")) == name


def test_many_expressions_become_filters_of_bounded_length() -> None:
    expressions = [equals("members.value", f"{number:036}") for number in range(200)]
    parts = list(joined(equals("id", "g"), expressions, "or", longest=1000))
    assert sum(count for _, count in parts) == 200
    assert all(len(text) < 1100 for text, _ in parts)
    assert " or ".join(text.split(" and (", 1)[1].removesuffix(")") for text, _ in parts) == " or ".join(expressions)
