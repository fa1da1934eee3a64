"""Regular expressions of definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from generators.input.yaml_source import DefinitionError, Place

_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")
"""What `re` itself reads expressions with."""

_BEGINNINGS = (_constants.AT_BEGINNING, _constants.AT_BEGINNING_STRING)


def prove_pattern(pattern: str, place: Place, what: str) -> None:
    """Raise `DefinitionError` for a regular expression that is none, or that matches nothing."""
    try:
        tree = _parser.parse(pattern)
    except re.error as problem:
        said = f"{what}: the pattern {pattern!r} cannot be used: {problem}"
        raise DefinitionError(place, said, "a regular expression of Python") from problem
    if not tree.state.flags & re.MULTILINE and not _can_match(tree, False):
        raise DefinitionError(place, f"{what}: the pattern {pattern!r} matches no text", "^ first and $ last")


def _can_match(tree: Iterable[tuple[Any, Any]], begun: bool) -> bool:
    """Whether no part of an expression asks for the beginning once it has `begun`, or goes on after the end."""
    ended = False
    for word, told in tree:
        if word is _constants.AT:
            if told in _BEGINNINGS and begun:
                return False
            ended = ended or told is _constants.AT_END_STRING or told is _constants.AT_END
        elif word is _constants.BRANCH:
            if not any(_can_match(each, begun) for each in told[1]):
                return False
        elif word is _constants.SUBPATTERN and told[1] & re.MULTILINE:
            return True
        elif word is _constants.SUBPATTERN and not _can_match(told[-1], begun):
            return False
        least = _least(word, told)
        if least and ended:
            return False
        begun = begun or bool(least)
    return True


def _least(word: Any, told: Any) -> int:
    """How many characters a part of an expression takes at least."""
    alone = _parser.SubPattern(_parser.State(), [(word, told)])
    return int(alone.getwidth()[0])
