"""Ids that are UUIDs, which have no case (RFC 9562 section 4): some servers show one in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LENGTH: Final = 36
_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def without_case(text: str) -> str:
    """`text`, in small letters where it is a UUID: two of one form are one id."""
    return text.lower() if len(text) == _LENGTH and _UUID.fullmatch(text) else text


def spelled_as(found: frozenset[str], known: Iterable[str]) -> frozenset[str]:
    """`found`, where what is the same id as one of `known` has its letters."""
    forms = {without_case(each): each for each in known if each not in found}
    if not forms:
        return found
    return frozenset(forms.get(without_case(each), each) for each in found)
