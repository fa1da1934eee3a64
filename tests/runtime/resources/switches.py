"""Switching a trait off: the same shim without it, to show what the trait is for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rolecall.specification.schema import Provider


def with_lifecycle(shim: Provider, resource: str, **changes: Any) -> Provider:
    """`shim` with other fields in the lifecycle of `resource`."""
    resources = tuple(
        replace(item, lifecycle=replace(item.lifecycle, **changes)) if item.name == resource else item
        for item in shim.resources
    )
    return replace(shim, resources=resources)


def with_collection(shim: Provider, collection: str, **changes: Any) -> Provider:
    """`shim` with other fields in one collection."""
    collections = tuple(replace(item, **changes) if item.name == collection else item for item in shim.collections)
    return replace(shim, collections=collections)


def with_attribute(shim: Provider, resource: str, attribute: str, **changes: Any) -> Provider:
    """`shim` with other fields in one attribute of `resource`."""
    owner = shim.resource(resource)
    attributes = tuple(replace(item, **changes) if item.name == attribute else item for item in owner.schema.attributes)
    changed = replace(owner, schema=replace(owner.schema, attributes=attributes))
    return replace(shim, resources=tuple(changed if item.name == resource else item for item in shim.resources))


def impatient(shim: Provider) -> Provider:
    """`shim` as one that waits a second for copies of what was written."""
    trait = shim.eventual_consistency
    assert trait is not None
    return replace(shim, eventual_consistency=replace(trait, seconds=1, earlier_seconds=1))
