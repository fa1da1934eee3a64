"""The register of values that must never be printed.

Registering is cheap and happens for every sensitive value that passes; the forms in which a value may appear in
text are worked out only when text is about to be printed. `redact` then costs one pass over the text, whether one
secret or ten thousand are known.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, quote_plus

SHORTEST: Final = 4
"""Values of fewer characters are not registered: they would blot out ordinary words."""

REPLACEMENT: Final = "(secret)"

_lock = threading.Lock()
_pending: set[str] = set()
_values: set[str] = set()
_forms: set[str] = set()
_lengths: dict[str, set[int]] = {}  # the first SHORTEST characters of a form -> the lengths of such forms


def register_secret(value: str) -> None:
    """Never show `value` again, neither as it is nor encoded (base64, percent, JSON). Short values are ignored."""
    if len(value) >= SHORTEST and value not in _values:
        with _lock:
            _pending.add(value)
            _values.add(value)


def redact(text: str) -> str:
    """`text` with every registered value replaced by `(secret)`. Overlapping ones vanish together."""
    if not _values or len(text) < SHORTEST:
        return text
    if _pending:
        _index()
    start_of_next = 0
    pieces: list[str] = []
    for start, end in _spans(text):
        pieces.append(text[start_of_next:start])
        pieces.append(REPLACEMENT)
        start_of_next = end
    if not pieces:
        return text
    pieces.append(text[start_of_next:])
    return "".join(pieces)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that registered values cover, in order and apart from each other."""
    known = _lengths
    open_start = open_end = -1
    for start in [i for i in range(len(text) - SHORTEST + 1) if text[i : i + SHORTEST] in known]:
        lengths = known[text[start : start + SHORTEST]]
        end = max((start + n for n in tuple(lengths) if text[start : start + n] in _forms), default=-1)
        if end < 0:
            continue
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
                if len(form) >= SHORTEST:
                    _forms.add(form)
                    _lengths.setdefault(form[:SHORTEST], set()).add(len(form))
        _pending.clear()  # last, so that whoever sees nothing pending finds every form


def _forms_of(value: str) -> Iterator[str]:
    """`value` in every form in which a request, an answer or a trace may carry it."""
    yield value
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield repr(value)[1:-1]
    raw = value.encode("utf-8", "surrogatepass")
    for encoded in (quote(raw, safe=""), quote(raw), quote_plus(raw)):
        yield encoded
        yield _lower_escapes(encoded)
    for before in range(3):
        # Base64 of a longer text that holds `value` after `before` (mod 3) bytes, as in `Basic` credentials: the
        # characters that depend on `value` alone.
        first = (before * 8 + 5) // 6
        last = (before + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * before + raw).decode()[first:last]
    yield base64.b64encode(raw).decode().rstrip("=")


def _lower_escapes(encoded: str) -> str:
    """`encoded` with its percent escapes in lower case, as some servers write them."""
    head, *rest = encoded.split("%")
    return "%".join([head, *(item[:2].lower() + item[2:] for item in rest)])
