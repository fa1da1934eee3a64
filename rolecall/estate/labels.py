"""Names that a vendor's objects give to ids (trait Label)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rolecall.runtime.values.paths import sibling, values_at
from rolecall.specification.traits import Label


def names_in(values: Mapping[str, Any], label: Label) -> Iterator[tuple[Any, str]]:
    """The names that an object gives to ids, each after its id, which may not be known yet."""
    for path, key in values_at(values, label.key):
        name = sibling(values, path, label.name)
        if isinstance(name, str) and name:
            yield key, name


def names_by_id(
    labels: Iterable[Label], attributes: Callable[[str, Iterable[str]], Iterator[Mapping[str, Any]]]
) -> dict[str, str]:
    """The names that objects give to ids; where several name an id, the earliest label does.

    `attributes` gives the named attributes of each object of a type.
    """
    found: dict[str, str] = {}
    for label in labels:
        wanted = dict.fromkeys(path.partition(".")[0] for path in (label.key, label.name))
        for values in attributes(label.of, wanted):
            for key, name in names_in(values, label):
                if isinstance(key, str):
                    found.setdefault(key, name)
    return found
