"""Terraform names of adopted objects: what a person would call them, each once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rolecall.specification.schema import Collection, Resource

_SEPARATORS: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 80
_OPAQUE: Final = re.compile(r"[0-9a-fA-F-]{32,}")
"""Ids that say nothing to people."""


def title_of(resource: Resource, collection: Collection, values: Mapping[str, Any]) -> str:
    """The name of an object for people: its natural key, or all that it must say where that is not unique."""
    key = collection.natural_key
    if key is None:
        return str(values.get("id"))
    if key.unique:
        names = [key.attribute, *(name for name, _ in key.scope)]
    else:
        names = [item.name for item in resource.schema.attributes if item.required]
    leaves = [leaf for name in names for leaf in _leaves(values.get(name))]
    return " ".join([leaf for leaf in leaves if not _OPAQUE.fullmatch(leaf)] or leaves)


def slug(text: str, fallback: str) -> str:
    """`text` as a name that Terraform takes: plain lower-case letters, digits and `-`, beginning with a letter.

    `fallback` begins the name of a text that has nothing of the kind at its beginning.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = _SEPARATORS.sub("-", plain.lower()).strip("-")[:_LONGEST].rstrip("-")
    if not name:
        return f"{fallback}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return name if name[0].isalpha() else f"{fallback}-{name}"


CONSTRUCTS: Final = ""
"""In place of a resource type: ids of the constructs that `declarations.py` makes side by side, of whatever type."""


class Names:
    """Names that are taken, by resource type."""

    def __init__(self, taken: Iterable[tuple[str, str]]) -> None:
        self._taken = set(taken)

    def choose(self, types: Iterable[str], wanted: str) -> str:
        """`wanted`, or with a number behind it, so that nothing of `types` is called so yet; it is taken then."""
        types = list(types)
        name, number = wanted, 1
        while any((each, name) in self._taken for each in types):
            number += 1
            name = f"{wanted}-{number}"
        self._taken.update((each, name) for each in types)
        return name


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
