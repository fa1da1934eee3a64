"""Texts of the form that an API description asks for, each another one by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Final

from rolecall.sandbox.generic.document import Shape

re_parser: Any = import_module("re._parser")
re_constants: Any = import_module("re._constants")
"""What `re` itself reads expressions with."""

_FORMATS: Final = {
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "email": r"[^@\s]+@[^@\s]+\.[a-z]+",
    "uri": r"https://.+",
    "url": r"https://.+",
    "date": r"\d{4}-\d\d-\d\d",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "ipv4": r"\d+\.\d+\.\d+\.\d+",
}
_SIGNS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/ "
_SEVERAL: Final = 6
"""So often a part is repeated that may be there any number of times, so that numbers of six digits fit."""


def text_for(shape: Shape, name: str, number: int, first: Iterable[str] = ()) -> str:
    """A text for the member `name` that `shape` allows: the first of `first` that it does, or one that is made up.

    Where nothing that could be made up fits, the plainest is given, as long as it may be.
    """
    candidates = [
        *first,
        *sample_texts(name, number),
        *filter(None, [text_like(shape.pattern, number, shape.min_length)]),
    ]
    plain = candidates[0][: shape.max_length] if shape.max_length else candidates[0]
    return next((each for each in candidates if _fits(shape, each)), plain)


def _fits(shape: Shape, text: str) -> bool:
    form = _FORMATS.get(shape.format, "")
    longest = len(text) if shape.max_length is None else shape.max_length
    of_form = not form or re.fullmatch(form, text) is not None
    return of_form and shape.min_length <= len(text) <= longest and re.search(shape.pattern, text) is not None


def sample_text(name: str, number: int) -> str:
    """A text for the member `name` that tells rows apart."""
    return f"{name}{number}@example.com" if "mail" in name.lower() else f"{name}-{number}"


def sample_texts(name: str, number: int) -> Iterator[str]:
    """Texts for the member `name` that tell rows apart, in the forms that APIs ask for: the plainest first."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    word = re.sub(r"[^a-z]", "", name)
    yield sample_text(name, number)
    yield f"{word}{letters}"
    yield f"{word}{letters}".upper()
    yield f"{word.title()}{letters}"
    yield f"{word}{number}"
    yield f"{number:06}"
    yield f"+49{number:09}"
    yield f"{word}{number}@example.com"
    yield f"https://{word}{number}.example.com"
    yield f"{number:08x}-0000-4000-8000-{number:012x}"
    yield f"2099-01-{number % 28 + 1:02}"
    yield f"2099-01-{number % 28 + 1:02}T00:00:00Z"
    yield f"10.0.0.{number}"


def text_like(pattern: str, number: int, least: int = 0) -> str | None:
    """A text that `pattern` matches, another one for another `number` where it leaves a choice; None without one.

    What may be there any number of times is there `least` times, or as often as a number takes.
    """
    try:
        made = "".join(_Maker(number, max(least, _SEVERAL)).parts(re_parser.parse(pattern))) if pattern else None
    except re.error:
        return None
    return made if made is not None and re.search(pattern, made) else None


class _Maker:
    """Chooses signs where an expression leaves a choice, so that all choices together spell a number."""

    def __init__(self, number: int, several: int) -> None:
        self._left = number
        self._several = several

    def parts(self, tree: Iterable[tuple[Any, Any]]) -> Iterator[str]:
        """What the parts of an expression are made of. Those that take nothing are left to the match."""
        for word, told in tree:
            if word is re_constants.LITERAL:
                yield chr(told)
            elif word is re_constants.SUBPATTERN:
                yield from self.parts(told[-1])
            elif word is re_constants.BRANCH:
                yield from self.parts(told[1][0])
            elif word in (re_constants.MAX_REPEAT, re_constants.MIN_REPEAT):
                least, most, inner = told
                for _ in range(least if least > 1 or most == least else min(most, max(least, self._several))):
                    yield from self.parts(inner)
            elif word in (re_constants.IN, re_constants.ANY, re_constants.NOT_LITERAL):
                yield self._chosen([sign for sign in _SIGNS if _parser_match(word, told, sign)])

    def _chosen(self, signs: list[str]) -> str:
        if not signs:
            return ""
        self._left, place = divmod(self._left, len(signs))
        return signs[place]


def _parser_match(word: Any, told: Any, sign: str) -> bool:
    """Whether one part of an expression, which takes one sign, takes `sign`."""
    if word is re_constants.ANY:
        return True
    if word is re_constants.NOT_LITERAL:
        return bool(ord(sign) != told)
    (negated, *inside) = told if told[0][0] is re_constants.NEGATE else (None, *told)
    return any(_is_in(kind, what, sign) for kind, what in inside) != (negated is not None)


def _is_in(kind: Any, what: Any, sign: str) -> bool:
    if kind is re_constants.LITERAL:
        return bool(ord(sign) == what)
    if kind is re_constants.RANGE:
        return bool(what[0] <= ord(sign) <= what[1])
    forms = {
        re_constants.CATEGORY_DIGIT: r"\d",
        re_constants.CATEGORY_WORD: r"\w",
        re_constants.CATEGORY_SPACE: r"\s",
        re_constants.CATEGORY_NOT_DIGIT: r"\D",
        re_constants.CATEGORY_NOT_WORD: r"\W",
        re_constants.CATEGORY_NOT_SPACE: r"\S",
    }
    return re.match(forms[what], sign) is not None
