"""Bodies of writes as a vendor stores them: in another form than they came in, or without something."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

STORED: Final[Mapping[str, Callable[[str], str | None]]] = {
    "lower": str.lower,
    "upper": str.upper,
    "trimmed": str.strip,
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "cut": lambda text: text[: (len(text) + 1) // 2],
    "dropped": lambda _: None,
}
"""What becomes of a text, by word; None: it is not stored."""


def stored(body: bytes, content_type: str, member: str, word: str) -> bytes:
    """The body in which the texts of `member`, at any depth, have the form called `word`, in JSON or in a form.

    A list of texts, too, is changed or dropped; a body of another kind stays as it is.
    """
    change = STORED[word]
    if content_type == "application/x-www-form-urlencoded":
        pairs = [
            (name, text if name != member else change(text))
            for name, text in parse_qsl(body.decode(), keep_blank_values=True)
        ]
        return urlencode([(name, text) for name, text in pairs if text is not None]).encode()
    try:
        data = json.loads(body)
    except ValueError:
        return body
    return json.dumps(_changed(data, member, change)).encode()


def _changed(value: Any, member: str, change: Callable[[str], str | None]) -> Any:
    if isinstance(value, list):
        return [_changed(each, member, change) for each in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for name, item in value.items():
        if name != member:
            found[name] = _changed(item, member, change)
        elif change("") is not None:  # else nothing of it is stored
            found[name] = _in_all(item, change)
    return found


def _in_all(value: Any, change: Callable[[str], str | None]) -> Any:
    if isinstance(value, list):
        return [_in_all(each, change) for each in value]
    return change(value) if isinstance(value, str) else value
