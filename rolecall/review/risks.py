"""Risks that a change brings along, told from the traits of the resource types that change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from rolecall.access import Difference, narrowed, shim_traits, tier_in, widened
from rolecall.estate.runtime_facade import UNKNOWN, protecting
from rolecall.estate.terraform.plan import Change
from rolecall.review.before_and_after import Reviewed, Sides
from rolecall.review.handovers import handovers, writes
from rolecall.review.interrupted_rights import gaps_of
from rolecall.review.notes import Kind, Note
from rolecall.specification.schema import ObjectLifecycle, PrincipalLifecycle
from rolecall.specification.traits import Tier


def trait_notes(sides: Sides) -> list[Note]:
    """The notes that follow from traits: one per trait and resource type, with all resources it is about."""
    found: dict[tuple[Kind, Tier, str, str], list[str]] = defaultdict(list)
    for each in sides.reviewed:
        if not each.is_change:
            continue
        for teller in _TELLERS:
            for kind, tier, text in teller(each, sides):
                found[(kind, tier, each.change.vendor, text)].append(each.address)
    return [
        Note(kind=kind, tier=tier, vendor=vendor, text=text, addresses=tuple(addresses))
        for (kind, tier, vendor, text), addresses in found.items()
    ]


_Told: TypeAlias = Iterator[tuple[Kind, Tier, str]]


def _writing(each: Reviewed, sides: Sides) -> _Told:
    lifecycle, change = each.resource.lifecycle, each.change
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.full_replace and writes(each):
        carried = lifecycle.full_replace.carry
        what = "the whole object" if carried == ("*",) else ", ".join(carried)
        yield (
            "full_replace",
            "low",
            f"An update of {change.type} overwrites {what}: a change made elsewhere in the same moment can be lost.",
        )
    if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) and change.replaces:
        changed = sorted({str(path[0]) for path in change.replace_paths if path})
        why = f" because of {', '.join(changed)}" if changed else ""
        yield "replaced", "low", f"{change.type} cannot be changed in place and is replaced{why}."
    known = shim_traits.shim(change.vendor)
    if known is not None and "create" in change.actions and known.invitation(each.resource):
        yield (
            "invitation",
            "low",
            f"Creating {change.type} only invites: there is no access before the person accepts, which may never be.",
        )


def _ending(each: Reviewed, sides: Sides) -> _Told:
    lifecycle, change = each.resource.lifecycle, each.change
    rule = each.resource.access
    takes = "delete" in change.actions or _shuts(each)
    if takes and rule is not None:
        for text in rule.outlives:
            yield "outlives", "normal", f"{change.type}: {text}"
    if "delete" not in change.actions or each.address in sides.kept:
        return
    if isinstance(lifecycle, ObjectLifecycle):
        yield from _deletion(change, lifecycle)
    trait = lifecycle.deprovision if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) else None
    for owned in trait.cascade_delete if trait is not None else ():
        if owned.switch and change.before is not None and change.before.get(owned.switch) is False:
            yield (
                "no_cascade",
                "high",
                f"{owned.switch} is false: what it owns in {owned.collection} outlives the {change.type}.",
            )


def _deletion(change: Change, lifecycle: ObjectLifecycle) -> _Told:
    for item in protecting(lifecycle, change.before or {}):
        yield "protected", "high", f"{change.type}: the provider refuses to delete this one. {item.reason}"
    known = shim_traits.shim(change.vendor)
    soft = known.collection(lifecycle.collection).absent("deleted") if known else None
    if soft is not None:
        more = (
            " and creating it again may bring the old one back, with what it had" if soft.recreate == "revive" else ""
        )
        yield "soft_delete", "low", f"Deleting {change.type} leaves the record behind with {soft.flag} set{more}."


def _shuts(each: Reviewed) -> bool:
    """True if an update shuts an account out."""
    rule = each.resource.access
    if rule is None or rule.account is None or each.before is None or each.after is None:
        return False
    return any(
        each.after.values.get(path) in values and each.before.values.get(path) not in values
        for path, values in rule.account.disabled
    )


def _keeping(each: Reviewed, sides: Sides) -> _Told:
    if each.address in sides.kept:
        yield "kept", "normal", f"{each.change.type}: {sides.kept[each.address]}"


def _secrets(each: Reviewed, sides: Sides) -> _Told:
    lifecycle, change = each.resource.lifecycle, each.change
    if change.after is None or not {"create", "update"} & set(change.actions):
        return
    secret = lifecycle.secret if isinstance(lifecycle, ObjectLifecycle) else None
    if secret is not None and "create" in change.actions:
        known = shim_traits.shim(change.vendor)
        names = {item.name for item in known.ephemerals} if known else set()
        instead = f" Where one run is enough, the ephemeral {change.type} keeps it out." if change.type in names else ""
        yield "secret_in_state", "high", f"The value of {change.type}.{secret.attribute} enters the state.{instead}"
    for attribute, variable in each.exposed:
        yield (
            "secret_in_plan",
            "high",
            f"{change.type}.{attribute} is write-only, but it comes from the variable {variable}, which is not "
            "ephemeral: the saved plan holds its value in clear text. Make the variable ephemeral, and give the secret "
            "a new value where others could read the plan.",
        )
    write_only = {item.name for item in each.resource.schema.attributes if item.write_only}
    own = {secret.attribute} if secret is not None else set()
    for name in _sensitive(change.after, change.after_sensitive):
        if name not in write_only | own and (change.before or {}).get(name) != change.after.get(name):
            yield (
                "secret_in_state",
                "normal",
                f"{change.type}.{name} is marked sensitive and enters the state in clear text.",
            )


def _sensitive(values: Mapping[str, Any], mask: Any) -> Iterator[str]:
    if not isinstance(mask, Mapping):
        return
    for name, marked in mask.items():
        if marked is True and values.get(name) not in (None, UNKNOWN, "", [], {}):
            yield name


def _reach(each: Reviewed, sides: Sides) -> _Told:
    before = each.before.values if each.before is not None else None
    if each.after is None:
        return
    for found in widened(each.change.vendor, each.change.type, before, each.after.values):
        yield "reach", found.tier, f"By {found.attribute} what {_called(each)} gives may reach further than before."
    for name in narrowed(each.change.vendor, each.change.type, before or {}, each.after.values):
        yield "narrowed", "low", f"By {name} what {_called(each)} gives reaches less far than before."


def _called(each: Reviewed) -> str:
    """The name of the account, role or token that changes, and its address."""
    rule, item = each.resource.access, each.before or each.after
    said = None if rule is None else rule.account or rule.role or rule.credential or rule.group
    name = item.values.get(said.name) if said is not None and item is not None else None
    return f"{name} ({each.address})" if isinstance(name, str) and name else each.address


_TELLERS: tuple[Callable[[Reviewed, Sides], _Told], ...] = (
    _writing,
    handovers,
    _ending,
    _keeping,
    _secrets,
    _reach,
)


def access_notes(sides: Sides, result: Difference) -> Iterator[Note]:
    """The notes that follow from what there is before and after."""
    yield from _last_administrators(result)
    for gap in gaps_of(sides, result):
        where = f" in {gap.grant.scope.level} {gap.grant.scope.name}".rstrip() if gap.grant.scope.level else ""
        yield Note(
            kind="gap",
            tier="normal" if gap.grant.tier in ("normal", "low") else gap.grant.tier,
            vendor=gap.grant.vendor,
            text=f"{gap.grant.person} keeps {gap.grant.kind} {gap.grant.right}{where}, but is without it between the "
            "removal and the new one. Of a binding, write create_before_destroy into the lifecycle block; an "
            "account cannot be made while its name is taken.",
            addresses=gap.addresses,
        )
    unknown = _unknown_roles(result)
    for vendor, names in unknown.items():
        shown = ", ".join(sorted(names)[:12])
        more = f" and {len(names) - 12} more" if len(names) > 12 else ""
        yield Note(
            kind="role_unknown",
            tier="low",
            vendor=vendor,
            text=f"What these roles bring along is not in the plans: {shown}{more}. A data source that lists roles "
            "makes it known.",
        )


def _last_administrators(result: Difference) -> Iterator[Note]:
    before, after = (_administrators(result, number) for number in (0, 1))
    for (vendor, realm), names in before.items():
        if not after.get((vendor, realm)):
            place = f"{vendor} ({realm})" if realm else vendor
            yield Note(
                kind="last_administrator",
                tier="critical",
                vendor=vendor,
                text=f"Nobody that these plans know of is left with critical access to {place}. Until now: "
                f"{', '.join(sorted(names)[:5])}.",
            )


def _administrators(result: Difference, number: int) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, each in (result.before, result.after)[number].items():
        if key.subject.kind in ("role", "matching") or key.right.kind in ("token", "account"):
            continue
        if tier_in(key, each.name)[0] == "critical":
            found[(key.right.vendor, key.right.realm)].add(result.identities.label(key.subject))
    return found


def _unknown_roles(result: Difference) -> dict[str, set[str]]:
    """Roles that somebody gains whose own rights nothing says, on vendors where roles include others."""
    found: dict[str, set[str]] = defaultdict(set)
    known = {*result.facts_before.roles, *result.facts_after.roles}
    names = {(each.vendor, each.realm, each.key) for each in known}
    for row in result.rows:
        right = row.grant.key.right
        if right.kind != "role" or row.effect != "gains" or not _has_roles(right.vendor):
            continue
        if (right.vendor, right.realm, right.key) not in names:
            found[right.vendor].add(row.grant.right)
    return found


def _has_roles(vendor: str) -> bool:
    known = shim_traits.shim(vendor)
    return known is not None and any(item.access and item.access.role for item in known.resources)
