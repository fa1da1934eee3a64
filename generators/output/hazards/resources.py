"""What can hurt you about a resource type: which sentences it gets, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from generators.output.hazards.administrators import of_administrators
from generators.output.hazards.attributes import of_schema
from generators.output.hazards.collections import of_collection
from generators.output.hazards.documents import of_part, of_settings
from generators.output.hazards.memberships import of_membership, of_parent
from generators.output.hazards.objects import of_object, of_principal
from generators.output.hazards.standards import of_preset
from rolecall.specification.schema import (
    MembershipLifecycle,
    ObjectLifecycle,
    PartLifecycle,
    PrincipalLifecycle,
    Provider,
    Resource,
    SettingsLifecycle,
)


def of_resource(resource: Resource, provider: Provider) -> Iterator[str]:
    """The hazards of a resource type, the worst first; last those of what its vendor's server can do."""
    match resource.lifecycle:
        case MembershipLifecycle() as lifecycle:
            yield from of_administrators(resource, provider)
            yield from of_membership(resource, lifecycle, provider)
        case SettingsLifecycle() as lifecycle:
            yield from of_settings(lifecycle)
            yield from of_schema(resource.schema)
        case PartLifecycle() as lifecycle:
            yield from of_part(lifecycle)
            yield from of_schema(resource.schema)
        case PrincipalLifecycle() as lifecycle:
            yield from of_principal(lifecycle)
        case ObjectLifecycle() as lifecycle:
            collection = next(item for item in provider.collections if item.name == lifecycle.collection)
            ephemeral = any(item.name == resource.name for item in provider.ephemerals)
            yield from of_object(lifecycle, collection, has_ephemeral=ephemeral)
            yield from of_administrators(resource, provider)
            yield from of_collection(collection, provider)
            yield from of_schema(resource.schema)
            yield from of_parent(resource, provider)
    yield from of_preset(resource, provider)
