"""Providers of real vendors as generators read them, whose names and facts tests have in writing."""

from __future__ import annotations

from functools import cache

from generators.load import VENDORS, load_vendor
from generators.resolve.specification import ProviderSpec
from rolecall.specification.schema import Schema

NAMES = ("okta", "tanium", "splunk", "scim")


@cache
def spec(vendor: str) -> ProviderSpec:
    return load_vendor(VENDORS / vendor)


def schemas(kind: str) -> dict[str, Schema]:
    """The schemas of all vendors by type: of `resources`, `data_sources` or `ephemerals`."""
    return {item.name: item.schema for vendor in NAMES for item in getattr(spec(vendor).provider, kind)}
