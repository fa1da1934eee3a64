"""Findings about rights that managed accounts and roles show to have since, by what is in no state.

A plan shows no role that nobody manages, and yet what the vendor works out for those who have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.access import tier_of
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.display_names import subject
from rolecall.drift.effects import PRIVILEGED, SEVERITIES, Effects
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.making import make
from rolecall.estate.runtime_facade import every
from rolecall.specification.traits import Access, Permission


def brought_findings(estate: Estate, effects: Effects) -> Iterator[Finding]:
    """A finding for each attribute in which a managed resource shows more effective rights, unexplained by others."""
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
    through = access.role.includes if access.role is not None else None
    roles = [str(each) for each in every(item.values(item.live), through)] if through is not None else []
    who = subject(item.vendor, item.resource, item.prior)
    by = f"the roles that it includes ({', '.join(roles)})" if roles else "the roles that it has"
    return make(
        item,
        "privileged_change" if severity >= PRIVILEGED else "changed",
        severity,
        f"{name.replace('_', ' ').capitalize()} of {who} gained {', '.join(gained)}, which comes from a role in no "
        f"state. {effect.told()}".rstrip(),
        f"An apply does not undo it. Look at the vendor at {by}, and take it out there.",
        attribute=name,
        before=before,
        after=now,
        brings=max(effect.brings or own, own),
    )
