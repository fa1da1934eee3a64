"""Risk tiers of rights: the vendor's own words for it, from its shim."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache

from rolecall.access import shim_traits
from rolecall.specification.traits import Tier

UNSAID = "Nothing says that it is privileged."


@lru_cache(maxsize=65536)
def tier_of(vendor: str, kind: str, name: str, level: str = "") -> tuple[Tier, str]:
    """The tier of a right and the reason. A right that no risk tier names is `normal`."""
    known = shim_traits.shim(vendor)
    for each in known.risk_tiers if known else ():
        if each.kind != kind or (each.level is not None and each.level != level):
            continue
        if any(fnmatchcase(name, pattern) for pattern in each.names):
            return each.tier, each.reason
    return "normal", UNSAID
