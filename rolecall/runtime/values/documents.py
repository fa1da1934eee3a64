"""Documents that are read and written whole: finding what is inside, and comparing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from rolecall.runtime.values.paths import MISSING, dig

Chain: TypeAlias = tuple[Mapping[str, Any], ...]
"""An object in a document, behind all objects that it is inside of, the outermost first."""

_STEP: Final = re.compile(r"(?P<list>\w+)(\[(?P<member>\w+)=\{(?P<name>\w+)\}\])?")


def chains(document: Mapping[str, Any], path: str) -> Iterator[Chain]:
    """Every object in the lists along the dotted `path` of `document`, each with what it is inside of."""
    found: list[Chain] = [(document,)]
    for step in path.split("."):
        found = [(*chain, item) for chain in found for item in _list(chain[-1], step) if isinstance(item, Mapping)]
    yield from found


def defined(chain: Chain, path: str) -> list[Mapping[str, Any]]:
    """The elements of the document of `chain` at `path`, whose steps may choose an element: `objects[name={kind}]`.

    The names in braces are members of the last object of the chain, or of those that it is inside of.
    """
    found: list[Mapping[str, Any]] = [chain[0]]
    for match in _STEP.finditer(path):
        found = [item for each in found for item in _list(each, match["list"]) if isinstance(item, Mapping)]
        if match["member"]:
            wanted = _said(chain, match["name"])
            found = [item for item in found if item.get(match["member"]) == wanted]
    return found


def alike(left: Any, right: Any) -> bool:
    """True if two values mean the same where null, an empty text and an empty list all mean nothing."""
    if left in (None, "", []) and right in (None, "", []):
        return True
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(alike(left.get(name), right.get(name)) for name in {*left, *right})
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(alike(one, other) for one, other in zip(left, right, strict=True))
    return bool(left == right)


def _said(chain: Chain, name: str) -> Any:
    return next((item[name] for item in reversed(chain) if name in item), None)


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    found = dig(item, name)
    return found if found is not MISSING and isinstance(found, list) else []
