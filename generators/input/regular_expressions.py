"""Regular expressions of definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from generators.input.yaml_source import DefinitionError, Place
from rolecall.sandbox.generic.forms import re_constants, re_parser

_BEGINNINGS = (re_constants.AT_BEGINNING, re_constants.AT_BEGINNING_STRING)


def prove_pattern(pattern: str, place: Place, what: str) -> None:
    """Raise `DefinitionError` for a regular expression that is none, or that matches nothing."""
    try:
        tree = re_parser.parse(pattern)
    except re.error as problem:
        said = f"{what}: the pattern {pattern!r} cannot be used: {problem}"
        raise DefinitionError(place, said, "a regular expression of Python") from problem
    if not tree.state.flags & re.MULTILINE and not _can_match(tree, False):
        raise DefinitionError(place, f"{what}: the pattern {pattern!r} matches no text", "^ first and $ last")


def _can_match(tree: Iterable[tuple[Any, Any]], begun: bool) -> bool:
    """Whether no part of an expression asks for the beginning once it has `begun`, or goes on after the end."""
    ended = False
    for word, told in tree:
        if word is re_constants.AT:
            if told in _BEGINNINGS and begun:
                return False
            ended = ended or told is re_constants.AT_END_STRING or told is re_constants.AT_END
        elif word is re_constants.BRANCH:
            if not any(_can_match(each, begun) for each in told[1]):
                return False
        elif word is re_constants.SUBPATTERN and told[1] & re.MULTILINE:
            return True
        elif word is re_constants.SUBPATTERN and not _can_match(told[-1], begun):
            return False
        least = _least(word, told)
        if least and ended:
            return False
        begun = begun or bool(least)
    return True


def _least(word: Any, told: Any) -> int:
    """How many characters a part of an expression takes at least."""
    alone = re_parser.SubPattern(re_parser.State(), [(word, told)])
    return int(alone.getwidth()[0])
