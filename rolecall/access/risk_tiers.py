"""Risk tiers of rights: the vendor's own words for it, from its shim."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache, lru_cache

from rolecall.access import shim_traits
from rolecall.access.model import GrantKey
from rolecall.specification.traits import Tier

UNSAID = "Nothing says that it is privileged."


def tier_in(key: GrantKey, name: str) -> tuple[Tier, str]:
    """The tier of a right called `name` in the hands of its subject, and the reason."""
    right = key.right
    return tier_of(right.vendor, right.kind, name, key.scope.level, _holder(right.vendor, key.subject.key))


@lru_cache(maxsize=65536)
def tier_of(vendor: str, kind: str, name: str, level: str = "", holder: str = "") -> tuple[Tier, str]:
    """The tier of a right and the reason. A right that no risk tier names is `normal`."""
    known = shim_traits.shim(vendor)
    for each in known.risk_tiers if known else ():
        if each.kind != kind or (each.level is not None and each.level != level):
            continue
        if each.holders and not any(fnmatchcase(holder, pattern) for pattern in each.holders):
            continue
        if any(fnmatchcase(name, pattern) for pattern in each.names):
            return each.tier, each.reason
    return "normal", UNSAID


def is_named(vendor: str, kind: str, name: str) -> bool:
    """True if a risk tier of the vendor names a right, at whatever level, whoever has it."""
    known = shim_traits.shim(vendor)
    tiers = [each for each in (known.risk_tiers if known else ()) if each.kind == kind and not each.holders]
    return any(fnmatchcase(name, pattern) for each in tiers for pattern in each.names)


def _holder(vendor: str, key: str) -> str:
    """The name of a holder if it matters to the vendor's risk tiers."""
    patterns = _holders(vendor)
    name = key.partition(":")[2] if patterns else ""
    return name if any(fnmatchcase(name, pattern) for pattern in patterns) else ""


@cache
def _holders(vendor: str) -> frozenset[str]:
    known = shim_traits.shim(vendor)
    return frozenset(name for each in (known.risk_tiers if known else ()) for name in each.holders)
