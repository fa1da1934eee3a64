"""Access paths that change places: what ends in an apply waits for what the same run makes in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from rolecall.runtime.application import StateResult
from rolecall.runtime.concurrency.transfers import RULE, Way
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.managed_twice import label_advice, name_of
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.paths import sibling, values_at
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.runtime.writes import unchanged
from rolecall.specification.schema import Resource
from rolecall.specification.traits import Access

MOST_SHOWN: Final = 5
"""So many ways are told one by one: a group may have thousands of members."""


def plan_transfer(context: Context[Any], change: Change, planned: Private) -> tuple[Private, list[Diagnostic]]:
    """`planned` with what the change waits for in the apply before it takes anything away, and findings.

    The second plan of a replacement says nothing new. What an account has that ends waits for nothing.
    """
    addresses, resource = context.connection.addresses, context.resource
    if resource.access is None or (change.prior is None and change.private.prior is not None):
        return planned, []
    gained, lost = gained_by(resource, change), lost_by(resource, change)
    found = list(_comes_late(context, change, *addresses.transfers.plan_made(gained)))
    if (change.is_destroy or change.replaces) and not gives(resource.access):
        return planned, found
    if not lost or planned.stays:
        return planned, found
    if change.replaces:
        found.extend(_has_neither(context, change, gained, lost))
    if change.is_planned_again or addresses.applying:
        return replace(planned, awaits=Private.from_bytes(change.saved).awaits if change.saved else ()), found
    addresses.settled()
    ways = [way for way in lost if way.who != "user" or way.subject is None or not addresses.ends(way.subject)]
    awaits = addresses.transfers.plan_ended(ways, gained, certain=change.replaces)
    found.extend(_is_not_known(way) for way in [each for each in awaits if each.is_rules and not _are_rules(ways)][:1])
    return replace(planned, awaits=tuple(awaits) if ways else None, replaces=change.replaces), found


def await_transfer(context: Context[Any], change: Change) -> Iterator[Diagnostic]:
    """Wait until what takes the place of what ends is made: what the plan knew of, and what this process makes.

    An error where that failed, or is not made and nothing would make it: then nothing may be taken away. Without
    `awaits` it waits for nothing.
    """
    private = change.private
    if private.awaits is None or private.stays:
        return
    resource = context.resource
    lost, gained = lost_by(resource, change), gained_by(resource, change)
    outcome, missing = context.connection.addresses.transfers.await_made(
        private.awaits, lost, gained, certain=private.replaces
    )
    if outcome == "made":
        return
    why = (
        "failed, or was made and nobody could see that it gives this"
        if outcome == "failed"
        else "is not made yet, and nothing is under way that would make it"
    )
    yield Diagnostic(
        "error",
        "This is not taken away before there is another way to the same access",
        f"The same run gives {several(missing)}. That {why}, so that people could be without access now. What is "
        "there stays. Apply again: what is made by then is not waited for. Where Terraform takes this away first each "
        "time (`-parallelism=1`, or what is new depends on something that is replaced), make what is new in a run of "
        "its own, and leave this in the "
        f"configuration until then.{unchanged()}",
    )


def _comes_late(context: Context[Any], change: Change, surely: list[Way], perhaps: list[Way]) -> Iterator[Diagnostic]:
    """What the plan of what ends could not know of. An error where it is the same access and this certainly a plan.

    What perhaps is the same is a warning: whoever leaves one group and joins another loses what the plan shows.
    """
    if not surely and not perhaps:
        return
    certain = surely and (change.is_certainly_planned or context.connection.addresses.refreshes())
    yield Diagnostic(
        "error" if certain else "warning",
        f"Another way to {'the same' if surely else 'perhaps the same'} access ends in this run",
        f"{several(surely or perhaps)}: that ends, and may end before this is made, or although this fails. Its plan "
        "was made before this one was known, since Terraform plans no more than ten resources at a time, or as many "
        "as `-parallelism` says. Plan with a `-parallelism` above the number of resources that end or change. Or, if "
        f"only labels are new, say so:{label_advice(context.resource.name)}\nOr make this in a run of its own, and "
        "take the other one out of the configuration after that.",
    )


def _has_neither(context: Context[Any], change: Change, gained: set[Way], lost: set[Way]) -> Iterator[Diagnostic]:
    """A warning where somebody has neither what a binding gave nor what it gives, if its second half fails."""
    subject = context.resource.access.subject if context.resource.access is not None else None
    old = next((way for way in sorted(lost, key=str) if any(way.is_of(new) for new in gained)), None)
    if subject is None or old is None:
        return
    taken = name_of(context, change.before) == name_of(context, change.after)
    way = (
        "Make what is to be there under another name first, and end this one in a later run."
        if taken
        else "With `create_before_destroy = true` in its `lifecycle` the new one is made first; where that is there "
        "already, nothing is to be done."
    )
    yield Diagnostic(
        "warning",
        f"{_shown(old)} ends before what takes its place is made",
        f"Terraform replaces this: it destroys it and makes it anew. Where making it fails, there is neither. {way}",
    )


def _is_not_known(way: Way) -> Diagnostic:
    return Diagnostic(
        "error",
        "Nobody knows whether the new rule gives this",
        f"This ends, and the same run makes what gives {_shown(way)}. Whom that means the vendor works out after it "
        "is made, and this would be taken from them before or after that. Make the rule in a run of its own, and look "
        "whom it gives it to. Take those out of the state alone, with a `removed` block that does not destroy; of the "
        "others it can end after that.",
    )


def settle_transfer(context: Context[Any], change: Change, result: StateResult | None) -> None:
    """Note for the rest of the run what a change has made, or failed to make, and that its plan ends nothing any more.

    State says after a create what was planned, whatever was seen of it. So a finding of any kind, a warning too, leaves
    open whether that is there, unless a read showed it.
    """
    resource, made = context.resource, None
    context.connection.addresses.transfers.settle_ended(lost_by(resource, change))
    if change.is_destroy:
        return
    is_seen = result is not None and (result.seen or not result.diagnostics.items) and not result.diagnostics.has_error
    if result is not None and result.state is not None and is_seen:
        made = set(ways_of(resource, result.state)) - set(ways_of(resource, change.before))
    context.connection.addresses.transfers.settle(gained_by(resource, change), made)


def gained_by(resource: Resource, change: Change) -> set[Way]:
    """The ways that a change makes, as far as its plan tells."""
    if change.after == change.before:
        return set()
    return set(ways_of(resource, change.after)) - set(ways_of(resource, change.before))


def lost_by(resource: Resource, change: Change) -> set[Way]:
    """The ways that a change ends. What the plan leaves open stays."""
    if change.after == change.before:
        return set()
    after = {name: change.before.get(name) if value is UNKNOWN else value for name, value in change.after.items()}
    return set(ways_of(resource, change.before)) - set(ways_of(resource, after))


def giving_attributes(resource: Resource) -> set[str]:
    """The attributes that say who has what."""
    access = resource.access
    if access is None:
        return set()
    paths = [each.attribute for each in access.permissions]
    paths += [] if access.subject is None else [access.subject.attribute]
    paths += [] if access.group is None or access.group.members is None else [access.group.members]
    paths += [] if access.rule is None else [access.rule.expression]
    return {path.partition(".")[0] for path in paths}


def gives(access: Access) -> bool:
    """Whether the resource is a way by itself, and not the account that has some."""
    return access.subject is not None or access.group is not None or access.rule is not None


def _are_rules(ways: list[Way]) -> bool:
    return all(way.is_rules for way in ways)


def ways_of(resource: Resource, values: Mapping[str, Any]) -> Iterator[Way]:
    """The ways to permissions that a resource is, as far as its traits tell."""
    access = resource.access
    if access is None:
        return
    scope = " ".join(
        f"{level}={_text(value)}"
        for level, path in access.scopes
        if path != "*"
        for _, value in values_at(values, path)
    )
    permissions = [
        (permission.kind, permission.word if value is True else _text(value))
        for permission in access.permissions
        for _, value in values_at(values, permission.attribute)
        if value is not False
    ]
    for who, subject in _subjects(access, values):
        for what, name in permissions:
            if name is not None or access.subject is not None or access.rule is not None:
                yield Way(who, subject, what, name, scope)
    if access.group is not None and access.group.members is not None:
        for _, member in values_at(values, access.group.members):
            if member is not UNKNOWN:
                yield Way("user", _text(member), "group", _text(values.get("id")), "")


def _subjects(access: Access, values: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    subject, rule = access.subject, access.rule
    if rule is not None and values.get(rule.where[0]) in (rule.where[1], UNKNOWN):
        yield RULE, _text(values.get(rule.expression))
    if subject is None:
        if access.account is not None or access.group is not None:
            yield "user" if access.account is not None else "group", _text(values.get("id"))
        return
    for path, value in values_at(values, subject.attribute):
        at = None if subject.kind_at is None else sibling(values, path, subject.kind_at)
        yield None if at is UNKNOWN else dict(subject.kinds).get(str(at), subject.kind), _text(value)


def _text(value: Any) -> str | None:
    return None if value is None or value is UNKNOWN else str(value)


def several(ways: list[Way]) -> str:
    """Ways in words, a few of many."""
    shown = list(dict.fromkeys(_shown(way) for way in ways))
    more = f" and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
    return ", ".join(shown[:MOST_SHOWN]) + more


def _shown(way: Way) -> str:
    """The way in words; what is new has no id yet."""
    if way.is_rules:
        return f"{way.what} {way.permission or '(new)'} to whoever {way.subject or 'its expression'} means"
    return f"{way.what} {way.permission or '(new)'} to {way.who or 'user or group'} {way.subject or '(new)'}"
