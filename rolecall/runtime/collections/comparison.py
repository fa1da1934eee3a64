"""Comparison of keys, and of what a row has with what is looked for."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from rolecall.runtime.values.texts import same_name

_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def same_key(left: str, right: str) -> bool:
    """True if two keys are one: in Unicode's canonical form, and a UUID in either case (RFC 9562 section 4)."""
    left, right = unicodedata.normalize("NFC", left), unicodedata.normalize("NFC", right)
    return left == right or (left.casefold() == right.casefold() and _UUID.fullmatch(left) is not None)


def alike(left: Any, right: Any) -> bool:
    """True if `left` has everything that `right` says: members by name, elements one by one."""
    if isinstance(right, dict):
        return isinstance(left, dict) and all(alike(left.get(name), value) for name, value in right.items())
    if isinstance(right, list):
        return (
            isinstance(left, list)
            and len(left) == len(right)
            and all(alike(one, other) for one, other in zip(left, right, strict=True))
        )
    return same_name(str(left), str(right))
