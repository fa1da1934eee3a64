"""The policy applied: what is denied, what needs whose approval, what cannot be decided, what is worth a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from rolecall.access import TIERS, Difference, Grant, Row, grant_of
from rolecall.reports.evidence import ReviewedRight
from rolecall.review.before_and_after import Sides
from rolecall.review.decisions import Approvals, names_of, unmatched
from rolecall.review.notes import Note
from rolecall.review.policy import Approval, Policy, Result, Separation
from rolecall.review.token_life import life
from rolecall.specification.traits import Tier

_RANK = {tier: number for number, tier in enumerate(TIERS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict of a rule: the result, the rule, a sentence, the line of the policy if it has one."""

    result: Result
    rule: str
    text: str
    tier: Tier
    vendor: str = ""
    line: int | None = None
    addresses: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()


def verdicts(
    policy: Policy,
    sides: Sides,
    result: Difference,
    notes: Sequence[Note],
    *,
    approved_by: Sequence[str] = (),
    author: str | None = None,
    reviewed: Sequence[ReviewedRight] = (),
) -> list[Verdict]:
    """Everything that the policy has to say, the gravest first. `reviewed` are decisions of an access review."""
    now = _now(sides)
    found = [
        *_privileged(policy, result, now),
        *_separation(policy, result),
        *_approvals(policy, sides, result, approved_by, author, reviewed),
        *_removed(sides, result, reviewed),
        *_tokens(policy, sides, result, now),
        *_decided(policy, result, notes),
    ]
    order = ("deny", "undecided", "approval", "warn", "allow")
    return sorted(found, key=lambda each: (order.index(each.result), _RANK[each.tier], each.rule, each.text))


def _now(sides: Sides) -> datetime:
    """When the plans were made; now, where they do not say."""
    times = []
    for each in sides.reviewed:
        if each.plan.timestamp:
            try:
                times.append(datetime.fromisoformat(each.plan.timestamp))
            except ValueError:
                continue
    return max(times) if times else datetime.now(UTC)


def told(row: Row) -> str:
    """A row in one sentence."""
    scope = f" in {row.grant.scope.level} {row.grant.scope.name}".rstrip() if row.grant.scope.level else ""
    who = subject(row.grant)
    return f"{who} {row.effect} {row.grant.kind} {row.grant.right} on {row.grant.vendor}{scope}"


def subject(grant: Grant) -> str:
    """The subject of a grant, in words."""
    if grant.key.subject.kind == "role":
        return f"everybody with role {grant.person}"
    if grant.key.subject.kind == "group":
        return f"everybody in group {grant.person}"
    return f"service account {grant.person}" if grant.key.subject.kind == "service" else grant.person


def _privileged(policy: Policy, result: Difference, now: datetime) -> Iterator[Verdict]:
    rule = policy.privileged
    if rule is None:
        return
    for row in result.rows:
        if row.effect != "gains" or _RANK[row.tier] >= _RANK[rule.most]:
            continue
        fits = [each for each in rule.exceptions if each.match.fits(row.grant)]
        valid = [each for each in fits if each.until is None or now.date() <= each.until]
        lapsed = " The exception for it has ended." if fits and not valid else ""
        more = f" Let pass: {valid[0].reason}" if valid else lapsed
        text = f"which is {row.tier}: {row.reason}{more}"
        yield _of_row(row, "allow" if valid else "deny", "privileged", f"{told(row)}, {text}", rule.line)


def _of_row(row: Row, result: Result, rule: str, text: str, line: int | None = None) -> Verdict:
    """The verdict about one right."""
    grant = row.grant
    return Verdict(
        result=result, rule=rule, text=text, tier=row.tier, vendor=grant.vendor, line=line, addresses=grant.addresses
    )


def _separation(policy: Policy, result: Difference) -> Iterator[Verdict]:
    """Both rights in the hands of one person after the apply, where the plans give one of them."""
    if not policy.separation:
        return
    people: dict[str, list[Grant]] = defaultdict(list)
    gained = {row.grant.key for row in result.rows if row.effect == "gains"}
    changed = {result.identities.label(key.subject).lower() for key in gained}
    for key, each in result.after.items():
        person = result.identities.label(key.subject).lower()
        if key.subject.kind != "role" and person in changed:
            people[person].append(grant_of(key, each, result.identities))
    for rule in policy.separation:
        for grants in people.values():
            yield from _both(rule, grants, {each.person.lower() for each in grants if each.key in gained}, result)


def _both(rule: Separation, grants: Sequence[Grant], changed: set[str], result: Difference) -> Iterator[Verdict]:
    ones = [each for each in grants if rule.one.fits(each)]
    others = [each for each in grants if rule.other.fits(each)]
    pair = next(((one, other) for one in ones for other in others if one.key != other.key), None)
    if pair is None or all(each.key in result.before for each in (*ones, *others)):
        return
    one, other = pair
    yield Verdict(
        result="deny",
        rule=f"separation: {rule.name}",
        text=f"{subject(one)} has {one.kind} {one.right} on {one.vendor} and {other.kind} {other.right} on "
        f"{other.vendor} after the apply.",
        tier=min(one.tier, other.tier, key=_RANK.__getitem__),
        vendor=one.vendor,
        line=rule.line,
        addresses=tuple(dict.fromkeys((*one.addresses, *other.addresses))),
    )


def _approvals(
    policy: Policy,
    sides: Sides,
    result: Difference,
    approved_by: Sequence[str],
    author: str | None,
    reviewed: Sequence[ReviewedRight],
) -> Iterator[Verdict]:
    """What needs approval; that of an access review counts for the right that it names, and no other."""
    itself = {(author or "").lower()}
    given = {each.lower() for each in approved_by} - itself
    singly = Approvals(sides, result, reviewed)
    for rule in policy.approval:
        for row in (row for row in result.rows if row.effect == "gains" and _wants(rule, row)):
            here = given | (singly.of(row, partial(_is_wanted, rule)) - itself)
            have = [each for each in dict.fromkeys(rule.by) if each.lower() in here]
            verdict: Result = "allow" if len(have) >= rule.count else "approval"
            text = f"{told(row)}: {_standing(rule, have)}"
            yield replace(_of_row(row, verdict, f"approval: {rule.name}", text, rule.line), approvers=rule.by)


def _removed(sides: Sides, result: Difference, reviewed: Sequence[ReviewedRight]) -> Iterator[Verdict]:
    """New access that an access review decided to take away, and decisions of which nobody can say what they mean."""
    decided = {each.key: each.reviewer for each in reviewed if each.decision == "remove"}
    for row in result.rows:
        if row.effect != "gains":
            continue
        for grant in (row.grant, *row.along):
            name = next((each for each in names_of(grant, sides.blocks) if each in decided), None)
            if name is None:
                continue
            what = "which" if grant is row.grant else f"and with it {grant.kind} {grant.right}, which"
            yield _of_row(row, "deny", "reviewed", f"{told(row)}, {what} {decided[name]} decided to take away.")
    for each in unmatched(result.rows, reviewed, sides.blocks):
        yield Verdict(
            result="undecided",
            rule="reviewed",
            text=f"The decision to {each.decision} {each.kind} {each.right} of {each.account} on {each.vendor}"
            f"{f' in {each.scope_level} {each.scope}'.rstrip() if each.scope_level else ''} cannot be matched: no "
            "provider block of the plan is called so. Make the evidence with the plan's aliases.",
            tier="critical",
            vendor=each.vendor.partition("@")[0],
        )


def _wants(rule: Approval, row: Row) -> bool:
    """True if a right, or one that it brings along, is what a rule is about."""
    return any(_is_wanted(rule, grant) for grant in (row.grant, *row.along))


def _is_wanted(rule: Approval, grant: Grant) -> bool:
    return rule.match.fits(grant) and (rule.tier is None or _RANK[grant.tier] <= _RANK[rule.tier])


def _standing(rule: Approval, have: Sequence[str]) -> str:
    if len(have) >= rule.count:
        return f"approved by {', '.join(have)}."
    so_far = f" So far: {', '.join(have)}." if have else ""
    return f"it needs {rule.count} approval{'s' if rule.count > 1 else ''} of {', '.join(rule.by)}.{so_far}"


def _tokens(policy: Policy, sides: Sides, result: Difference, now: datetime) -> Iterator[Verdict]:
    if not policy.tokens:
        return
    made = {each.address: each for each in sides.reviewed if {"create", "update"} & set(each.change.actions)}
    for key, found in result.after.items():
        if key.right.kind != "token" or key.right.key not in made:
            continue
        grant = grant_of(key, found, result.identities)
        for rule in policy.tokens:
            if not rule.match.fits(grant):
                continue
            days = life(made[key.right.key], now)
            if days is not None and days <= rule.days:
                continue
            shown = "without an end that the plan shows" if days is None else f"of {days:.0f} days"
            yield Verdict(
                result="deny",
                rule="tokens",
                text=f"Token {grant.right} of {grant.person} on {grant.vendor} has a life {shown}; at most {rule.days} "
                "days are allowed.",
                tier=grant.tier,
                vendor=grant.vendor,
                line=rule.line,
                addresses=(key.right.key,),
            )
            break


def _decided(policy: Policy, result: Difference, notes: Sequence[Note]) -> Iterator[Verdict]:
    """Verdicts about unknown values, about what is taken on trust, and about risks."""
    for unknown in result.unknowns:
        yield Verdict(
            result=policy.decide["unknown"],
            rule="unknown",
            text=f"{unknown.address}: {unknown.attribute} is known only after the apply; {unknown.meaning}.",
            tier="critical",
            vendor=unknown.vendor,
            addresses=(unknown.address,),
        )
    for row in result.rows:
        if row.assumed and row.effect == "gains":
            text = f"{told(row)}, as far as the plan shows: a step of the way is taken on trust."
            yield _of_row(row, policy.decide["assumed"], "assumed", text)
    for note in notes:
        if note.kind in policy.decide:
            yield Verdict(
                result=policy.decide[note.kind],
                rule=note.kind,
                text=note.text,
                tier=note.tier,
                vendor=note.vendor,
                addresses=note.addresses,
            )
