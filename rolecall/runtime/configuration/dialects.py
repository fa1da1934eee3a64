"""One standard as different vendors have it: the shim of the flavour that the configuration chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.checks import check_value
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Flavour


def chosen(shim: Provider, arguments: Mapping[str, Any]) -> Flavour | None:
    """The flavour that `arguments` of the provider block choose, if they choose one."""
    return next((item for item in shim.flavours if arguments.get(item.argument) == item.value), None)


def flavoured(shim: Provider, arguments: Mapping[str, Any]) -> Provider:
    """`shim` with what the chosen flavour changes in it; `shim` itself without one."""
    flavour = chosen(shim, arguments)
    if flavour is None:
        return shim
    return replace(
        shim,
        title=flavour.title,
        collections=tuple(_collection(flavour, item) for item in shim.collections),
        resources=tuple(_resource(flavour, item) for item in shim.resources),
    )


def check_flavour(shim: Provider, arguments: Mapping[str, Any]) -> Diagnostics:
    """Findings about provider arguments that the chosen flavour checks further. Values not known pass."""
    found = Diagnostics()
    flavour = chosen(shim, arguments)
    for name, checks in flavour.checks if flavour is not None else ():
        value = arguments.get(name)
        if isinstance(value, str):
            found.extend(check_value(replace(shim.schema.attribute(name), checks=checks), value, (name,)))
    return found


def _collection(flavour: Flavour, collection: Collection) -> Collection:
    filters, large = collection.filters, collection.large_set
    if filters is not None and flavour.filters is not None:
        filters = replace(filters, fields=tuple(each for each in filters.fields if each in flavour.filters))
        if large is not None and large.probe not in filters.fields:
            large = replace(large, probe=None)
    get = None if f"{collection.name}.get" in flavour.lacks else collection.get
    return replace(collection, filters=filters, large_set=large, get=get)


def _resource(flavour: Flavour, resource: Resource) -> Resource:
    lifecycle = resource.lifecycle
    guards = (*lifecycle.guards, *dict(flavour.guards).get(resource.name, ()))
    lifecycle = replace(lifecycle, guards=guards)
    if isinstance(lifecycle, ObjectLifecycle):
        lifecycle = replace(lifecycle, needs=(*lifecycle.needs, *dict(flavour.needs).get(resource.name, ())))
        if f"{resource.name}.patch" in flavour.lacks:
            lifecycle = replace(lifecycle, patch=None)
        if f"{resource.name}.delete" in flavour.lacks:
            lifecycle = replace(lifecycle, delete=None)
    return replace(resource, lifecycle=lifecycle)
