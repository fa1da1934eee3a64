"""Values as Python source: the one way in which vendor text reaches generated code, always through `repr`."""

from __future__ import annotations

import dataclasses
from typing import Any

from rolecall.specification.types import ObjectOf, Primitive, Type

WIDTH = 110
_STEP = 4


def source(value: Any, indent: int = 0, offset: int = 0) -> str:
    """An expression for `value`, broken into lines where it would pass column `WIDTH`.

    It stands on a line that is indented by `indent` and begins `offset` further right. Takes scalars, tuples and the
    dataclasses of a specification; fields that have their default value are left out.
    """
    flat = _flat(value)
    if indent + offset + len(flat) < WIDTH or not _breaks(value):
        return flat
    inner = indent + _STEP
    if isinstance(value, str):
        opening, closing = "(", ")"
        lines = [repr(part) for part in _pieces(value, WIDTH - inner)]
    elif isinstance(value, tuple):
        opening, closing = "(", ")"
        lines = [f"{source(item, inner)}," for item in value]
    else:
        opening, closing = f"{type(value).__name__}(", ")"
        lines = [f"{name}={source(item, inner, len(name) + 1)}," for name, item in _arguments(value)]
    body = "".join(f"{' ' * inner}{line}\n" for line in lines)
    return f"{opening}\n{body}{' ' * indent}{closing}"


def type_source(kind: Type) -> str:
    """A Terraform type as `rolecall.specification` and `rolecall.cdk` write it: `SetOf(STRING)`.

    Raises TypeError for an object: those are nested attributes.
    """
    match kind:
        case Primitive(name):
            return name.upper()
        case ObjectOf():
            raise TypeError("ObjectOf has no literal")
        case _:
            return f"{type(kind).__name__}({type_source(kind.element)})"


def words(value: Any) -> set[str]:
    """The names that `source(value)` needs imported."""
    if isinstance(value, Type):
        return set(type_source(value).replace("(", " ").replace(")", "").split())
    if _is_word(value):
        return {type(value).__name__}.union(*(words(item) for _, item in _arguments(value)))
    if isinstance(value, tuple):
        return set().union(*(words(item) for item in value))
    return set()


def _flat(value: Any) -> str:
    if isinstance(value, Type):
        return type_source(value)
    if _is_word(value):
        inside = ", ".join(f"{name}={_flat(item)}" for name, item in _arguments(value))
        return f"{type(value).__name__}({inside})"
    if isinstance(value, tuple):
        return "(" + ", ".join(_flat(item) for item in value) + ("," if len(value) == 1 else "") + ")"
    if value is None or isinstance(value, str | int | float | bool):
        return repr(value)
    raise TypeError(f"{type(value).__name__} has no literal")


def _is_word(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type | Type)


def _arguments(value: Any) -> list[tuple[str, Any]]:
    """The fields that do not have their default."""
    found = []
    for field in dataclasses.fields(value):
        item = getattr(value, field.name)
        default = field.default_factory() if callable(field.default_factory) else field.default
        if item != default or type(item) is not type(default):
            found.append((field.name, item))
    return found


def _breaks(value: Any) -> bool:
    """Whether `value` can be written over several lines."""
    if isinstance(value, str):
        return " " in value
    return bool(value) if isinstance(value, tuple) else _is_word(value) and bool(_arguments(value))


def _pieces(text: str, width: int) -> list[str]:
    """`text` cut behind spaces, so that the literal of each piece keeps within `width` where words allow it."""
    pieces = [""]
    for word in text.split(" "):
        candidate = f"{pieces[-1]}{word} "
        if pieces[-1] and len(repr(candidate)) > width:
            pieces.append(f"{word} ")
        else:
            pieces[-1] = candidate
    pieces[-1] = pieces[-1][:-1]
    return [piece for piece in pieces if piece]
