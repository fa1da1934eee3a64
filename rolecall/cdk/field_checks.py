"""Checks of single fields of a declaration: what is wrong with a value, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator


def text_problems(field: str, value: object, *, optional: bool = False) -> Iterator[tuple[str, str]]:
    """Problems of `value` as text: pairs of `field` and what to do about it."""
    if value is None and optional:
        return
    if not isinstance(value, str):
        yield field, f"must be text, not {kind_of(value)}"
    elif not value.strip():
        yield field, "must not be empty"
    elif value != value.strip():
        yield field, f"must not begin or end with a space ({value!r})"


def names_problems(field: str, value: object) -> Iterator[tuple[str, str]]:
    """Problems of `value` as a list of names, each once; None is none."""
    if value is None:
        return
    if isinstance(value, str | bytes) or not isinstance(value, Collection):
        yield field, f"must be a list of names, not {kind_of(value)}"
        return
    if all(isinstance(item, str) and item and item == item.strip() for item in value) and len(set(value)) == len(value):
        return
    seen: set[str] = set()
    for item in value:
        if not isinstance(item, str):
            yield field, f"must hold names, not {kind_of(item)}"
        elif not item.strip() or item != item.strip():
            yield field, f"holds a name that is empty or has a space around it ({item!r})"
        elif item in seen:
            yield field, f"names {item!r} twice"
        else:
            seen.add(item)


def kind_of(value: object) -> str:
    """The kind of `value`, in words for whoever wrote it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case dict():
            return "a mapping"
        case list() | tuple() | set():
            return "a list"
    return type(value).__name__
