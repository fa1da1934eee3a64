"""Findings about rights that managed accounts and roles show to have, or no longer have, by what is in no state.

A plan shows no role that nobody manages, and yet what the vendor works out for those who have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.access import tier_of
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.display_names import subject
from rolecall.drift.effect import PRIVILEGED, SEVERITIES
from rolecall.drift.effects import Effects
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.making import make
from rolecall.estate.runtime_facade import every
from rolecall.specification.traits import Access, Permission


def brought_findings(estate: Estate, effects: Effects) -> Iterator[Finding]:
    """A finding for each attribute in which a managed resource has other effective rights, unexplained by others."""
    for item in estate.managed:
        access = item.resource.access
        if access is None or item.live is None or item.verdict != "found":
            continue
        for permission in access.effective:
            before, now = item.prior.get(permission.attribute), item.values(item.live).get(permission.attribute)
            if not isinstance(before, list) or not isinstance(now, list):
                continue
            gained = [each for each in now if each not in before and effects.is_unexplained(item, permission, each)]
            if gained:
                yield _gain(effects, item, access, permission, before, now, gained)
            lost = [each for each in before if each not in now and effects.was_unexplained(item, permission, each)]
            if lost:
                yield _loss(effects, item, access, permission, before, now, lost)


def _gain(
    effects: Effects,
    item: Managed,
    access: Access,
    permission: Permission,
    before: list[str],
    now: list[str],
    gained: list[str],
) -> Finding:
    assert item.live is not None
    name, vendor = permission.attribute, item.vendor.shim.name
    effect = effects.of_change(item, {name: before}, item.values(item.live))
    own = max(SEVERITIES[tier_of(vendor, permission.kind, each)[0]] for each in gained)
    severity = max(effect.gained or (Severity.INFO if effect.gains else own), Severity.LOW)
    who = subject(item.vendor, item.resource, item.prior)
    return make(
        item,
        "privileged_change" if severity >= PRIVILEGED else "changed",
        severity,
        f"{name.replace('_', ' ').capitalize()} of {who} gained {', '.join(gained)}, which comes from a role in no "
        f"state. {effect.told()}".rstrip(),
        f"An apply does not undo it. Look at the vendor at {_givers(item, access)}, and take it out there.",
        attribute=name,
        before=before,
        after=now,
        brings=max(effect.brings or own, own),
        **effect.marks(),
    )


def _loss(
    effects: Effects,
    item: Managed,
    access: Access,
    permission: Permission,
    before: list[str],
    now: list[str],
    lost: list[str],
) -> Finding:
    assert item.live is not None
    name, vendor = permission.attribute, item.vendor.shim.name
    effect = effects.of_change(item, {name: before}, item.values(item.live))
    own = max(SEVERITIES[tier_of(vendor, permission.kind, each)[0]] for each in lost)
    severity = effect.lost or (own if access.account is not None else min(own, Severity.MEDIUM))
    return make(
        item,
        "privileged_change" if severity >= PRIVILEGED else "changed",
        severity,
        f"{name.replace('_', ' ').capitalize()} of {subject(item.vendor, item.resource, item.prior)} lost "
        f"{', '.join(lost)}, which came from a role in no state. {effect.told_of_losses()}".rstrip(),
        f"An apply does not undo it. Look at the vendor at {_givers(item, access)}, and give it back there if it was "
        "meant to stay.",
        attribute=name,
        before=before,
        after=now,
        lost=effect.marks()["lost"],
    )


def _givers(item: Managed, access: Access) -> str:
    """The roles that a managed resource has it from, in words."""
    assert item.live is not None
    through = access.role.includes if access.role is not None else None
    roles = [str(each) for each in every(item.values(item.live), through)] if through is not None else []
    return f"the roles that it includes ({', '.join(roles)})" if roles else "the roles that it has"
