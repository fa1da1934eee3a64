"""Values as shims and lifecycle see them: known, null and unknown stay three things.

A null is `None`, an unknown is `UNKNOWN`, everything else is known: `str`, `bool`, `int`, `float` or
`decimal.Decimal` for numbers, `list` for lists and (sorted) sets, `dict` for maps and objects.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final


class Unknown:
    """The type of `UNKNOWN`: a value that Terraform will only know during apply."""

    _instance: Unknown | None = None

    def __new__(cls) -> Unknown:
        """Give the one instance, so that `is UNKNOWN` is always right."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("an unknown value is neither true nor false; compare with `is UNKNOWN`")


UNKNOWN: Final = Unknown()


def is_known(value: Any) -> bool:
    """True if `value` holds no unknown, at any depth. Null is known."""
    if value is UNKNOWN:
        return False
    if isinstance(value, list):
        return all(is_known(item) for item in value)
    if isinstance(value, Mapping):
        return all(is_known(item) for item in value.values())
    return True


def is_set(value: Any) -> bool:
    """True if the practitioner gave a value: neither null nor unknown."""
    return value is not None and value is not UNKNOWN


def known_part(value: Any) -> Any:
    """`value` without the members that are unknown, at any depth: what the practitioner gave of it."""
    if isinstance(value, Mapping):
        return {name: known_part(item) for name, item in value.items() if item is not UNKNOWN}
    if isinstance(value, list):
        return [known_part(item) for item in value if item is not UNKNOWN]
    return value


def sort_key(value: Any) -> tuple[int, str]:
    """A total order over values of one type: null, then known values, then unknown."""
    if value is None:
        return (0, "")
    if isinstance(value, str):
        return (1, value)
    if not is_known(value):
        return (2, json.dumps(value, sort_keys=True, default=repr))
    return (1, json.dumps(value, sort_keys=True, default=str))


def fits(value: Any, wanted: Any) -> bool:
    """True if `value` is `wanted`, of which parts may be unknown: those may be anything."""
    if wanted is UNKNOWN:
        return True
    if isinstance(value, Mapping) and isinstance(wanted, Mapping):
        return value.keys() == wanted.keys() and all(fits(value[name], item) for name, item in wanted.items())
    return bool(value == wanted)


def completed(value: Any, source: Any) -> Any:
    """`value`, with what is unknown in it taken from `source`; what is not there either is null."""
    if value is UNKNOWN:
        return None if source is UNKNOWN else source
    if isinstance(value, Mapping) and UNKNOWN in value.values():
        inside = source if isinstance(source, Mapping) else {}
        return {name: completed(item, inside.get(name)) for name, item in value.items()}
    return value
