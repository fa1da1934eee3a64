"""Classes of declarations behave as dataclasses do."""

from __future__ import annotations

import dataclasses
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import cast

import pytest

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """Nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """A class with one member."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A class with all kinds of members."""

    name: str
    many: tuple[str, ...] = ()
    inner: Inner = field(default_factory=Inner)


def test_it_is_a_dataclass_to_others() -> None:
    word = Word(name="a", many=("b",))
    assert is_dataclass(word)
    assert [each.name for each in fields(word)] == ["name", "many", "inner"]
    assert dataclasses.asdict(word) == {"name": "a", "many": ("b",), "inner": {}}
    assert replace(word, name="c") == Word(name="c", many=("b",))
    assert repr(word) == "Word(name='a', many=('b',), inner=Inner())"
    assert not hasattr(word, "__dict__")


def test_equal_values_are_equal_and_alike_in_sets() -> None:
    assert Word(name="a") == Word(name="a")
    assert Word(name="a") != Word(name="b")
    assert Word(name="a") != object()
    assert One(name="a") != cast(object, Word(name="a"))
    assert len({Word(name="a"), Word(name="a"), One(name="a"), Inner(), Inner()}) == 3


def test_it_cannot_be_changed() -> None:
    word = Word(name="a")
    with pytest.raises(FrozenInstanceError, match="'name'"):
        word.name = "b"  # type: ignore[misc]  # which is what is tried
    with pytest.raises(FrozenInstanceError, match="'many'"):
        del word.many
    assert word == Word(name="a")


def test_what_is_missing_or_unknown_is_named() -> None:
    with pytest.raises(TypeError, match="Word needs 'name'"):
        Word()  # type: ignore[call-arg]  # which is what is tried
    with pytest.raises(TypeError, match="Word has no 'colour'"):
        Word(name="a", colour="red")  # type: ignore[call-arg]  # which is what is tried


def test_other_options_are_refused() -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=True, slots=True, kw_only=False)
