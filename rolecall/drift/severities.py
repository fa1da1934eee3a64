"""Severities of rights and of their changes, by the traits of the shim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rolecall.access import tier_of
from rolecall.drift.findings import Severity
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import MISSING, dig, every
from rolecall.specification.schema import Resource
from rolecall.specification.traits import Access, Permission

TIERS: Final[Mapping[str, Severity]] = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "normal": Severity.MEDIUM,
    "low": Severity.LOW,
}
"""The severity of a right of each tier."""

PRIVILEGED: Final = Severity.HIGH
"""Rights that matter at least this much are privileged."""


def weight(vendor: LiveVendor, permission: Permission, name: str, level: str | None) -> Severity:
    """The severity of a right called `name` at the scope level `level`; one that no trait names is a normal one."""
    return TIERS[tier_of(vendor.shim.name, permission.kind, name, level or "")[0]]


def names(vendor: LiveVendor, permission: Permission, values: Mapping[str, Any]) -> list[str]:
    """The names of the rights of one kind that the attributes `values` give; an id where nothing names it."""
    found = every(values, permission.attribute)
    flat = [item for value in found for item in (value if isinstance(value, list) else [value])]
    if permission.word is not None:
        return [permission.word] if any(item is True for item in flat) else []
    said = [str(item) for item in flat if item is not None and item is not MISSING]
    return [vendor.called(item) for item in said] if permission.by == "id" else said


def level_of(vendor: LiveVendor, access: Access, values: Mapping[str, Any]) -> tuple[str | None, str]:
    """The level and the name of the scope that the attributes `values` set; the name of a whole level is empty."""
    for level, attribute in access.scopes:
        if attribute == "*":
            return level, ""
        name = dig(values, attribute)
        if name is not MISSING and name is not None:
            return level, vendor.called(str(name))
    return None, ""


def heaviest(vendor: LiveVendor, access: Access, values: Mapping[str, Any]) -> Severity | None:
    """The weight of the most privileged right that `values` give; None where they give none."""
    level, _ = level_of(vendor, access, values)
    weights = [
        weight(vendor, permission, name, level)
        for permission in access.permissions
        for name in names(vendor, permission, values)
    ]
    return max(weights, default=None)


def weight_of_change(
    vendor: LiveVendor, resource: Resource, attribute: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Severity | None, bool]:
    """The severity of the rights that a change of `attribute` gives or takes, and whether it gives any.

    None where it is about no right. Whoever changes the holders of a binding gives or takes all its rights.
    """
    access = resource.access
    if access is None:
        return None, False
    level, _ = level_of(vendor, access, after)
    subject = access.subject
    if subject is not None and attribute == _top(subject.attribute):
        gains = _gains(every(before, subject.attribute), every(after, subject.attribute))
        return heaviest(vendor, access, after), gains
    weights: list[Severity] = []
    gains = False
    for permission in access.permissions:
        if _top(permission.attribute) != attribute:
            continue
        had, has = set(names(vendor, permission, before)), set(names(vendor, permission, after))
        gains = gains or bool(has - had)
        weights += [weight(vendor, permission, name, level) for name in had ^ has]
    return max(weights, default=None), gains


def is_about_access(resource: Resource, attribute: str) -> bool:
    """True if an attribute says who has which right where, or whether an account works."""
    access = resource.access
    if access is None:
        return False
    paths = [permission.attribute for permission in access.permissions] + [path for _, path in access.scopes]
    if access.subject is not None:
        paths.append(access.subject.attribute)
    if access.account is not None:
        paths += [path for path, _ in access.account.disabled]
    if access.group is not None and access.group.members is not None:
        paths.append(access.group.members)
    if access.role is not None and access.role.includes is not None:
        paths.append(access.role.includes)
    return attribute in {_top(path) for path in paths}


def _gains(before: Iterable[Any], after: Iterable[Any]) -> bool:
    had = [str(item) for item in before]
    return any(str(item) not in had for item in after)


def _top(path: str) -> str:
    return path.partition(".")[0]
