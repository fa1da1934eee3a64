"""Findings about what vendors have and no state knows, and about access of people who are not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rolecall.drift.account_status import Presence, presence_by_id, presence_by_name, state_of_account
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.credentials import unmanaged_token
from rolecall.drift.display_names import name_of, noun, rights, subject
from rolecall.drift.effects import Effects
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.group_names import GroupNames
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import every, protecting
from rolecall.reports.commands import command
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Resource
from rolecall.specification.traits import Subject

TOLD: Final[dict[Presence, str]] = {
    "gone": "is not there",
    "deleted": "was deleted",
    "disabled": "is disabled",
}


def unmanaged_findings(
    estate: Estate,
    effects: Effects,
    vendor: LiveVendor,
    groups: GroupNames,
    reappeared: frozenset[tuple[str, str, str]],
) -> Iterator[Finding]:
    """Findings about everything at one vendor that no state knows.

    `reappeared` are the (vendor, type, id) of objects that another finding already speaks of.
    """
    for type_name in vendor.types:
        resource = vendor.shim.resource(type_name)
        if not vendor.is_own(type_name) or isinstance(resource.lifecycle, MembershipLifecycle):
            continue
        for item in vendor.objects(type_name):
            spoken_of = (vendor.label, type_name, item.id) in reappeared
            if spoken_of or estate.is_managed(vendor, type_name, item.id):
                continue
            found = _unmanaged(estate, effects, vendor, resource, item, groups)
            if found is not None:
                yield found


def orphan(item: Managed, groups: GroupNames) -> Finding | None:
    """The worst finding about the subjects of a managed binding; None where all is well."""
    access, vendor = item.resource.access, item.vendor
    if access is None or access.subject is None or item.verdict == "unknown":
        return None
    if item.live is None and isinstance(item.resource.lifecycle, ObjectLifecycle):
        return None
    values = item.prior if item.live is None else item.values(item.live)
    out = holders_of(vendor, item.resource, access.subject, values)
    if item.verdict == "gone":
        out = [(who, state) for who, state in out if state in ("gone", "deleted")]
    told = [(who, state) for who, state in out if state in TOLD]
    who = subject(vendor, item.resource, values)
    if told:
        return Finding(
            kind="orphan_binding",
            severity=_severity_of_orphan(told),
            vendor=vendor.label,
            subject=who,
            text=_orphaned(vendor, item.resource, values, told),
            fix="Take it out of the code."
            if all(state != "disabled" for _, state in told)
            else "Take it out of the code, or let them in again.",
            type=item.resource.name,
            object_id=item.id,
            address=item.state.address,
            after=", ".join(state for _, state in told),
        )
    mismatch = groups.mismatch(vendor, item.resource, values)
    if mismatch is None:
        return None
    return _mismatched(vendor, item.resource, item.id, mismatch, address=item.state.address)


def holders_of(
    vendor: LiveVendor, resource: Resource, holder: Subject, values: dict[str, Any]
) -> list[tuple[str, Presence]]:
    """Everybody who holds a binding, with how it stands with them."""
    lifecycle = resource.lifecycle
    must_be_known = isinstance(lifecycle, ObjectLifecycle) and bool(lifecycle.prerequisites)
    found: list[tuple[str, Presence]] = []
    for name, kind in holders_with_kinds(holder, values):
        if holder.by == "id":
            states = [presence_by_id(vendor, each, name) for each in _types_of(vendor, kind)]
            found.append((name, _best(states)))
        elif kind == "user":
            found.append((name, presence_by_name(vendor, name, must_be_known=must_be_known)))
    return found


def holders_with_kinds(holder: Subject, values: dict[str, Any]) -> list[tuple[str, str]]:
    """The names or ids of everybody who holds a binding, each with its kind: user, group or service."""
    names = [str(each) for each in every(values, holder.attribute) if each is not None]
    if holder.kind_at is None:
        return [(name, holder.kind) for name in names]
    meanings = dict(holder.kinds)
    kinds = [meanings.get(str(each), holder.kind) for each in every(values, holder.kind_at)]
    return list(zip(names, kinds, strict=False))


def _types_of(vendor: LiveVendor, kind: str) -> list[str]:
    """The resource types that an id of a holder may be of."""
    types = []
    for resource in vendor.shim.resources:
        access = resource.access
        if access is not None and (access.account if kind == "user" else access.group) is not None:
            types.append(resource.name)
    return types


def _best(states: list[Presence]) -> Presence:
    """The state of somebody who may be of several types: what is sure, else unknown."""
    sure: tuple[Presence, ...] = ("here", "invited", "disabled", "deleted")
    for state in sure:
        if state in states:
            return state
    return "gone" if states and all(state == "gone" for state in states) else "unknown"


def _unmanaged(
    estate: Estate, effects: Effects, vendor: LiveVendor, resource: Resource, item: LiveObject, groups: GroupNames
) -> Finding | None:
    access = resource.access
    if access is None:
        return None
    if access.credential is not None:
        return unmanaged_token(estate, vendor, resource, item)
    if access.account is not None:
        return _account(effects, vendor, resource, item)
    gives = access.group is not None and not access.group.directory and bool(access.permissions)
    if access.subject is None and not gives:
        return None
    values = vendor.values(item)
    if access.subject is not None:
        told = [pair for pair in holders_of(vendor, resource, access.subject, values) if pair[1] in TOLD]
        if told:
            return Finding(
                kind="orphan_binding",
                severity=_severity_of_orphan(told),
                vendor=vendor.label,
                subject=subject(vendor, resource, values),
                text=_orphaned(vendor, resource, values, told),
                fix="Remove it at the vendor.",
                type=resource.name,
                object_id=item.id,
                after=", ".join(state for _, state in told),
            )
        mismatch = groups.mismatch(vendor, resource, values)
        if mismatch is not None:
            return _mismatched(vendor, resource, item.id, mismatch)
    if not rights(vendor, resource, values) or (
        access.subject is not None and not every(values, access.subject.attribute)
    ):
        return None
    return _binding(effects, vendor, resource, item, values)


def _account(effects: Effects, vendor: LiveVendor, resource: Resource, item: LiveObject) -> Finding:
    values = vendor.values(item)
    who, given = subject(vendor, resource, values), rights(vendor, resource, values)
    lifecycle = resource.lifecycle
    state = state_of_account(vendor, item)
    severity = max(effects.of_presence(vendor, item, values).gained or Severity.MEDIUM, Severity.MEDIUM)
    note, fix = "", f"Import it: {_import(resource, item)}, or remove it at the vendor."
    if state == "disabled":
        severity, note = Severity.LOW, " It is disabled."
    elif state == "invited":
        note = " The invitation was not accepted yet."
    if isinstance(lifecycle, ObjectLifecycle):
        for trait in protecting(lifecycle, values):
            severity, note, fix = Severity.INFO, f" {trait.reason}", "Nothing: it comes with the vendor."
        federated = lifecycle.federated
        if federated is not None and values.get(federated.attribute) not in (None, federated.local):
            severity, note = Severity.INFO, f" {federated.reason}"
            fix = "Manage the access at the identity provider."
    if vendor.account is not None and item.id.casefold() == vendor.account.casefold() and severity > Severity.INFO:
        severity, note = Severity.INFO, " It is the account that this check runs as."
    return Finding(
        kind="unmanaged_account",
        severity=severity,
        vendor=vendor.label,
        subject=who,
        text=f"The {noun(resource)} {who} is in no state{f'; it has {given}' if given else ''}.{note}",
        fix=fix,
        type=resource.name,
        object_id=item.id,
        after=given or None,
    )


def _binding(
    effects: Effects, vendor: LiveVendor, resource: Resource, item: LiveObject, values: dict[str, Any]
) -> Finding:
    who = subject(vendor, resource, values)
    weight = effects.of_presence(vendor, item, values).gained or Severity.MEDIUM
    return Finding(
        kind="unmanaged_binding",
        severity=max(weight, Severity.MEDIUM),
        vendor=vendor.label,
        subject=who,
        text=f"{who} has {rights(vendor, resource, values)}, which is in no state.",
        fix=f"Import it: {_import(resource, item)}, or remove it at the vendor.",
        type=resource.name,
        object_id=item.id,
        after=rights(vendor, resource, values),
    )


def _import(resource: Resource, item: LiveObject) -> str:
    return command("terraform", "import", f"{resource.name}.NAME", item.id)


def _severity_of_orphan(told: list[tuple[str, Presence]]) -> Severity:
    return Severity.MEDIUM if all(state == "disabled" for _, state in told) else Severity.HIGH


def _orphaned(vendor: LiveVendor, resource: Resource, values: dict[str, Any], told: list[tuple[str, Presence]]) -> str:
    given = rights(vendor, resource, values)
    people = "; ".join(f"{_name(vendor, resource, who)} {TOLD[state]}" for who, state in told)
    return f"The {noun(resource)}{f' for {given}' if given else ''} is left over: {people}."


def _name(vendor: LiveVendor, resource: Resource, who: str) -> str:
    holder = None if resource.access is None else resource.access.subject
    return who if holder is not None and holder.by == "name" else name_of(vendor, resource, who)


def _mismatched(
    vendor: LiveVendor, resource: Resource, id_: str, names: tuple[str, str], *, address: str = ""
) -> Finding:
    has, meant = names
    return Finding(
        kind="group_name_mismatch",
        severity=Severity.HIGH,
        vendor=vendor.label,
        subject=has,
        text=f"The {noun(resource)} names the group {has!r}; the group is called {meant!r}, and names are compared "
        "letter by letter, so nobody has this access.",
        fix=f"Name the group {meant!r}.",
        type=resource.name,
        object_id=id_,
        address=address,
        before=has,
        after=meant,
    )
