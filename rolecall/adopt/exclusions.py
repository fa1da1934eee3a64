"""Reasons not to adopt an object: what the vendor's traits say, and a proof.

An object is adopted only if the configuration written for it, held against what an import puts into state, plans no
change at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import (
    Private,
    check_values,
    configuration_of,
    dig,
    forms_of_resource,
    plan_update,
    protecting,
)
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Provider, Resource

OWN_ACCOUNT: Final = "It is the account that these credentials belong to."
SECRET: Final = "Its secret was shown once and cannot be read again: declare a new one, then revoke this one."
_FORGED: Final = "TfToken["
PENDING: Final = "Nobody has accepted the invitation yet. Run the command again once it is accepted."


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to leave an object out. `unseen` says that something of it could not be looked at."""

    text: str
    unseen: bool = False


def reasons(
    vendor: LiveVendor,
    resource: Resource,
    item: LiveObject,
    values: Mapping[str, Any],
    arguments: Mapping[str, Any],
) -> Iterator[Reason]:
    """Reasons why an object cannot or should not be adopted, the most telling reason first."""
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        parent = vendor.by_id(lifecycle.parent, str(values.get(lifecycle.owner)))
        owner = vendor.shim.resource(lifecycle.parent)
        if parent is not None:
            yield from map(Reason, withheld(vendor, owner, parent, vendor.values(parent)))
    else:
        yield from map(Reason, withheld(vendor, resource, item, values))
    unread = [each.name for each in resource.schema.attributes if each.name not in values]
    if unread:
        yield Reason(f"The vendor did not let us read {_listed(unread)}.", unseen=True)
    yield from map(Reason, _unfit(vendor, resource, item, values, arguments))


def _unfit(
    vendor: LiveVendor, resource: Resource, item: LiveObject, values: Mapping[str, Any], arguments: Mapping[str, Any]
) -> Iterator[str]:
    """Reasons why no configuration can mean an object that was read whole."""
    unsaid = [each.name for each in resource.schema.attributes if each.required and values.get(each.name) is None]
    if unsaid:
        where = [path for path in _places(vendor, resource) if path.partition(".")[0] in unsaid]
        way_out = f" Say where to look: --within {where[0]}=NAME; one of {_listed(where)}." if where else ""
        yield f"The vendor does not say its {_listed(unsaid)}, and a configuration must.{way_out}"
    if _FORGED in f"{arguments} {item.id}":
        yield f"It holds {_FORGED!r}, which CDKTF takes for a reference of its own."
    if not item.id.isprintable():
        yield "Its id holds characters that nobody sees, and Terraform would print them as they are."
    yield from _changes(vendor.shim, resource, values, arguments)


def withheld(vendor: LiveVendor, resource: Resource, item: LiveObject, values: Mapping[str, Any]) -> Iterator[str]:
    """Reasons in the vendor's traits not to adopt an object."""
    lifecycle = resource.lifecycle
    assert isinstance(lifecycle, ObjectLifecycle)
    who = vendor.shim.whoami
    is_account = lifecycle.protect_self or (who is not None and lifecycle.collection == who.collection)
    if is_account and item.id == vendor.account:
        yield OWN_ACCOUNT
    if lifecycle.secret is not None:
        yield SECRET
    federated = lifecycle.federated
    if federated is not None and item.row is not None and dig(item.row, federated.field) not in (None, federated.local):
        yield federated.reason + (f" Declare {federated.instead} for it." if federated.instead else "")
    for protected in protecting(lifecycle, values):
        yield protected.reason
    invitation = vendor.shim.invitation(resource)
    if invitation is not None and values.get(invitation.status) not in (None, invitation.accepted):
        yield PENDING


def _places(vendor: LiveVendor, resource: Resource) -> list[str]:
    """The attribute paths by which the vendor's listing can be narrowed."""
    if not isinstance(resource.lifecycle, ObjectLifecycle):
        return []
    natural = vendor.shim.collection(resource.lifecycle.collection).natural_key
    return [] if natural is None else [path for path, _ in natural.within]


def _changes(
    shim: Provider, resource: Resource, values: Mapping[str, Any], arguments: Mapping[str, Any]
) -> Iterator[str]:
    """Reasons why importing the object under this configuration would change something."""
    names = [item.name for item in resource.schema.attributes]
    state = {name: values.get(name) for name in names}
    kept = configuration_of(resource, state)
    config = {name: kept[name] if name in arguments else None for name in names}
    for problem in check_values(resource.schema, config, forms_of_resource(shim, resource)):
        if problem.severity == "error":
            yield f"A configuration may not say what it has: {problem.summary}"
    result = plan_update(shim, resource, state, config, Private(imported=True))
    planned = result.planned or {}
    changed = [name for name in names if planned.get(name) != state[name]]
    if changed or result.requires_replace:
        yield f"Importing it would change its {_listed(changed or [str(result.requires_replace[0][0])])}."


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
