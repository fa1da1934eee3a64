"""Attributes that decide how far rights reach, without being rights themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from rolecall.access import shim_traits
from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.specification.traits import Tier

_NOTHING: Final = (None, "", False)


class Widened(NamedTuple):
    """An attribute by which rights may reach further than before, and how privileged that can be."""

    attribute: str
    tier: Tier


def widened(vendor: str, type_name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Widened]:
    """The attributes of a resource by which rights may reach further than `before`; what is new has no limit before.

    Only what both sides have is compared, but for what is new.
    """
    access = shim_traits.access(vendor, type_name)
    return [] if access is None else list(_widened(access.reach, access.limits, before, after))


def _widened(
    reach: tuple[tuple[str, Tier], ...],
    limits: tuple[tuple[str, Tier], ...],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> Iterator[Widened]:
    for name, tier in reach:
        if name in after and (before is None or name in before) and _more(after[name], (before or {}).get(name)):
            yield Widened(name, tier)
    for name, tier in limits:
        if before is not None and name in before and name in after and _more(before[name], after[name]):
            yield Widened(name, tier)


def _more(one: Any, other: Any) -> bool:
    """True if `one` says something that `other` does not."""
    if one is UNKNOWN or other is UNKNOWN:
        return one is not other
    if isinstance(one, list) and isinstance(other, list | None):
        return any(each not in (other or []) for each in one)
    return one not in _NOTHING and one != other
