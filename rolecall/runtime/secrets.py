"""The register of values that must never be printed.

Registering is cheap and happens for every sensitive value that passes; the forms in which a value may appear in
text are worked out only when text is about to be printed. `redact` then costs two passes over the text for each level
of escapes in it, whether one secret or ten thousand are known: one for the forms of each, and one for what is left of
them where something was put inside.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from typing import Final

from rolecall.runtime.secret_fragments import Rests, Starts
from rolecall.text.escapes import Unescaped, squeezed, unescaped

SHORTEST: Final = 4
"""Values of fewer characters are not registered: they would blot out ordinary words."""
REPLACEMENT: Final = "(secret)"

_LEVELS: Final = 5
"""So many levels of escapes are undone: JSON in JSON in a URL in HTML is four."""

_lock = threading.Lock()
_pending: set[str] = set()
_values: set[str] = set()
_forms: set[str] = set()
_lengths: dict[str, set[int]] = {}  # the first SHORTEST characters of a form -> the lengths of such forms
_starts = Starts()
_rests = Rests()


def register_secret(value: str) -> None:
    """Never show `value` again, neither as it is nor encoded or escaped, nor its start. Short values are ignored."""
    if len(value) >= SHORTEST and value not in _values:
        with _lock:
            _pending.add(value)
            _values.add(value)


def redact(text: str) -> str:
    """`text` with every registered value replaced by `(secret)`. Overlapping ones vanish together.

    Give it the whole text before anything is cut off.
    """
    if not _values or len(text) < SHORTEST:
        return text
    if _pending:
        _index()
    start_of_next = 0
    pieces: list[str] = []
    for start, end in _joined(sorted(_covered(text))):
        pieces.append(text[start_of_next:start])
        pieces.append(REPLACEMENT)
        start_of_next = end
    if not pieces:
        return text
    pieces.append(text[start_of_next:])
    return "".join(pieces)


def _covered(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that registered values cover, whatever their escapes."""
    levels: list[Unescaped] = []
    level = text
    while True:
        blank = squeezed(level)
        for span in (*_spans(level), *(blank.span(*each) for each in _rests.spans(blank.text))):
            for above in reversed(levels):
                span = above.span(*span)
            yield span
        below = unescaped(level) if len(levels) < _LEVELS else None
        if below is None:
            return
        levels.append(below)
        level = below.text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that forms of registered values, or starts of them, cover."""
    known = _lengths
    for start in [i for i in range(len(text) - SHORTEST + 1) if text[i : i + SHORTEST] in known]:
        lengths = known[text[start : start + SHORTEST]]
        end = max((start + n for n in tuple(lengths) if text[start : start + n] in _forms), default=-1)
        end = max(end, _starts.end(text, start))
        if end > start:
            yield start, end


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted `spans` apart from each other: those that touch or overlap are one."""
    open_start = open_end = -1
    for start, end in spans:
        if start > open_end:
            if open_end >= 0:
                yield open_start, open_end
            open_start = start
        open_end = max(open_end, end)
    if open_end >= 0:
        yield open_start, open_end


def _index() -> None:
    """Make the forms of every pending value findable."""
    with _lock:
        for value in _pending:
            for form in _forms_of(value):
                if len(form) >= SHORTEST and form not in _forms:
                    _forms.add(form)
                    _lengths.setdefault(form[:SHORTEST], set()).add(len(form))
                    _starts.add(form)
            _rests.add(squeezed(value).text, (squeezed(form).text for form in _encoded(value)))
        _pending.clear()  # last, so that whoever sees nothing pending finds every form


def _forms_of(value: str) -> Iterator[str]:
    """`value` in every form in which text may carry it once the text's escapes are undone.

    A value may look like an escape itself, and then is undone with the text's own.
    """
    yield value
    yield from _encoded(value)
    for _ in range(_LEVELS):
        collapsed, plus = " ".join(value.split()), value.replace(" ", "+")
        yield from (value, plus, collapsed, collapsed.replace(" ", "+"), " ".join(plus.split()))
        below = unescaped(value)
        if below is None:
            break
        value = below.text


def _encoded(value: str) -> Iterator[str]:
    """`value` in hexadecimal digits and in base64."""
    raw = value.encode("utf-8", "surrogatepass")
    yield raw.hex()
    for before in range(3):
        # Base64 of a longer text that holds the value after `before` (mod 3) bytes, as in `Basic` credentials: the
        # characters that depend on the value alone.
        first = (before * 8 + 5) // 6
        last = (before + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * before + raw).decode()[first:last]
    yield base64.b64encode(raw).decode().rstrip("=")
    yield base64.urlsafe_b64encode(raw).decode().rstrip("=")
