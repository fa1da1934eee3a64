"""Texts that a vendor may be given: free text, names and logins, and ids.

Three forms, each stricter than the one before. A `text` holds what people write. A `name` is what somebody is known
by: one line, without a character that does not show (RFC 8265, the profile UsernameCasePreserved, is the model), and
nothing that a server on the way could read as another path (RFC 3986 sections 2.1 and 5.2.4). An `id` is a vendor's own
and stands in its paths: no blank and no character that means something in a URL.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, TypeAlias

TextForm: TypeAlias = Literal["text", "name", "id"]

LONGEST_NAME: Final = 512
LONGEST_ID: Final = 255
SHOWN: Final = 80
"""How much of a refused value a message shows."""

_BIDI: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NEVER: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_JOINERS: Final = "\u200c\u200d"
"""Persian and Indian names need them inside of words (RFC 5892, appendix A.1 and A.2)."""
_ENCODED: Final = re.compile(r"%(?:2[5ef]|5c|[01][0-9a-f]|7f)", re.IGNORECASE)
_SEGMENTS: Final = re.compile(r"[/\\]")
_OF_URLS: Final = re.compile(r"[\s/\\?#%]")


def canonical_name(name: str) -> str:
    """`name` in the form in which names are compared: Unicode NFC (UAX #15)."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def caseless_name(name: str) -> str:
    """The form in which names are compared without regard to case (Unicode, definition D145)."""
    return name.lower() if name.isascii() else canonical_name(canonical_name(name).casefold())


def same_name(left: str, right: str) -> bool:
    """True if two names are one, however their letters are composed."""
    return left == right or canonical_name(left) == canonical_name(right)


def other_spellings(name: str) -> list[str]:
    """`name` with its letters composed and decomposed, as far as that is another text: servers compare bytes."""
    forms = [] if name.isascii() else [unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)]
    return [form for form in forms if form != name]


def problem_of(form: TextForm, value: str) -> str | None:
    """The reason why `value` has not the form, as a sentence; None where it has."""
    if value.isascii() and value.isalnum() and len(value) <= LONGEST_ID:
        return None
    if found := _NEVER.search(value):
        return f"It must not contain {_described(found[0])}."
    if form == "text":
        return None
    return _problem_of_name(value) or (_problem_of_id(value) if form == "id" else None)


def shown(value: object) -> str:
    """`value` as a message shows it: nothing in it that does not print, and cut where it is long."""
    if isinstance(value, str) and len(value) > SHOWN:
        return f"{value[:SHOWN]!r}… ({len(value)} characters)"
    return repr(value)


def _problem_of_name(value: str) -> str | None:
    if not value.strip():
        return "It must not be empty."
    if value != value.strip() or value[0] in _JOINERS or value[-1] in _JOINERS:
        return "It must not begin or end with a blank."
    if len(value) > LONGEST_NAME:
        return f"It must not be longer than {LONGEST_NAME} characters."
    if not value.isascii() or not value.isprintable():
        for character in value:
            if character not in _JOINERS and unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp"):
                return f"It must not contain {_described(character)}."
    if any(part in (".", "..") for part in _SEGMENTS.split(value)):
        return "It must not be a path with '.' or '..' in it, which leads somewhere else."
    if found := _ENCODED.search(value):
        return f"It must not contain {found[0]!r}, which a server may read as another character. Write it as it is."
    return None


def _problem_of_id(value: str) -> str | None:
    if len(value) > LONGEST_ID:
        return f"It must not be longer than {LONGEST_ID} characters."
    if found := _OF_URLS.search(value):
        what = "a blank" if found[0].isspace() else repr(found[0])
        return f"It must be an id, which has no {what.removeprefix('a ')} in it."
    return None


def _described(character: str) -> str:
    name = unicodedata.name(character, "a control character" if ord(character) < 0xA0 else "no character")
    return f"U+{ord(character):04X} ({name.lower()})"
