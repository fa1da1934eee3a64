"""Listings of accounts that show nobody: an account that may see nobody is shown the same."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.estate.gaps import Gap
from rolecall.estate.live_vendor import LiveVendor


def nobody_shown(vendor: LiveVendor) -> Iterator[Gap]:
    """A gap for each type of accounts of `vendor` of which the listing was read, and is empty."""
    for resource in vendor.shim.resources:
        table = vendor.table(resource.name)
        if resource.access is None or resource.access.account is None or table is None or table.owner != vendor.label:
            continue
        if table.gap is None and not table.rows and not table.collection.parents:
            yield Gap(
                vendor=vendor.label,
                what=table.collection.name.replace("_", " "),
                why="the listing shows nobody, as it does to an account that may see nobody",
                advice="Look whether there is anybody, and give the account that this runs as the right to list them.",
            )
