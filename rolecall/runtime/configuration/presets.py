"""One standard as different vendors have it: the shim of the preset that the configuration chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.checks import check_value
from rolecall.specification.schema import Collection, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Preset


def chosen(shim: Provider, arguments: Mapping[str, Any]) -> Preset | None:
    """The preset that `arguments` of the provider block choose, if they choose one."""
    return next((item for item in shim.presets if arguments.get(item.argument) == item.value), None)


def with_preset(shim: Provider, arguments: Mapping[str, Any]) -> Provider:
    """`shim` with what the chosen preset changes in it; `shim` itself without one."""
    preset = chosen(shim, arguments)
    if preset is None:
        return shim
    return replace(
        shim,
        title=preset.title,
        collections=tuple(_collection(preset, item) for item in shim.collections),
        resources=tuple(_resource(preset, item) for item in shim.resources),
    )


def check_preset(shim: Provider, arguments: Mapping[str, Any]) -> Diagnostics:
    """Findings about provider arguments that the chosen preset checks further. Values not known pass."""
    found = Diagnostics()
    preset = chosen(shim, arguments)
    for name, checks in preset.checks if preset is not None else ():
        value = arguments.get(name)
        if isinstance(value, str):
            found.extend(check_value(replace(shim.schema.attribute(name), checks=checks), value, (name,)))
    return found


def _collection(preset: Preset, collection: Collection) -> Collection:
    filters, large = collection.filters, collection.large_set
    if filters is not None and preset.filters is not None:
        filters = replace(filters, fields=tuple(each for each in filters.fields if each in preset.filters))
        if large is not None and large.probe not in filters.fields:
            large = replace(large, probe=None)
    get = None if f"{collection.name}.get" in preset.lacks else collection.get
    return replace(collection, filters=filters, large_set=large, get=get)


def _resource(preset: Preset, resource: Resource) -> Resource:
    lifecycle = resource.lifecycle
    guards = (*lifecycle.guards, *dict(preset.guards).get(resource.name, ()))
    lifecycle = replace(lifecycle, guards=guards)
    if isinstance(lifecycle, ObjectLifecycle):
        lifecycle = replace(lifecycle, needs=(*lifecycle.needs, *dict(preset.needs).get(resource.name, ())))
        if f"{resource.name}.patch" in preset.lacks:
            lifecycle = replace(lifecycle, patch=None)
        if f"{resource.name}.delete" in preset.lacks:
            lifecycle = replace(lifecycle, delete=None)
    return replace(resource, lifecycle=lifecycle)
