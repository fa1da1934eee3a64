"""Findings about rights that managed accounts and roles show to have, or no longer have, by what is in no state.

A plan shows no role that nobody manages, and yet what the vendor works out for those who have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rolecall.access import tier_of
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.display_names import subject
from rolecall.drift.effect import PRIVILEGED, SEVERITIES, Effect
from rolecall.drift.effects import Effects
from rolecall.drift.finding_builder import make
from rolecall.drift.findings import Finding, Severity
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
                yield _gain(effects, item, _Shown(access, permission, before, now), gained)
            lost = [each for each in before if each not in now and effects.was_unexplained(item, permission, each)]
            if lost:
                yield _loss(effects, item, _Shown(access, permission, before, now), lost)


class _Shown(NamedTuple):
    """An attribute that shows effective rights, and what it showed and shows."""

    access: Access
    permission: Permission
    before: list[str]
    now: list[str]


def _gain(effects: Effects, item: Managed, shown: _Shown, gained: list[str]) -> Finding:
    effect, own = _effect(effects, item, shown), _gravest(item, shown, gained)
    return _finding(
        item,
        shown,
        max(effect.gained or (Severity.INFO if effect.gains else own), Severity.LOW),
        f"gained {', '.join(gained)}, which comes from a role in no state. {effect.told()}",
        "take it out there.",
        brings=max(effect.brings or own, own),
        **effect.marks(),
    )


def _loss(effects: Effects, item: Managed, shown: _Shown, lost: list[str]) -> Finding:
    effect, own = _effect(effects, item, shown), _gravest(item, shown, lost)
    return _finding(
        item,
        shown,
        effect.lost or (own if shown.access.account is not None else min(own, Severity.MEDIUM)),
        f"lost {', '.join(lost)}, which came from a role in no state. {effect.told_of_losses()}",
        "give it back there if it was meant to stay.",
        lost=effect.marks()["lost"],
    )


def _effect(effects: Effects, item: Managed, shown: _Shown) -> Effect:
    assert item.live is not None
    return effects.of_change(item, {shown.permission.attribute: shown.before}, item.values(item.live))


def _gravest(item: Managed, shown: _Shown, names: list[str]) -> Severity:
    return max(SEVERITIES[tier_of(item.vendor.shim.name, shown.permission.kind, each)[0]] for each in names)


def _finding(item: Managed, shown: _Shown, severity: Severity, what: str, then: str, **more: Any) -> Finding:
    """The finding about a managed resource whose attribute `gained` or `lost` something, and what to do then."""
    name, who = shown.permission.attribute, subject(item.vendor, item.resource, item.prior)
    return make(
        item,
        "privileged_change" if severity >= PRIVILEGED else "changed",
        severity,
        f"{name.replace('_', ' ').capitalize()} of {who} {what}".rstrip(),
        f"An apply does not undo it. Look at the vendor at {_givers(item, shown.access)}, and {then}",
        attribute=name,
        before=shown.before,
        after=shown.now,
        **more,
    )


def _givers(item: Managed, access: Access) -> str:
    """The roles that a managed resource has it from, in words."""
    assert item.live is not None
    through = access.role.includes if access.role is not None else None
    roles = [str(each) for each in every(item.values(item.live), through)] if through is not None else []
    return f"the roles that it includes ({', '.join(roles)})" if roles else "the roles that it has"
