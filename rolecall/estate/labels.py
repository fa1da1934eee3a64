"""Names that a vendor's live objects give to ids (trait Label)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rolecall.runtime.values.paths import sibling, values_at
from rolecall.specification.traits import Label

if TYPE_CHECKING:
    from rolecall.estate.live import LiveVendor


def names_in(values: Mapping[str, Any], label: Label) -> Iterator[tuple[Any, str]]:
    """The names that an object gives to ids, each after its id, which may not be known yet."""
    for path, key in values_at(values, label.key):
        name = sibling(values, path, label.name)
        if isinstance(name, str) and name:
            yield key, name


def labels_of(vendor: LiveVendor) -> dict[str, str]:
    """Names by id, from every object that was listed; where several name an id, the earliest label does."""
    found: dict[str, str] = {}
    for label in vendor.shim.labels:
        if label.of not in vendor.types:
            continue
        attributes = dict.fromkeys(path.partition(".")[0] for path in (label.key, label.name))
        for item in vendor.objects(label.of):
            values = {name: item.id if name == "id" else vendor.value(item, name) for name in attributes}
            for key, name in names_in(values, label):
                if isinstance(key, str):
                    found.setdefault(key, name)
    return found
