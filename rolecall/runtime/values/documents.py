"""Documents that are read and written whole: finding what is inside, and comparing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from rolecall.runtime.values.paths import MISSING, dig

Chain: TypeAlias = tuple[Mapping[str, Any], ...]
"""An object in a document, behind all objects that it is inside of, the outermost first."""


def chains(document: Mapping[str, Any], path: str) -> Iterator[Chain]:
    """Every object in the lists along the dotted `path` of `document`, each with what it is inside of."""
    found: list[Chain] = [(document,)]
    for step in path.split("."):
        found = [(*chain, item) for chain in found for item in _list(chain[-1], step) if isinstance(item, Mapping)]
    yield from found


def alike(left: Any, right: Any) -> bool:
    """True if two values mean the same where null, an empty text and an empty list all mean nothing."""
    if left in (None, "", []) and right in (None, "", []):
        return True
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(alike(left.get(name), right.get(name)) for name in {*left, *right})
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(alike(one, other) for one, other in zip(left, right, strict=True))
    return bool(left == right)


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    found = dig(item, name)
    return found if found is not MISSING and isinstance(found, list) else []
