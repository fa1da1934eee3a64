"""Secrets in text that does not show them as they are: cut, wrapped, in other letters, or with something inside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

LONGEST_SHOWN: Final = 7
"""The most characters of a longer value that may be shown, as where a vendor cuts it."""
HEAD: Final = LONGEST_SHOWN + 1

_GRAM: Final = 5
_STRIDE: Final = HEAD - _GRAM + 1
"""One short piece in so many is enough to find every stretch of `HEAD` characters."""
_SHARED: Final = 8
"""So many values are remembered by one short piece: more of them begin alike, and are found by that."""
_WHOLE: Final = 12
"""A whole value of so many letters is no ordinary word."""
_STRETCH: Final = 16
"""Nor is a stretch of so many letters that is most of a value."""

_ORDINARY: Final = re.compile(r"[A-Za-z]+|[A-Za-z]+://[\w.-]*|-+BEGIN[A-Z -]*")
"""Starts of secrets that ordinary text has too: a word, an address up to its path, the first line of PEM."""
_ADDRESS: Final = re.compile(r"\W*[a-z]+://[\w.:-]*\W*")
_CUT: Final = re.compile(r"(?:\\[\w]{0,8}|%[0-9a-fA-F]?|&#?\w{0,8})?\s*(?:\.\.|…|\Z)")
"""What follows a text that was cut, perhaps within an escape."""


class Starts:
    """Forms of secrets, found by their starts of at least `HEAD` characters."""

    def __init__(self) -> None:
        self.heads: dict[str, list[str]] = {}
        """The first `HEAD` characters of forms: the forms that begin so, sorted."""

    def add(self, form: str) -> None:
        """Find `form` from now on, if it is long enough."""
        if len(form) <= HEAD:
            return
        forms = self.heads.setdefault(form[:HEAD], [])
        at = bisect_left(forms, form)
        if at == len(forms) or forms[at] != form:
            forms.insert(at, form)

    def end(self, text: str, start: int, longest: int | None = None) -> int:
        """The end of the longest start of a form that stands at `start` and must not be shown, or -1.

        A whole form of at least `longest` characters is never ordinary text.
        """
        forms = self.heads.get(text[start : start + HEAD])
        if forms is None:
            return -1
        at = bisect_left(forms, text[start:])
        common, whole = max((_common(form, text, start), len(form)) for form in forms[max(at - 1, 0) : at + 1])
        end = start + common
        if longest is not None and common == whole and whole >= longest:
            return end
        return -1 if _ORDINARY.fullmatch(text, start, end) and not _CUT.match(text, end) else end


class Rests:
    """Secrets, found in squeezed text: by the starts of their forms, and by any stretch of `HEAD` characters."""

    def __init__(self) -> None:
        self._starts = Starts()
        self._pieces: dict[str, list[tuple[str, int]]] = {}  # short pieces -> where in which values they are

    def add(self, value: str, forms: Iterator[str]) -> None:
        """Find the squeezed `value` from now on, and its squeezed `forms`."""
        self._starts.add(value)
        for form in forms:
            self._starts.add(form)
        for at in range(0, len(value) - _GRAM + 1 if len(value) > HEAD else 0, _STRIDE):
            known = self._pieces.setdefault(value[at : at + _GRAM], [])
            if len(known) < _SHARED and all(other != value for other, _ in known):
                known.append((value, at))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches of the squeezed `text` that must not be shown."""
        pieces, heads, done = self._pieces, self._starts.heads, 0
        places = range(len(text) - _GRAM + 1)
        for at in [i for i in places if text[i : i + _GRAM] in pieces or text[i : i + HEAD] in heads]:
            end = self._starts.end(text, at, _WHOLE)
            if end > at:
                yield at, end
            known = pieces.get(text[at : at + _GRAM]) if at >= done else None
            for value, place in known or ():
                first, last = _stretch(value, place, text, at)
                if last - first >= HEAD and not _is_ordinary(text[first:last], value):
                    yield first, last
                    done = max(done, last - _GRAM + 1)


def _stretch(value: str, place: int, text: str, at: int) -> tuple[int, int]:
    """The longest stretch of `text` around `at` that `value` has around `place`."""
    first = at
    while place > 0 and first > 0 and value[place - 1] == text[first - 1]:
        place, first = place - 1, first - 1
    return first, first + _common(value[place:], text, first)


def _is_ordinary(stretch: str, value: str) -> bool:
    """Whether ordinary text has the stretch too: an address, or words that are not most of the value."""
    if _ADDRESS.fullmatch(stretch):
        return True
    if any(each.isdigit() for each in stretch):
        return False
    return 2 * len(stretch) < len(value) or (stretch.isalpha() and len(stretch) < _STRETCH)


def _common(form: str, text: str, start: int) -> int:
    """The number of characters that `form` and the rest of `text` from `start` have in common."""
    same = 0
    for ours, theirs in zip(form, text[start : start + len(form)], strict=False):
        if ours != theirs:
            break
        same += 1
    return same
