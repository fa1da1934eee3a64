"""Findings about what vendors have and no state knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rolecall.access import widened
from rolecall.drift.account_status import state_of_account
from rolecall.drift.comparison import Estate
from rolecall.drift.credentials import unmanaged_token
from rolecall.drift.display_names import OURSELVES, is_ours, noun, rights, subject
from rolecall.drift.effect import PRIVILEGED, SEVERITIES
from rolecall.drift.effects import Effects
from rolecall.drift.finding_builder import Unmanaged
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.group_names import GroupNames
from rolecall.drift.orphans import TOLD, holders_of, mismatched, orphaned, severity_of_orphan
from rolecall.drift.rules import rule_of, unmanaged_rule
from rolecall.estate.inside import is_apart
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import every, protecting
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Resource

OF_VENDOR: Final = "Nothing: it comes with the vendor."


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
            finding = _unmanaged(estate, effects, Unmanaged(vendor, resource, item), groups)
            if finding is not None:
                yield finding


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
            yield _binding(estate, effects, Unmanaged(vendor, resource, item), dict(item.given))


def _unmanaged(estate: Estate, effects: Effects, found: Unmanaged, groups: GroupNames) -> Finding | None:
    vendor, resource, item = found
    access = resource.access
    if access is None or access.rule is not None:
        return unmanaged_rule(found)
    if not access.gives:
        return _reaching(found)
    if access.credential is not None:
        return unmanaged_token(effects, found)
    if access.account is not None:
        return _account(effects, found)
    if access.role is not None:
        return _role(effects, found)
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
            whole = len(told) == len(out)
            return found.finding(
                "orphan_binding",
                max(least, others.gained or least),
                subject(vendor, resource, values),
                f"{orphaned(vendor, resource, values, out, effect)} {beside}".rstrip(),
                "Remove it at the vendor." if whole else "Take them out of it at the vendor: others hold it too.",
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
    return _binding(estate, effects, found, values)


def _reaching(found: Unmanaged) -> Finding | None:
    """The finding about what gives nobody anything, and decides how far others' rights reach; None if not at all."""
    vendor, resource, item = found
    values = vendor.values(item)
    further = widened(vendor.shim.name, resource.name, None, values)
    if not further:
        return None
    severity = max(SEVERITIES[each.tier] for each in further)
    who, by = subject(vendor, resource, values), ", ".join(each.attribute for each in further)
    text = f"The {noun(resource)} {who} is in no state. What it gives reaches further by {by}."
    return found.finding("unmanaged_binding", severity, who, text, after=by)


def _account(effects: Effects, found: Unmanaged) -> Finding:
    vendor, resource, item = found
    values = vendor.values(item)
    who, given = subject(vendor, resource, values), rights(vendor, resource, values)
    lifecycle = resource.lifecycle
    state = state_of_account(vendor, item)
    effect = effects.of_presence(vendor, item, values)
    severity = max(effect.gained or Severity.MEDIUM, Severity.MEDIUM)
    note = fix = ""
    if state == "disabled":
        severity, note = Severity.LOW, " It is disabled."
    elif state == "invited":
        note = " The invitation was not accepted yet."
    if isinstance(lifecycle, ObjectLifecycle):
        for trait in protecting(lifecycle, values):
            severity, note, fix = Severity.INFO, f" {trait.reason}", OF_VENDOR
        federated = lifecycle.federated
        if federated is not None and values.get(federated.attribute) not in (None, federated.local):
            severity, note = Severity.INFO, f" {federated.reason}"
            fix = "Manage the access at the identity provider."
    if vendor.account is not None and item.id.casefold() == vendor.account.casefold() and severity > Severity.INFO:
        severity, note = Severity.INFO, f" It is {OURSELVES}."
        fix = f"Import it: {found.importing}, or leave it as it is: without it nothing can be checked."
    text = f"The {noun(resource)} {who} is in no state{f'; it has {given}' if given else ''}.{note}"
    gives, marks = effect.rights(), effect.marks()
    return found.finding("unmanaged_account", severity, who, text, fix, after=given or None, gives=gives, **marks)


def _binding(estate: Estate, effects: Effects, found: Unmanaged, values: dict[str, Any]) -> Finding:
    vendor, resource, item = found
    who, effect = subject(vendor, resource, values), effects.of_presence(vendor, item, values)
    text = f"{who} has {rights(vendor, resource, values)}, which is in no state."
    known, rule = effects.built_in(vendor, item, values, effect), rule_of(estate, vendor, resource, values)
    if known is not None and not known[1]:
        return found.finding("unmanaged_binding", Severity.INFO, who, f"{text} {known[0].reason}", OF_VENDOR)
    if rule is not None:
        text += f" {rule[0]}"
        if rule[1] and (effect.gained or Severity.MEDIUM) < PRIVILEGED:
            fix = "Nothing, if the rule means them."
            return found.finding("unmanaged_binding", Severity.INFO, who, text, fix, gives=effect.rights())
    if known is not None:
        text += f" It comes with the vendor, but not with {', '.join(known[1])}."
    elif effect.gains:
        text += f" {effect.told()}"
    fix = ""
    if is_ours(vendor, resource, values):
        text += f" It gives access to {OURSELVES}."
        fix = f"Import it: {found.importing}. Without it less may be checked."
    elif known is not None:
        fix = "Take that out of it at the vendor."
    severity = max(effect.gained or Severity.MEDIUM, Severity.MEDIUM)
    after, gives = rights(vendor, resource, values), effect.rights()
    return found.finding("unmanaged_binding", severity, who, text, fix, after=after, gives=gives, **effect.marks())


def _role(effects: Effects, found: Unmanaged) -> Finding:
    vendor, resource, item = found
    values = vendor.values(item)
    name, effect = subject(vendor, resource, values), effects.of_presence(vendor, item, values)
    known = effects.built_in(vendor, item, values, effect)
    if known is not None and not known[1]:
        text = f"The {noun(resource)} {name} is in no state. {known[0].reason}"
        return found.finding("unmanaged_role", Severity.INFO, name, text, OF_VENDOR)
    new = effect if known is None else effect.only(known[1])
    way = f"Import it: {found.importing}, or change it at the vendor."
    if max(effect.gained or Severity.LOW, effect.brings or Severity.LOW) >= PRIVILEGED:
        way = (
            "Take at the vendor what it should not have out of it, or have somebody else review it, before anything "
            f"else: an import keeps what it has. Then import it: {found.importing}."
        )
    beyond = f" It comes with the vendor, but not with {', '.join(known[1])}." if known is not None else ""
    return found.finding(
        "unmanaged_role",
        max(effect.gained or Severity.LOW, Severity.LOW),
        name,
        f"The {noun(resource)} {name} is in no state.{beyond} {new.told()}".rstrip(),
        way if known is None else "Take that out of it at the vendor.",
        after=", ".join(known[1]) if known is not None else rights(vendor, resource, values),
        brings=effect.brings,
        gives=effect.rights(by_holder=False),
        **new.marks(),
    )
