"""Which live objects are adopted, with which arguments, and why the others are left out.

Every reason comes from the vendor's traits or from a proof: an object is adopted only if the configuration written
for it, held against what an import puts into state, plans no change at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from jobs.adopt.naming import title_of
from jobs.adopt.selection import Selection
from jobs.live import LiveObject, LiveVendor
from providers.runtime.checks import check_values
from providers.runtime.envelope import dig
from providers.runtime.lifecycle.planning import plan_update
from providers.runtime.lifecycle.private import Private
from providers.runtime.lifecycle.states import configuration_of
from providers.runtime.schema import MembershipLifecycle, ObjectLifecycle, Resource

Managed: TypeAlias = Collection[tuple[str, str, str | None]]
"""What is in Terraform already: (type, id, alias of the provider block)."""

OWN_ACCOUNT: Final = "It is the account that these credentials belong to."
SECRET: Final = "Its secret was shown once and cannot be read again: declare a new one, then revoke this one."
PENDING: Final = "Nobody has accepted the invitation yet. Run the command again once it is accepted."


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """An object to adopt: what to import, and the arguments that a configuration gives it."""

    type: str
    id: str
    title: str
    arguments: Mapping[str, Any] = field(repr=False)
    alias: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An object that is not adopted, and why."""

    type: str
    id: str
    title: str
    reason: str


@dataclass(slots=True)
class Decisions:
    """What became of the live objects. `known` were adopted or managed before; `unselected` nobody asked for."""

    adopted: list[Adopted] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    known: int = 0
    unselected: int = 0


def decide(
    vendor: LiveVendor,
    selection: Selection,
    managed: Managed,
    *,
    bindings: bool,
    found: Decisions,
) -> None:
    """Add to `found` what becomes of each object of `vendor`.

    `managed` is in Terraform already. With `bindings`, an element of a set becomes a resource of its own where there
    is a type for that, and the set is left alone; without, the set is declared whole.
    """
    for name in vendor.types:
        resource = next(item for item in vendor.shim.resources if item.name == name)
        is_binding = isinstance(resource.lifecycle, MembershipLifecycle)
        if not selection.takes_type(resource) or not vendor.is_own(name) or (is_binding and not bindings):
            continue
        sets = _sets_of_bindings(vendor, name) if bindings else frozenset()
        for item in vendor.objects(name):
            _decide_one(vendor, resource, item, selection, managed, sets, found)


def _decide_one(
    vendor: LiveVendor,
    resource: Resource,
    item: LiveObject,
    selection: Selection,
    managed: Managed,
    sets: frozenset[str],
    found: Decisions,
) -> None:
    values = vendor.values(item)
    if (resource.name, item.id, vendor.alias) in managed:
        found.known += 1
    elif not selection.takes(resource, values):
        found.unselected += 1
    else:
        title = _title(vendor, resource, item, values)
        arguments = _arguments(resource, values, sets)
        reason = next(_reasons(vendor, resource, item, values, arguments), None)
        if reason is None:
            found.adopted.append(
                Adopted(type=resource.name, id=item.id, title=title, arguments=arguments, alias=vendor.alias)
            )
        else:
            found.left_out.append(LeftOut(type=resource.name, id=item.id, title=title, reason=reason))


def _reasons(
    vendor: LiveVendor,
    resource: Resource,
    item: LiveObject,
    values: Mapping[str, Any],
    arguments: Mapping[str, Any],
) -> Iterator[str]:
    """Why an object cannot or should not be adopted, the most telling reason first."""
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        parent = vendor.by_id(lifecycle.parent, str(values.get(lifecycle.owner)))
        owner = next(each for each in vendor.shim.resources if each.name == lifecycle.parent)
        if parent is not None:
            yield from _traits(vendor, owner, parent, vendor.values(parent))
    else:
        yield from _traits(vendor, resource, item, values)
    unread = [each.name for each in resource.schema.attributes if each.name not in values]
    if unread:
        yield f"The vendor did not let us read {_listed(unread)}."
    unsaid = [each.name for each in resource.schema.attributes if each.required and values.get(each.name) is None]
    if unsaid:
        yield f"The vendor does not say its {_listed(unsaid)}, and a configuration must."
    yield from _changes(resource, values, arguments)


def _traits(vendor: LiveVendor, resource: Resource, item: LiveObject, values: Mapping[str, Any]) -> Iterator[str]:
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
    for protected in lifecycle.protected:
        if values.get(protected.attribute) in protected.values:
            yield protected.reason
    invitation = lifecycle.invitation
    if invitation is not None and values.get(invitation.status) not in (None, invitation.accepted):
        yield PENDING


def _arguments(resource: Resource, values: Mapping[str, Any], sets: frozenset[str]) -> dict[str, Any]:
    """What a person would write: no default, no empty text, no flag that is off; of empty sets those that bar access.

    `sets` are those that bindings of their own declare.
    """
    rights = {item.attribute.partition(".")[0] for item in resource.access.rights} if resource.access else set()
    found: dict[str, Any] = {}
    for name, value in configuration_of(resource, values).items():
        attribute = resource.schema.attribute(name)
        empty = value is False or value in ("", [], {})
        kept = attribute.required or not empty or (value == [] and name in rights)
        if value is not None and kept and name not in sets:
            found[name] = _without_nulls(value)
    return found


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _changes(resource: Resource, values: Mapping[str, Any], arguments: Mapping[str, Any]) -> Iterator[str]:
    """What stands against it that importing the object under this configuration changes nothing."""
    names = [item.name for item in resource.schema.attributes]
    state = {name: values.get(name) for name in names}
    kept = configuration_of(resource, state)
    config = {name: kept[name] if name in arguments else None for name in names}
    for problem in check_values(resource.schema, config):
        if problem.severity == "error":
            yield f"A configuration may not say what it has: {problem.summary}"
    result = plan_update(resource, state, config, Private(imported=True))
    planned = result.planned or {}
    changed = [name for name in names if planned.get(name) != state[name]]
    if changed or result.requires_replace:
        yield f"Importing it would change its {_listed(changed or [str(result.requires_replace[0][0])])}."


def _sets_of_bindings(vendor: LiveVendor, name: str) -> frozenset[str]:
    """The sets of a resource type whose elements are resources of another type."""
    return frozenset(
        item.lifecycle.of
        for item in vendor.shim.resources
        if isinstance(item.lifecycle, MembershipLifecycle) and item.lifecycle.parent == name
    )


def _title(vendor: LiveVendor, resource: Resource, item: LiveObject, values: Mapping[str, Any]) -> str:
    lifecycle = resource.lifecycle
    if isinstance(lifecycle, MembershipLifecycle):
        parent = vendor.by_id(lifecycle.parent, str(values.get(lifecycle.owner)))
        owner = next(each for each in vendor.shim.resources if each.name == lifecycle.parent)
        who = item.id if parent is None else _title(vendor, owner, parent, vendor.values(parent))
        return f"{who} {values.get(lifecycle.member)}"
    return title_of(resource, vendor.shim.collection(lifecycle.collection), values)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
