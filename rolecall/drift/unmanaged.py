"""Findings about what vendors have and no state knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rolecall.access import widened
from rolecall.drift.account_status import state_of_account
from rolecall.drift.comparison import Estate
from rolecall.drift.credentials import unmanaged_token
from rolecall.drift.display_names import OURSELVES, is_ours, noun, rights, subject
from rolecall.drift.effect import PRIVILEGED, SEVERITIES
from rolecall.drift.effects import Effects
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.group_names import GroupNames
from rolecall.drift.orphans import TOLD, holders_of, mismatched, orphaned, severity_of_orphan
from rolecall.drift.rules import rule_of, unmanaged_rule
from rolecall.estate.inside import is_apart
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import every, protecting
from rolecall.reports.commands import command
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Resource


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
        if not vendor.is_own(type_name):
            continue
        if isinstance(resource.lifecycle, MembershipLifecycle):
            yield from _elements(estate, effects, vendor, resource, resource.lifecycle)
            continue
        for item in vendor.objects(type_name):
            spoken_of = (vendor.label, type_name, item.id) in reappeared
            if spoken_of or estate.is_managed(vendor, type_name, item.id):
                continue
            found = _unmanaged(estate, effects, vendor, resource, item, groups)
            if found is not None:
                yield found


def _elements(
    estate: Estate, effects: Effects, vendor: LiveVendor, resource: Resource, lifecycle: MembershipLifecycle
) -> Iterator[Finding]:
    """Findings about the elements that no state has, of large sets of which bindings in state give some.

    Such a set is in no state as a whole, so that no change of it shows; without bindings nobody manages who is in it.
    """
    if not is_apart(vendor, lifecycle.parent, lifecycle.of):
        return
    for item in vendor.objects(resource.name):
        owner = str(item.given[lifecycle.owner])
        bound = estate.bound(vendor, lifecycle.parent, lifecycle.of, owner)
        if not bound or estate.manages_set(vendor, lifecycle, owner):
            continue
        if not estate.is_managed(vendor, resource.name, item.id):
            yield _binding(estate, effects, vendor, resource, item, dict(item.given))


def _unmanaged(
    estate: Estate, effects: Effects, vendor: LiveVendor, resource: Resource, item: LiveObject, groups: GroupNames
) -> Finding | None:
    access = resource.access
    if access is None or access.rule is not None:
        return unmanaged_rule(vendor, resource, item)
    if not access.gives:
        return _reaching(vendor, resource, item)
    if access.credential is not None:
        return unmanaged_token(effects, vendor, resource, item)
    if access.account is not None:
        return _account(effects, vendor, resource, item)
    if access.role is not None:
        return _role(effects, vendor, resource, item)
    gives = access.group is not None and not access.group.directory and bool(access.permissions)
    if access.subject is None and not gives:
        return None
    values = vendor.values(item)
    if access.subject is not None:
        out = holders_of(vendor, resource, access.subject, values)
        told = [state for _, state in out if state in TOLD]
        if told:
            effect = effects.of_holding(vendor, item, values)
            least, others = severity_of_orphan(out, effect), effects.of_presence(vendor, item, values)
            beside = others.told() if len(told) < len(out) else ""
            return Finding(
                kind="orphan_binding",
                severity=max(least, others.gained or least),
                vendor=vendor.label,
                subject=subject(vendor, resource, values),
                text=f"{orphaned(vendor, resource, values, out, effect)} {beside}".rstrip(),
                fix="Remove it at the vendor."
                if len(told) == len(out)
                else "Take them out of it at the vendor: others hold it too.",
                type=resource.name,
                object_id=item.id,
                after=", ".join(told),
                gives=(rights(vendor, resource, values),),
                **others.marks(),
            )
        mismatch = groups.mismatch(vendor, resource, values)
        if mismatch is not None:
            return mismatched(vendor, resource, item.id, mismatch)
    if not rights(vendor, resource, values) or (
        access.subject is not None and not every(values, access.subject.attribute)
    ):
        return None
    return _binding(estate, effects, vendor, resource, item, values)


def _reaching(vendor: LiveVendor, resource: Resource, item: LiveObject) -> Finding | None:
    """The finding about what gives nobody anything, and decides how far others' rights reach; None if not at all."""
    values = vendor.values(item)
    further = widened(vendor.shim.name, resource.name, None, values)
    if not further:
        return None
    return Finding(
        kind="unmanaged_binding",
        severity=max(SEVERITIES[each.tier] for each in further),
        vendor=vendor.label,
        subject=subject(vendor, resource, values),
        text=f"The {noun(resource)} {subject(vendor, resource, values)} is in no state. What it gives reaches further "
        f"by {', '.join(each.attribute for each in further)}.",
        fix=f"Import it: {_import(resource, item)}, or remove it at the vendor.",
        type=resource.name,
        object_id=item.id,
        after=", ".join(each.attribute for each in further),
    )


def _account(effects: Effects, vendor: LiveVendor, resource: Resource, item: LiveObject) -> Finding:
    values = vendor.values(item)
    who, given = subject(vendor, resource, values), rights(vendor, resource, values)
    lifecycle = resource.lifecycle
    state = state_of_account(vendor, item)
    effect = effects.of_presence(vendor, item, values)
    severity = max(effect.gained or Severity.MEDIUM, Severity.MEDIUM)
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
        severity, note = Severity.INFO, f" It is {OURSELVES}."
        fix = f"Import it: {_import(resource, item)}, or leave it as it is: without it nothing can be checked."
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
        gives=effect.rights(),
        **effect.marks(),
    )


def _binding(
    estate: Estate,
    effects: Effects,
    vendor: LiveVendor,
    resource: Resource,
    item: LiveObject,
    values: dict[str, Any],
) -> Finding:
    who, effect = subject(vendor, resource, values), effects.of_presence(vendor, item, values)
    text = f"{who} has {rights(vendor, resource, values)}, which is in no state."
    known, rule = effects.built_in(vendor, item, values, effect), rule_of(estate, vendor, resource, values)
    if known is not None and not known[1]:
        return _of_vendor(vendor, resource, item, f"{text} {known[0].reason}", who)
    if rule is not None:
        text += f" {rule[0]}"
        if rule[1] and (effect.gained or Severity.MEDIUM) < PRIVILEGED:
            found = _of_vendor(vendor, resource, item, text, who, fix="Nothing, if the rule means them.")
            return replace(found, gives=effect.rights())
    if known is not None:
        text += f" It comes with the vendor, but not with {', '.join(known[1])}."
    elif effect.gains:
        text += f" {effect.told()}"
    fix = f"Import it: {_import(resource, item)}, or remove it at the vendor."
    if is_ours(vendor, resource, values):
        text += f" It gives access to {OURSELVES}."
        fix = f"Import it: {_import(resource, item)}. Without it less may be checked."
    elif known is not None:
        fix = "Take that out of it at the vendor."
    return Finding(
        kind="unmanaged_binding",
        severity=max(effect.gained or Severity.MEDIUM, Severity.MEDIUM),
        vendor=vendor.label,
        subject=who,
        text=text,
        fix=fix,
        type=resource.name,
        object_id=item.id,
        after=rights(vendor, resource, values),
        gives=effect.rights(),
        **effect.marks(),
    )


def _import(resource: Resource, item: LiveObject) -> str:
    return command("terraform", "import", f"{resource.name}.NAME", item.id)


def _role(effects: Effects, vendor: LiveVendor, resource: Resource, item: LiveObject) -> Finding:
    values = vendor.values(item)
    name, effect = subject(vendor, resource, values), effects.of_presence(vendor, item, values)
    known = effects.built_in(vendor, item, values, effect)
    if known is not None and not known[1]:
        text = f"The {noun(resource)} {name} is in no state. {known[0].reason}"
        return _of_vendor(vendor, resource, item, text, name, kind="unmanaged_role")
    new = effect if known is None else effect.only(known[1])
    way = f"Import it: {_import(resource, item)}, or change it at the vendor."
    if max(effect.gained or Severity.LOW, effect.brings or Severity.LOW) >= PRIVILEGED:
        way = (
            "Take at the vendor what it should not have out of it, or have somebody else review it, before anything "
            f"else: an import keeps what it has. Then import it: {_import(resource, item)}."
        )
    beyond = f" It comes with the vendor, but not with {', '.join(known[1])}." if known is not None else ""
    return Finding(
        kind="unmanaged_role",
        severity=max(effect.gained or Severity.LOW, Severity.LOW),
        vendor=vendor.label,
        subject=name,
        text=f"The {noun(resource)} {name} is in no state.{beyond} {new.told()}".rstrip(),
        fix=way if known is None else "Take that out of it at the vendor.",
        type=resource.name,
        object_id=item.id,
        after=", ".join(known[1]) if known is not None else rights(vendor, resource, values),
        brings=effect.brings,
        gives=effect.rights(by_holder=False),
        **new.marks(),
    )


def _of_vendor(
    vendor: LiveVendor,
    resource: Resource,
    item: LiveObject,
    text: str,
    who: str,
    *,
    kind: str = "unmanaged_binding",
    fix: str = "Nothing: it comes with the vendor.",
) -> Finding:
    """The finding about what is there because the vendor makes it."""
    return Finding(
        kind=kind,
        severity=Severity.INFO,
        vendor=vendor.label,
        subject=who,
        text=text,
        fix=fix,
        type=resource.name,
        object_id=item.id,
    )
