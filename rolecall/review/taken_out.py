"""Sensitive values that somebody took out of a plan file: what they give is not known."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.estate.terraform.marks import mark_of

_IN_PLACE: Final = re.compile(r"\*+|x{3,}|\W*(sensitive|sensitive value|redacted|masked|hidden)\W*", re.IGNORECASE)
"""What tools write in place of a value that they take out."""


def with_taken_out(values: Mapping[str, Any], marks: Any, names: Collection[str]) -> Mapping[str, Any]:
    """`values` with `UNKNOWN` for each marked one of `names`, or within it, that is not there; else the same object."""
    found = {
        name: _open(values.get(name), mark_of(marks, name))
        for name in names
        if _lacks(values.get(name), mark_of(marks, name))
    }
    return {**values, **found} if found else values


def _lacks(value: Any, marks: Any) -> bool:
    """True if a marked value is not there, or not all of it."""
    if isinstance(value, Mapping):
        return any(_lacks(item, mark_of(marks, key)) for key, item in value.items())
    if isinstance(value, list):
        return any(_lacks(item, mark_of(marks, number)) for number, item in enumerate(value))
    return marks is True and (value is None or (isinstance(value, str) and _IN_PLACE.fullmatch(value) is not None))


def _open(value: Any, marks: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _open(item, mark_of(marks, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_open(item, mark_of(marks, number)) for number, item in enumerate(value)]
    return UNKNOWN if _lacks(value, marks) else value
