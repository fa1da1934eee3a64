"""Names that a vendor's live objects give to ids (trait Label)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.access.values import names_in

if TYPE_CHECKING:
    from jobs.live import LiveVendor


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
