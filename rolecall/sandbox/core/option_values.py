"""Options of a sandbox that take some values alone: a value that is none of them is refused at the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, field
from typing import Any, Final, TypeVar

T = TypeVar("T")
_VALUES: Final = "values"


def one_of(default: T, *others: T) -> T:
    """A field of options that is one of these, `default` where nothing is said."""
    return field(default=default, metadata=taking(default, *others))


def taking(*values: Any) -> Mapping[str, Any]:
    """The metadata of a field of options that takes these values alone, or is a list of them."""
    return {_VALUES: values}


def problem_of(option: Field[Any], value: Any) -> str | None:
    """What is wrong with a value of the right type; None where it is one of those that the option takes."""
    allowed: tuple[Any, ...] | None = option.metadata.get(_VALUES)
    if allowed is None or all(each in allowed for each in (value if isinstance(value, list) else [value])):
        return None
    return f"option {option.name!r} takes {', '.join(map(repr, allowed))}, not {value!r}"
