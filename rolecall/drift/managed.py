"""Findings about what state has: changed, missing, come back as something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rolecall.access import says_access
from rolecall.drift.account_status import is_shut_out
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.credentials import attributes_of_life, token_finding
from rolecall.drift.display_names import noun, rights, subject
from rolecall.drift.effects import NOTHING, PRIVILEGED, Effects
from rolecall.drift.findings import Finding, Severity
from rolecall.estate.runtime_facade import means
from rolecall.reports.commands import command
from rolecall.specification.schema import Attribute, MembershipLifecycle, ObjectLifecycle

SECRET = "(sensitive)"
"""The text that stands for a secret."""


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
    if item.verdict == "gone":
        yield _gone(item)
    elif item.verdict == "found":
        other = _another(item)
        if other is not None:
            yield other
            return
        yield from _pending(item)
        yield from _reappeared(item)
        yield from _quarantined(item)
        yield from _changed(estate, effects, item)


def make(item: Managed, kind: str, severity: Severity, text: str, fix: str, **more: Any) -> Finding:
    """A finding about a managed resource."""
    return Finding(
        kind=kind,
        severity=severity,
        vendor=item.vendor.label,
        subject=more.pop("subject", None) or subject(item.vendor, item.resource, item.prior),
        text=text,
        fix=fix,
        type=item.resource.name,
        object_id=item.id,
        address=item.state.address,
        **more,
    )


def _gone(item: Managed) -> Finding:
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
            return make(
                item,
                "reappeared",
                Severity.HIGH,
                f"The {what} {who} was deleted and is there again as another one, with id {namesake}.",
                f"If it is the right one: {command('terraform', 'state', 'rm', item.state.address)}, then import "
                f"{namesake}.",
                before=item.id,
                after=namesake,
            )
    given = rights(item.vendor, item.resource, item.prior)
    is_account = access is not None and access.account is not None
    return make(
        item,
        "missing",
        Severity.HIGH if is_account else Severity.MEDIUM,
        f"The {what} of {who} is gone{f': {given}' if given else ''}."
        if access is not None and access.subject is not None
        else f"The {what} {who} is gone.",
        "Apply to make it again, or take it out of the code.",
        before=_shown(item, item.prior),
    )


def namesake_of(item: Managed) -> str | None:
    """The id of another object of the same natural name, where names are unique."""
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
            return live.id
    return None


def _another(item: Managed) -> Finding | None:
    """The finding that the id stands for another object: the name differs, and it never changes."""
    lifecycle = item.resource.lifecycle
    if item.live is None or not isinstance(lifecycle, ObjectLifecycle):
        return None
    natural = item.vendor.shim.collection(lifecycle.collection).natural_key
    if natural is None or not item.resource.schema.attribute(natural.attribute).replace:
        return None
    before = item.prior.get(natural.attribute)
    after = item.values(item.live, settable=True).get(natural.attribute)
    if before is None or after is None or before == after:
        return None
    if natural.caseless and str(before).casefold() == str(after).casefold():
        return None
    return make(
        item,
        "instance_changed",
        Severity.HIGH,
        f"The id {item.id} of the {noun(item.resource)} {before} is {after} now. Such a name never changes: the vendor "
        "that was read is another instance, or its ids began anew.",
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


def _quarantined(item: Managed) -> Iterator[Finding]:
    lifecycle = item.resource.lifecycle
    if item.live is None or not isinstance(lifecycle, ObjectLifecycle):
        return
    for guard in lifecycle.guards:
        status = item.vendor.value(item.live, guard.attribute or "")
        if "read" not in guard.events or not means(guard, status):
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


def _changed(estate: Estate, effects: Effects, item: Managed) -> Iterator[Finding]:
    if item.live is None or isinstance(item.resource.lifecycle, MembershipLifecycle):
        return
    after = item.values(item.live, settable=True)
    passed_over = {*attributes_of_life(item.vendor.shim, item.resource), *item.vendor.unsaid(item.live, item.prior)}
    for attribute in item.resource.schema.attributes:
        name = attribute.name
        settable = (attribute.required or attribute.optional) and not attribute.write_only
        if not settable or name not in after or name in passed_over or after[name] == item.prior.get(name):
            continue
        before, now = item.prior.get(name), after[name]
        if isinstance(before, list) and isinstance(now, list):
            bound = estate.bound(item.vendor, item.resource.name, name, item.id)
            before = [each for each in before if each not in bound]
            now = [each for each in now if each not in bound]
            if before == now:
                continue
        yield _difference(effects, item, attribute, before, now, after)


def _difference(
    effects: Effects, item: Managed, attribute: Attribute, before: Any, after: Any, now: dict[str, Any]
) -> Finding:
    name = attribute.name
    who, what = subject(item.vendor, item.resource, item.prior), name.replace("_", " ")
    about_access = name in says_access(item.vendor.shim.name, item.resource.name)
    effect = effects.of_change(item, {name: before}, {**item.prior, **now, name: after}) if about_access else NOTHING
    privileged = max(effect.gained or Severity.INFO, effect.lost or Severity.INFO) >= PRIVILEGED
    severity = Severity.MEDIUM if about_access else Severity.LOW
    if privileged:
        severity = max(effect.gained or Severity.INFO, PRIVILEGED)
    elif is_shut_out(item.resource, {**item.prior, name: before}) and not is_shut_out(
        item.resource, {**item.prior, name: after}
    ):
        severity = Severity.HIGH
    secret = attribute.sensitive or name in item.state.sensitive
    text = f"{what.capitalize()} of {who} {'was changed' if secret else _told(before, after)}."
    if effect.gains:
        text += f" {effect.told()}"
    return make(
        item,
        "privileged_change" if privileged else "changed",
        severity,
        text,
        "Apply to undo it, or write it into the code.",
        attribute=name,
        before=SECRET if secret else before,
        after=SECRET if secret else after,
    )


def _told(before: Any, after: Any) -> str:
    if isinstance(before, list) and isinstance(after, list):
        gained = [_word(item) for item in after if item not in before]
        lost = [_word(item) for item in before if item not in after]
        said = [f"gained {', '.join(gained)}"] if gained else []
        return " and ".join(said + ([f"lost {', '.join(lost)}"] if lost else [])) or "changed"
    return f"went from {_word(before)} to {_word(after)}"


def _word(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        return "/".join(str(item) for item in value.values() if item is not None)
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(_word(item) for item in value) if isinstance(value, list) else str(value)


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
