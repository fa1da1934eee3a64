"""Group names that are nearly right: vendors that take any name never say that nobody is meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from rolecall.drift.comparison import Estate
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import every
from rolecall.specification.schema import ObjectLifecycle, Resource
from rolecall.specification.traits import UncheckedName


class GroupNames:
    """The groups that bindings name, and those that identity providers have.

    With an identity provider at hand its names are the right ones. Without one, of several spellings the one used most
    is; where they are used equally often, the one that no state has, since the code can be mended.
    """

    def __init__(self, estate: Estate) -> None:
        self._directory: set[str] = set()
        self._used: dict[str, Counter[str]] = defaultdict(Counter)
        self._managed: set[tuple[str, str]] = set()
        self._read_directories(estate)
        self._read_bindings(estate)

    def mismatch(self, vendor: LiveVendor, resource: Resource, values: dict[str, Any]) -> tuple[str, str] | None:
        """A group that the binding names and the one that is meant; None where every name is right or has no twin."""
        for name in _groups(resource, values):
            meant = self._meant(vendor.shim.name, name)
            if meant is not None and meant != name:
                return name, meant
        return None

    def _meant(self, vendor: str, name: str) -> str | None:
        if self._directory:
            if name in self._directory:
                return name
            return next((each for each in sorted(self._directory) if _fold(each) == _fold(name)), None)
        twins = [each for each in self._used[vendor] if _fold(each) == _fold(name)]
        return max(
            twins,
            key=lambda each: (self._used[vendor][each], (vendor, each) not in self._managed, each),
            default=None,
        )

    def _read_directories(self, estate: Estate) -> None:
        for vendor in estate.vendors:
            for type_name in vendor.types:
                access = vendor.shim.resource(type_name).access
                if access is None or access.group is None or not access.group.directory:
                    continue
                for item in vendor.objects(type_name):
                    self._directory.add(str(vendor.value(item, access.group.name)))

    def _read_bindings(self, estate: Estate) -> None:
        for vendor in estate.vendors:
            for type_name in vendor.types:
                resource = vendor.shim.resource(type_name)
                if not vendor.is_own(type_name) or not _names_groups(resource):
                    continue
                for item in vendor.objects(type_name):
                    self._used[vendor.shim.name].update(_groups(resource, vendor.values(item)))
        for managed in estate.managed:
            if _names_groups(managed.resource):
                self._managed.update(
                    (managed.vendor.shim.name, name) for name in _groups(managed.resource, managed.prior)
                )


def _names_groups(resource: Resource) -> bool:
    return bool(_of_groups(resource))


def _of_groups(resource: Resource) -> list[UncheckedName]:
    """The traits about names of which other bindings alone tell the right form."""
    lifecycle = resource.lifecycle
    traits = lifecycle.unchecked_names if isinstance(lifecycle, ObjectLifecycle) else ()
    return [trait for trait in traits if trait.where is not None]


def _groups(resource: Resource, values: dict[str, Any]) -> list[str]:
    """The groups that a binding names, where the vendor never checks them (trait UncheckedName)."""
    found: list[str] = []
    for trait in _of_groups(resource):
        path, kind = trait.when
        pairs = zip(every(values, trait.attribute), every(values, path), strict=False)
        found += [str(name) for name, has in pairs if has == kind and name is not None]
    return found


def _fold(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())
