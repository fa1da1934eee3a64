"""The system that the types of a provider live at: the provider's own first one, or one of its further endpoints."""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.specification.schema import (
    Issue,
    Lifecycle,
    MembershipLifecycle,
    ObjectLifecycle,
    PrincipalLifecycle,
    Provider,
    Singleton,
)


def endpoint_of(shim: Provider, lifecycle: Lifecycle) -> str:
    """The system that resources of this kind are sent to."""
    match lifecycle:
        case ObjectLifecycle():
            return lifecycle.create.endpoint
        case MembershipLifecycle():
            return endpoint_of(shim, shim.resource(lifecycle.parent).lifecycle)
        case PrincipalLifecycle():
            owned = lifecycle.deprovision.cascade_delete
            listing = shim.collection(owned[0].collection).list if owned else None
            return listing.endpoint if listing is not None else ""
        case _:
            return lifecycle.read.endpoint


def system_of(shims: Sequence[Provider], type_name: str) -> str:
    """The system that a type is sent to, in the first of a vendor's dialects that has it; empty where none has.

    Data sources, ephemeral resource types and actions are named as Terraform refers to them.
    """
    kind, _, name = type_name.rpartition(".")
    shim = next((each for each in shims if each.lack(type_name) is None), None)
    if shim is None:
        return ""
    match kind:
        case "data":
            source = shim.data_source(name).source
            listing = source.operation if isinstance(source, Singleton) else shim.collection(source.collection).list
            return listing.endpoint if listing is not None else ""
        case "ephemeral":
            issued = shim.ephemeral(name).source
            return (
                endpoint_of(shim, shim.resource(issued.resource).lifecycle)
                if isinstance(issued, Issue)
                else issued.open.endpoint
            )
        case "action":
            return shim.action(name).operation.endpoint
        case _:
            return endpoint_of(shim, shim.resource(name).lifecycle)
