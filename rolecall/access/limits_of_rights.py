"""Attributes that decide how far rights reach, without being rights themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rolecall.access import shim_traits
from rolecall.estate.runtime_facade import UNKNOWN
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import Access, Tier


class Widened(NamedTuple):
    """An attribute by which rights may reach further than before, and how privileged that can be."""

    attribute: str
    tier: Tier


def widened(vendor: str, type_name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Widened]:
    """The attributes of a resource by which rights may reach further than `before`.

    Only what both sides have is compared. What is new, without a `before`, has all its reach anew and no limit before;
    of settings, which the vendor had before anybody managed them, that none is left is told too.
    """
    access = shim_traits.access(vendor, type_name)
    if access is None:
        return []
    if before is not None:
        return list(_further(access, before, after))
    found = [Widened(name, tier) for name, tier in access.reach if _more(after.get(name), None)]
    resource = shim_traits.resource(vendor, type_name)
    if resource is not None and not isinstance(resource.lifecycle, ObjectLifecycle):
        limits = ((name, tier) for name, tier in access.limits if after.get(name) is not None)
        found += [Widened(name, tier) for name, tier in limits if _is_open(access, name, after[name])]
    return found


def narrowed(vendor: str, type_name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The attributes of a resource by which rights reach less far than `before`, and nowhere else."""
    access = shim_traits.access(vendor, type_name)
    if access is None:
        return []
    wider = {each.attribute for each in _further(access, before, after)}
    return [each.attribute for each in _further(access, after, before) if each.attribute not in wider]


def _further(access: Access, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Widened]:
    for name, tier in access.reach:
        if name in before and name in after and _more(after[name], before[name]):
            yield Widened(name, tier)
    for name, tier in access.limits:
        if name in before and name in after and _lets_pass_more(access, name, after[name], before[name]):
            yield Widened(name, tier)


def _more(one: Any, other: Any) -> bool:
    """True if `one` says something that `other` does not."""
    if one is UNKNOWN or other is UNKNOWN:
        return one is not other
    if isinstance(one, list) and isinstance(other, list | None):
        return any(each not in (other or []) for each in one)
    return not _is_nothing(one) and one != other


def _lets_pass_more(access: Access, name: str, one: Any, other: Any) -> bool:
    """True if the limit `one` of the attribute `name` may let pass what `other` does not."""
    if one is UNKNOWN or other is UNKNOWN:
        return one is not other
    if _is_open(access, name, one) or _is_open(access, name, other):
        return not _is_open(access, name, other)
    inner = dict(access.alternatives).get(name)
    if inner is not None:
        return not all(any(_is_within(each, wide, inner) for wide in other) for each in one)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one > other
    return _more(other, one)


def _is_within(one: Mapping[str, Any], other: Mapping[str, Any], inner: str) -> bool:
    """True if whatever meets the alternative `one` meets `other` too: all that must hold there must hold here."""
    return all(each in (one.get(inner) or []) for each in other.get(inner) or [])


def _is_open(access: Access, name: str, value: Any) -> bool:
    """True if a value of the attribute `name` sets no limit."""
    return _is_nothing(value) or str(value) in dict(access.unlimited).get(name, ())


def _is_nothing(value: Any) -> bool:
    return value is None or value is False or value in ("", [])
