"""Secrets that were written into the code as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.cdk.values import Argument, Kind, ListOf, MapOf, ObjectOf, SetOf, holds_reference


def literal_secrets(argument: Argument, where: str, value: object) -> Iterator[str]:
    """Places of secrets in plain text in `value`, as `canonical_value` gave it for `argument`: `where` and the way on.

    At any depth: a provider block nests its secrets.
    """
    if argument.secret:
        if isinstance(value, str) and not holds_reference(value):
            yield where
        return
    yield from _inside(argument.kind, where, value)


def _inside(kind: Kind, where: str, value: object) -> Iterator[str]:
    match kind, value:
        case ObjectOf(fields), dict():
            for name, item in value.items():
                if name in fields:  # a reference to a whole object is a mapping as well
                    yield from literal_secrets(fields[name], f"{where}.{name}", item)
        case ((ListOf(element) | SetOf(element)), list()):
            for index, item in enumerate(value):
                yield from _inside(element, f"{where}[{index}]", item)
        case MapOf(element), dict():
            for key, item in value.items():
                yield from _inside(element, f"{where}[{key!r}]", item)
