"""Findings about credentials: near their end, ended, revoked, or nobody's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from rolecall.access import shim_traits
from rolecall.drift.account_status import Presence, presence_by_id
from rolecall.drift.comparison import Managed
from rolecall.drift.display_names import OURSELVES, accounts_of, name_of, noun, subject
from rolecall.drift.effect import NOTHING, PRIVILEGED
from rolecall.drift.effects import Effects
from rolecall.drift.finding_builder import Unmanaged, make
from rolecall.drift.findings import Finding, Severity
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import parse_time
from rolecall.specification.schema import ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import WriteOnceSecret

OUT: dict[Presence, str] = {"gone": "is gone", "deleted": "was deleted", "disabled": "is disabled"}
"""Words for an account that is shut out, by its standing."""


def attributes_of_life(shim: Provider, resource: Resource) -> frozenset[str]:
    """The attributes that say how it stands with a credential or an invitation: they have findings of their own."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return frozenset()
    secret, invitation = lifecycle.secret, shim.invitation(resource)
    names = [] if secret is None else [secret.attribute, secret.expires, *(secret.live or ())[:1]]
    names += [] if invitation is None else [invitation.status]
    return frozenset(name for name in names if name is not None)


def end_of(text: object) -> datetime | None:
    """When a credential ends, None where it never does or that cannot be told."""
    if not isinstance(text, str) or not text:
        return None
    try:
        return parse_time(text, datetime.now(UTC))
    except ValueError:
        return None


def token_finding(item: Managed, trait: WriteOnceSecret, days: float) -> Finding | None:
    """The one thing to say of a managed credential, the worst; None where all is well or that cannot be told."""
    vendor, now = item.vendor, datetime.now(UTC)
    prior_end = end_of(item.prior.get(trait.expires)) if trait.expires else None
    if item.verdict == "unknown":
        return None
    if item.verdict == "gone" or item.live is None:
        if prior_end is not None and prior_end <= now:
            return _expired(item, prior_end)
        return _make(item, "token_revoked", Severity.HIGH, "was revoked", "Apply to make another one.")
    if trait.live is not None:
        name, alive = trait.live
        status = vendor.value(item.live, name)
        if status is not None and status != alive:
            fix = "Apply to make another one."
            return _make(item, "token_revoked", Severity.HIGH, f"is {status}", fix, before=alive, after=status)
    end = end_of(vendor.value(item.live, trait.expires)) if trait.expires else None
    if end is not None and end <= now:
        return _expired(item, end)
    owner = vendor.value(item.live, trait.owner) or item.prior.get(trait.owner) if trait.owner else None
    state = presence_of_owner(vendor, owner)
    if trait.owner and not owner:
        fix = "Find out at the vendor whose it is. It goes on working when that account is destroyed."
        return _make(item, "token_unowned", Severity.MEDIUM, "has an owner that cannot be told", fix)
    if state in OUT:
        text = f"belongs to {owner_name(vendor, item.resource, owner)}, who {OUT[state]}"
        return _make(item, "token_unowned", Severity.HIGH, text, "Take it out of the code, which revokes it.")
    rotate = item.prior.get(trait.rotate) if trait.rotate else None
    window = float(rotate) if rotate is not None else days
    if end is not None and end <= now + timedelta(days=window):
        told = f"ends on {end:%Y-%m-%d %H:%M} UTC"
        fix = "Apply to rotate it." if rotate is not None else f"Set `{trait.rotate}`, and apply to rotate it."
        return _make(item, "token_expiring", Severity.MEDIUM, told, fix, after=f"{end:%Y-%m-%dT%H:%M:%SZ}")
    return None


def works_again(item: Managed, trait: WriteOnceSecret, effects: Effects) -> Finding | None:
    """The finding about a managed credential that had ended or was revoked by the state, and lets in once more."""
    vendor, type_name = item.vendor.shim.name, item.resource.name
    if item.live is None:
        return None
    now = item.values(item.live)
    if shim_traits.works(vendor, type_name, item.prior) or not shim_traits.works(vendor, type_name, now):
        return None
    names = [*(trait.live or ())[:1], *((trait.expires,) if trait.expires else ())]
    name = next(each for each in names if item.prior.get(each) != now.get(each))
    effect = effects.of_change(item, {each: item.prior.get(each) for each in names}, now)
    severity = max(effect.gained or Severity.MEDIUM, Severity.MEDIUM)
    return make(
        item,
        "privileged_change" if severity >= PRIVILEGED else "changed",
        severity,
        f"The {noun(item.resource)} {subject(item.vendor, item.resource, item.prior)!r} works again: {name} went from "
        f"{item.prior.get(name)} to {now.get(name)}. {effect.told()}".rstrip(),
        "Revoke it at the vendor, unless it is meant to be used; an apply writes down that it works.",
        attribute=name,
        before=item.prior.get(name),
        after=now.get(name),
        brings=effect.brings,
        **effect.marks(),
    )


def unmanaged_token(effects: Effects, found: Unmanaged) -> Finding | None:
    """The finding about a credential that no state knows; None for one that lets nobody in, or for our own."""
    vendor, resource, item = found
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.secret is None or item.id == vendor.own_token():
        return None
    trait = lifecycle.secret
    end = end_of(vendor.value(item, trait.expires)) if trait.expires else None
    if end is not None and end <= datetime.now(UTC):
        return None
    if trait.live is not None and vendor.value(item, trait.live[0]) not in (None, trait.live[1]):
        return None
    owner = vendor.value(item, trait.owner) if trait.owner else None
    state = presence_of_owner(vendor, owner)
    whose = owner_name(vendor, resource, owner)
    label = subject(vendor, resource, vendor.values(item))
    effect = NOTHING
    ours = owner is not None and vendor.account is not None and str(owner).casefold() == vendor.account.casefold()
    if state in OUT:
        severity, text = Severity.HIGH, f"The {noun(resource)} {label!r} belongs to {whose}, who {OUT[state]}."
        fix = "Revoke it at the vendor."
    elif ours and not lifecycle.secret.jwt_id:
        severity = Severity.INFO
        text = f"The {noun(resource)} {label!r} belongs to {OURSELVES}; it may be the one in use."
        fix = "Nothing, if it is; otherwise revoke it at the vendor."
    elif trait.owner and not owner:
        severity = Severity.MEDIUM
        text = f"The {noun(resource)} {label!r} is in no state, and its owner cannot be told."
        fix = "Find out at the vendor whose it is, and revoke it there: destroying that account would not."
    else:
        effect = effects.of_presence(vendor, item, vendor.values(item))
        severity = max(Severity.MEDIUM, effect.gained or Severity.MEDIUM)
        text = f"The {noun(resource)} {label!r} of {whose} is in no state."
        if severity >= PRIVILEGED:
            text += f" {effect.gains[0].reason}"
        fix = "Revoke it at the vendor, or make one in the code in its place: its value cannot be imported."
    after = None if end is None else f"ends {end:%Y-%m-%dT%H:%M:%SZ}"
    return found.finding("token_unowned", severity, whose, text, fix, after=after, **effect.marks())


def presence_of_owner(vendor: LiveVendor, owner: object) -> Presence:
    """The status of the account that a credential belongs to; one without an owner is ours."""
    kinds = accounts_of(vendor)
    if owner is None or not kinds:
        return "unknown"
    return presence_by_id(vendor, kinds[0], str(owner))


def owner_name(vendor: LiveVendor, resource: Resource, owner: object) -> str:
    """The name of the account that a credential belongs to."""
    return "nobody in particular" if owner is None else name_of(vendor, resource, str(owner))


def _expired(item: Managed, end: datetime) -> Finding:
    told, fix = f"ended on {end:%Y-%m-%d %H:%M} UTC", "Apply to make another one."
    return _make(item, "token_expired", Severity.HIGH, told, fix, after=f"{end:%Y-%m-%dT%H:%M:%SZ}")


def _make(item: Managed, kind: str, severity: Severity, told: str, fix: str, **more: Any) -> Finding:
    name = subject(item.vendor, item.resource, item.prior)
    return make(item, kind, severity, f"The {noun(item.resource)} {name!r} {told}.", fix, **more)
