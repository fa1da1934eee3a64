"""Findings about access of people who are not there, and of groups that go by another name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from rolecall.drift.account_status import GONE, Presence, presence_by_name, presence_of_subject
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.display_names import name_of, noun, rights, subject
from rolecall.drift.effect import NOTHING, Effect
from rolecall.drift.effects import Effects
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.group_names import GroupNames
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import every
from rolecall.specification.schema import ObjectLifecycle, Resource
from rolecall.specification.traits import Subject

TOLD: Final[dict[Presence, str]] = {
    "gone": "is not there",
    "deleted": "was deleted",
    "disabled": "is disabled",
}
NOBODY: Final[Mapping[str, Managed]] = MappingProxyType({})


def orphan(estate: Estate, effects: Effects, item: Managed, groups: GroupNames) -> Finding | None:
    """The worst finding about the subjects of a managed binding; None where all is well."""
    access, vendor = item.resource.access, item.vendor
    if access is None or access.subject is None or item.verdict == "unknown":
        return None
    if item.live is None and isinstance(item.resource.lifecycle, ObjectLifecycle):
        return None
    values = item.prior if item.live is None else item.values(item.live)
    who, out = subject(vendor, item.resource, values), holders_of(vendor, item.resource, access.subject, values)
    if item.verdict == "gone":
        out = [(who, state) for who, state in out if state in GONE]
    again = made_again(estate, vendor, item.resource, access.subject, out)
    if any(state in TOLD for _, state in out):
        kept: list[tuple[str, Presence]] = [(each, "here" if each in again else state) for each, state in out]
        left = without_gone(access.subject, item.prior, kept) if item.verdict == "found" else None
        advice = _advice(vendor, item.resource, access.subject, kept) if any(state in TOLD for _, state in kept) else ""
        effect = NOTHING if item.live is None else effects.of_holding(vendor, item.live, values)
        for key, account in again.items():
            who = who.replace(key, subject(account.vendor, account.resource, account.prior))
        return Finding(
            kind="orphan_binding",
            severity=severity_of_orphan(out, effect),
            vendor=vendor.label,
            subject=who,
            text=orphaned(vendor, item.resource, values, out, effect, again),
            fix=f"{advice} {_waits(again)}".strip() if again else advice,
            type=item.resource.name,
            object_id=item.id,
            address=item.state.address,
            attribute=left[0] if left else "",
            before=item.prior.get(left[0]) if left else None,
            after=left[1] if left else ", ".join(state for _, state in kept),
        )
    mismatch = groups.mismatch(vendor, item.resource, values)
    if mismatch is None:
        return None
    return mismatched(vendor, item.resource, item.id, mismatch, address=item.state.address)


def made_again(
    estate: Estate, vendor: LiveVendor, resource: Resource, holder: Subject, out: list[tuple[str, Presence]]
) -> dict[str, Managed]:
    """Those of the holders who are gone whom a state manages: an apply makes them again, and they need the binding."""
    found = {}
    giving = [each for each in vendor.shim.resources if each.access is not None and each.access.gives]
    types = [each.name for each in giving if each.access is not None and each.access.subject is None]
    for who, state in out:
        if state not in GONE:
            continue
        if holder.by == "name":
            item = estate.gone_by_name(vendor, who)
        else:
            item = next((each for name in types if (each := estate.gone(vendor, name, who)) is not None), None)
        if item is not None:
            found[who] = item
    return found


def _waits(again: dict[str, Managed]) -> str:
    """The advice where an account that a state manages is to be made again."""
    places = ", ".join(dict.fromkeys(item.state.address for item in again.values()))
    return (
        f"Keep it if {places} is made again: an apply gives the access back. Take it out of the code only together "
        "with the account."
    )


def _advice(vendor: LiveVendor, resource: Resource, holder: Subject, out: list[tuple[str, Presence]]) -> str:
    """The advice to take out whoever is not there, and the whole binding only where nobody else holds it."""
    gone = [_name(vendor, resource, who) for who, state in out if state in GONE]
    off = [_name(vendor, resource, who) for who, state in out if state == "disabled"]
    if len(gone) == len(out):
        return "Take it out of the code."
    if len(off) == len(out):
        return "Take it out of the code, or let them in again."
    attribute = holder.attribute.partition(".")[0]
    beside = f" Others hold it too ({len(out) - len(gone) - len(off)})." if len(out) > len(gone) + len(off) else ""
    if not off:
        return f"Take {', '.join(gone)} out of `{attribute}` in the code.{beside}"
    ways = f"{', '.join(off)} out of `{attribute}` in the code, or let them in again.{beside}"
    return f"Take {', '.join(gone)} out of `{attribute}` in the code; take {ways}" if gone else f"Take {ways}"


def without_gone(
    holder: Subject, prior: dict[str, Any], out: list[tuple[str, Presence]]
) -> tuple[str, list[Any]] | None:
    """The attribute that lists the holders, and what it says without those who are gone.

    None where that would change nothing, or leave nobody. Somebody of whom nothing is known stays, and so does whoever
    shares a name with one who stays.
    """
    attribute, _, path = holder.attribute.partition(".")
    listed = prior.get(attribute)
    if not isinstance(listed, list):
        return None
    gone = {who for who, state in out if state in GONE} - {who for who, state in out if state not in GONE}
    left = [each for each in listed if not gone.intersection(str(name) for name in every(each, path))]
    return (attribute, left) if left and left != listed else None


def holders_of(
    vendor: LiveVendor, resource: Resource, holder: Subject, values: dict[str, Any]
) -> list[tuple[str, Presence]]:
    """Everybody who holds a binding, with how it stands with them: unknown with groups and services, by name."""
    lifecycle = resource.lifecycle
    must_be_known = isinstance(lifecycle, ObjectLifecycle) and bool(lifecycle.prerequisites)
    found: list[tuple[str, Presence]] = []
    for name, kind in holders_with_kinds(holder, values):
        if holder.by == "id":
            found.append((name, presence_of_subject(vendor, kind, name, directory=holder.kind_at is None)))
        elif kind == "user":
            presence = presence_by_name(vendor, name, must_be_known=must_be_known)
            found.append((name, "unknown" if holder.federated and presence == "gone" else presence))
        else:
            found.append((name, "unknown"))
    return found


def holders_with_kinds(holder: Subject, values: dict[str, Any]) -> list[tuple[str, str]]:
    """The names or ids of everybody who holds a binding, each with its kind: user, group or service."""
    names = [str(each) for each in every(values, holder.attribute) if each is not None]
    if holder.kind_at is None:
        return [(name, holder.kind) for name in names]
    meanings = dict(holder.kinds)
    kinds = [meanings.get(str(each), holder.kind) for each in every(values, holder.kind_at)]
    return list(zip(names, kinds, strict=False))


def severity_of_orphan(out: list[tuple[str, Presence]], effect: Effect) -> Severity:
    """The severity of access of those among its holders `out` who are not there: at least what `effect` gives them."""
    least = Severity.HIGH if any(state in GONE for _, state in out) else Severity.MEDIUM
    return max(least, _of_gone(out, effect).gained or least)


def _of_gone(out: list[tuple[str, Presence]], effect: Effect) -> Effect:
    """What those among holders have in `effect` who are not there."""
    return effect.of_holders([each for each, state in out if state in GONE])


def orphaned(
    vendor: LiveVendor,
    resource: Resource,
    values: dict[str, Any],
    out: list[tuple[str, Presence]],
    effect: Effect,
    again: Mapping[str, Managed] = NOBODY,
) -> str:
    """The sentences about a binding, those among its holders `out` who are not there, and what it gives in `effect`."""
    given = rights(vendor, resource, values)
    names = {who: subject(item.vendor, item.resource, item.prior) for who, item in again.items()}
    people = "; ".join(
        f"{names.get(who) or _name(vendor, resource, who)} {TOLD[state]}" for who, state in out if state in TOLD
    )
    what = f"The {noun(resource)}{f' for {given}' if given else ''} is left over"
    part = "" if all(state in TOLD for _, state in out) else " in part"
    return f"{what}{part}: {people}. {_of_gone(out, effect).given()}".rstrip()


def _name(vendor: LiveVendor, resource: Resource, who: str) -> str:
    holder = None if resource.access is None else resource.access.subject
    return who if holder is not None and holder.by == "name" else name_of(vendor, resource, who)


def mismatched(
    vendor: LiveVendor, resource: Resource, id_: str, names: tuple[str, str], *, address: str = ""
) -> Finding:
    """The finding that a binding names a group that has another name."""
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
