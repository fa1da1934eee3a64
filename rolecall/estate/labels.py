"""Names that a vendor's objects give to ids (trait Label)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.values.paths import sibling, values_at
from rolecall.specification.traits import Label


def names_in(values: Mapping[str, Any], label: Label) -> Iterator[tuple[Any, str]]:
    """The names that an object gives to ids, each after its id, which may not be known yet."""
    for path, key in values_at(values, label.key):
        name = sibling(values, path, label.name)
        if isinstance(name, str) and name:
            yield key, name
