"""Findings about what state has: changed, missing, come back as something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rolecall.drift.changes import changed_findings
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.credentials import token_finding, works_again
from rolecall.drift.display_names import noun, rights, subject
from rolecall.drift.effects import Effects
from rolecall.drift.finding_builder import make
from rolecall.drift.findings import Finding, Severity
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_values import remembered
from rolecall.estate.runtime_facade import incarnation_of, means
from rolecall.reports.commands import command
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle


def managed_findings(estate: Estate, effects: Effects, item: Managed, days: float) -> Iterator[Finding]:
    """Findings about one managed resource, orphans aside. `days` is when an end counts as near."""
    lifecycle = item.resource.lifecycle
    if item.refusal is not None:
        yield make(item, "instance_changed", Severity.HIGH, f"{item.refusal.summary}.", item.refusal.detail)
        return
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.secret is not None:
        found = token_finding(item, lifecycle.secret, days)
        if found is not None:
            yield found
        if found is not None and found.kind != "token_expiring":
            return
        again = works_again(item, lifecycle.secret, effects)
        if again is not None:
            yield again
    if item.verdict == "gone":
        yield _gone(item, effects)
    elif item.verdict == "found":
        other = _another(item, effects)
        if other is not None:
            yield other
            return
        yield from _pending(item)
        yield from _reappeared(item)
        yield from _made_again(item)
        yield from _quarantined(item)
        yield from changed_findings(estate, effects, item)


def _gone(item: Managed, effects: Effects) -> Finding:
    lifecycle, access = item.resource.lifecycle, item.resource.access
    who, what = subject(item.vendor, item.resource, item.prior), noun(item.resource)
    if isinstance(lifecycle, ObjectLifecycle):
        invitation = item.vendor.shim.invitation(item.resource)
        if invitation is not None and item.prior.get(invitation.status) == invitation.pending:
            return make(
                item,
                "invitation_expired",
                Severity.MEDIUM,
                f"The invitation of {who} ended before it was accepted.",
                "Apply again to send another one, or take them out of the code.",
                before=invitation.pending,
            )
        namesake = namesake_of(item)
        if namesake is not None:
            gains = effects.of_object(item, namesake)
            return make(
                item,
                "reappeared",
                max(Severity.HIGH, gains.gained or Severity.HIGH),
                f"The {what} {who} was deleted and is there again as another one, with id {namesake.id}. "
                f"{gains.told() if gains.gains else 'It gives nobody more than the one before.'}",
                f"If it is the right one: {command('terraform', 'state', 'rm', item.state.address)}, "
                f"then import {namesake.id}.",
                before=item.id,
                after=namesake.id,
            )
    given = rights(item.vendor, item.resource, item.prior)
    is_account = access is not None and access.account is not None
    effect = effects.of_absence(item)
    text = (
        f"The {what} of {who} is gone{f': {given}' if given else ''}."
        if access is not None and access.subject is not None
        else f"The {what} {who} is gone."
    )
    return make(
        item,
        "missing",
        max(Severity.HIGH if is_account else Severity.MEDIUM, effect.lost or Severity.INFO),
        f"{text} {effect.told_of_losses()}".rstrip(),
        "Apply to make it again, or take it out of the code.",
        before=_shown(item, item.prior),
        **effect.marks(),
    )


def namesake_of(item: Managed) -> LiveObject | None:
    """Another object of the same natural name, where names are unique."""
    lifecycle = item.resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.secret is not None:
        return None
    natural = item.vendor.shim.collection(lifecycle.collection).natural_key
    if natural is None or not natural.unique or item.prior.get(natural.attribute) is None:
        return None
    names = [natural.attribute, *(name for name, _ in natural.scope)]
    wanted = [str(item.prior.get(name)).casefold() for name in names]
    for live in item.vendor.named(item.resource.name, natural.attribute, wanted[0]):
        has = [str(item.vendor.value(live, name)).casefold() for name in names]
        if has == wanted and live.id != item.id:
            return live
    return None


def _another(item: Managed, effects: Effects) -> Finding | None:
    """The finding that the id stands for another object: the name differs, and it never changes."""
    lifecycle = item.resource.lifecycle
    if item.live is None or not isinstance(lifecycle, ObjectLifecycle):
        return None
    natural = item.vendor.shim.collection(lifecycle.collection).natural_key
    if natural is None or not item.resource.schema.attribute(natural.attribute).replace:
        return None
    before = item.prior.get(natural.attribute)
    if before is None or before == item.vendor.value(item.live, natural.attribute):
        return None
    after = item.values(item.live, settable=True).get(natural.attribute)
    if after is None or before == after:
        return None
    if natural.caseless and str(before).casefold() == str(after).casefold():
        return None
    gains = effects.of_object(item, item.live)
    return make(
        item,
        "instance_changed",
        max(Severity.HIGH, gains.gained or Severity.HIGH),
        f"The id {item.id} of the {noun(item.resource)} {before} is {after} now. Such a name never changes: the vendor "
        f"that was read is another instance, or its ids began anew. {gains.told()}".rstrip(),
        "Do not apply: it would change or delete somebody else. Point the provider at the right instance, or "
        f"{command('terraform', 'state', 'rm', item.state.address)} and import what is meant.",
        attribute=natural.attribute,
        before=before,
        after=after,
    )


def managed_twice(owners: Sequence[Managed]) -> Finding | None:
    """The finding that several resources in state stand for one object; None for one resource alone."""
    places = list(dict.fromkeys(f"{item.state.address} in {item.state.source}" for item in owners))
    if len(owners) < 2:
        return None
    first = owners[0]
    return make(
        first,
        "managed_twice",
        Severity.HIGH,
        f"The {noun(first.resource)} {subject(first.vendor, first.resource, first.prior)} is managed twice, so each "
        f"apply undoes the other's: {'; '.join(places)}.",
        "Keep one: take it out of the other with `terraform state rm`, and out of its code.",
    )


def sets_and_bindings(estate: Estate) -> Iterator[Finding]:
    """The findings that a whole set and a binding of one of its elements are both managed."""
    holders = {estate.at(item): item for item in estate.managed if item.refusal is None}
    whole: dict[tuple[str, str], bool] = {}
    for item in estate.managed:
        lifecycle = item.resource.lifecycle
        if not isinstance(lifecycle, MembershipLifecycle) or item.refusal is not None:
            continue
        parent = holders.get(estate.holder(item, lifecycle))
        if parent is None:
            continue
        place = (parent.state.source, parent.state.address)
        if place not in whole:
            manages = parent.vendor.manages(lifecycle.parent, lifecycle.of, parent.prior, parent.state.private)
            whole[place] = manages is True
        if whole[place]:
            who = subject(parent.vendor, parent.resource, parent.prior)
            yield make(
                item,
                "managed_twice",
                Severity.HIGH,
                f"{item.state.address} in {item.state.source} gives {who} what {parent.state.address} in "
                f"{parent.state.source} manages as a whole with `{lifecycle.of}`, so each apply undoes the other's.",
                f"Keep one: take `{lifecycle.of}` out of {parent.state.address}, or take the binding out of its state "
                "with `terraform state rm`, and out of its code.",
                after=parent.state.address,
            )


def _pending(item: Managed) -> Iterator[Finding]:
    trait = item.vendor.shim.invitation(item.resource)
    if trait is None or item.live is None or item.vendor.value(item.live, trait.status) != trait.pending:
        return
    who = item.prior.get(trait.who) or subject(item.vendor, item.resource, item.prior)
    yield make(
        item,
        "invitation_pending",
        Severity.LOW,
        f"{who} was invited to {item.vendor.shim.title} and has not accepted yet.",
        f"Ask {who} to accept the invitation that came by mail.",
        after=trait.pending,
    )


def _reappeared(item: Managed) -> Iterator[Finding]:
    lifecycle = item.resource.lifecycle
    trait = lifecycle.federated if isinstance(lifecycle, ObjectLifecycle) else None
    if trait is None or item.live is None:
        return
    before, after = item.prior.get(trait.attribute), item.vendor.value(item.live, trait.attribute)
    if before == trait.local and after not in (None, trait.local):
        yield make(
            item,
            "reappeared",
            Severity.HIGH,
            f"{subject(item.vendor, item.resource, item.prior)} is now a {after} account. {trait.reason}",
            f"Manage the access with {trait.instead} and take the account out of the code."
            if trait.instead
            else "Take the account out of the code, and manage its access at the identity provider.",
            before=before,
            after=after,
        )


def _made_again(item: Managed) -> Iterator[Finding]:
    """A finding about what was deleted and made again under its key: plans refuse to change it."""
    table = None if item.live is None else item.vendor.table(item.resource.name)
    if table is None or item.live is None or item.live.row is None:
        return
    before, after = remembered(item.state.private).incarnation, incarnation_of(table.collection, item.live.row)
    if before is not None and after not in (None, before):
        who, address = subject(item.vendor, item.resource, item.prior), item.state.address
        yield make(
            item,
            "reappeared",
            Severity.LOW,
            f"The {noun(item.resource)} {who} was deleted and made again under its name, by somebody else. What it "
            "gives now is compared as ever; it is neither changed nor deleted by an apply.",
            f"If it is the right one: {command('terraform', 'state', 'rm', address)}, then import {item.id}.",
            before=before,
            after=after,
        )


def _quarantined(item: Managed) -> Iterator[Finding]:
    lifecycle = item.resource.lifecycle
    if item.live is None or not isinstance(lifecycle, ObjectLifecycle):
        return
    for guard in lifecycle.guards:
        if "read" not in guard.events:
            continue
        status = item.vendor.value(item.live, guard.attribute or "")
        if not means(guard, status):
            continue
        reason = item.vendor.value(item.live, guard.because or "")
        yield make(
            item,
            "provisioning_quarantined",
            Severity.HIGH,
            f"{item.state.address} is in {status}{f': {reason}' if reason else ''}.",
            guard.advice,
            after=reason or status,
        )


def _shown(item: Managed, values: dict[str, Any]) -> dict[str, Any]:
    """Attributes of a resource that can be shown: what can be set, without secrets and what is unset."""
    return {
        each.name: values[each.name]
        for each in item.resource.schema.attributes
        if (each.required or each.optional)
        and not each.sensitive
        and not each.write_only
        and each.name not in item.state.sensitive
        and (each.read_path is not None or each.required)
        and values.get(each.name) not in (None, [], "")
    }
