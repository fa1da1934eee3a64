"""The review of plans: everything the formats write."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from rolecall.access import TIERS, People, Row, Shift, Unknown, difference, shim_traits
from rolecall.estate.terraform.plan import Plan, read_plan
from rolecall.reports.errors import JobError
from rolecall.reports.evidence import ReviewedRight
from rolecall.review.account_takeovers import notes_of_takeovers
from rolecall.review.actions import notes_of_actions
from rolecall.review.before_and_after import OURS, Sides, sides_of
from rolecall.review.losses import losses
from rolecall.review.notes import Note
from rolecall.review.own_account import lockouts
from rolecall.review.owners import owner_notes
from rolecall.review.policy import Policy
from rolecall.review.policy_changes import loosened
from rolecall.review.read_by_rules import notes_of_rules
from rolecall.review.redaction import Veil
from rolecall.review.refused_renames import refused_renames
from rolecall.review.risks import access_notes, trait_notes
from rolecall.review.verdicts import Verdict, verdicts


class ReviewExit(IntEnum):
    """The end of a review; of several, the first that holds in the order of `exit_code`."""

    PASSED = 0
    ERROR = 1
    DENIED = 2
    UNDECIDED = 3
    NEEDS_APPROVAL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A plan that was read: where it is, and the hash that says which one it was."""

    path: str
    sha256: str
    terraform_version: str
    made_at: str | None
    complete: bool
    errored: bool
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that could not be read as a plan."""

    path: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A whole review. Rows, notes and verdicts are sorted, the gravest first.

    `ours` counts the resources that were looked at, those without a change too.
    """

    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]
    policy: str | None
    unknowns: tuple[Unknown, ...]
    rows: tuple[Row, ...]
    shifts: tuple[Shift, ...]
    notes: tuple[Note, ...]
    verdicts: tuple[Verdict, ...]
    ours: int = 0

    @property
    def exit_code(self) -> ReviewExit:
        """Errors first, then what is denied, then what cannot be decided, then what waits for approval."""
        results = {each.result for each in self.verdicts}
        if self.failures:
            return ReviewExit.ERROR
        if "deny" in results:
            return ReviewExit.DENIED
        if "undecided" in results:
            return ReviewExit.UNDECIDED
        return ReviewExit.NEEDS_APPROVAL if "approval" in results else ReviewExit.PASSED

    def counts(self) -> dict[str, int]:
        """The number of people and groups that gain, lose and so on."""
        found = Counter(each.effect for each in self.shifts if each.kind != "role")
        return {name: found[name] for name in ("gains", "raises", "changes", "lowers", "loses") if found[name]}

    def headline(self) -> str:
        """One sentence about all of it."""
        parts = [f"{count} {name}" for name, count in self.counts().items()]
        blocked = f"; {len(self.unknowns)} unknown" if self.unknowns else ""
        return f"{', '.join(parts) or self.nothing}{blocked}: {OUTCOMES[self.exit_code]}"

    @property
    def nothing(self) -> str:
        """The sentence for plans by which nobody gains or loses anything."""
        if self.sources and not self.ours:
            which = "this plan: it has" if len(self.sources) == 1 else "these plans: they have"
            return f"no access changes in {which} no resource of these providers"
        return "nobody's access changes"


OUTCOMES: Mapping[ReviewExit, str] = {
    ReviewExit.PASSED: "passed",
    ReviewExit.ERROR: "a plan could not be read",
    ReviewExit.DENIED: "denied",
    ReviewExit.UNDECIDED: "cannot be decided",
    ReviewExit.NEEDS_APPROVAL: "needs approval",
}


def review(
    paths: Sequence[Path],
    policy: Policy | None = None,
    *,
    approved_by: Sequence[str] = (),
    author: str | None = None,
    reviewed: Sequence[ReviewedRight] = (),
    people: People | None = None,
    next_policy: Policy | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Review:
    """Review the plans at `paths` together. One that cannot be read is a `Failure`; the others are reviewed.

    `people` says whose accounts are whose, where mail addresses do not. `next_policy` is what the change brings.
    """
    rules = policy or Policy()
    plans: list[Plan] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            plan = read_plan(path)
        except JobError as error:
            failures.append(Failure(path=str(path), message=error.message, hint=error.hint))
            continue
        if all(plan.sha256 != other.sha256 for other in plans):
            plans.append(plan)
    sides = sides_of(plans)
    result = difference(
        sides.before,
        sides.after,
        planned=True,
        lingering=frozenset(sides.lingering),
        contains=rules.contains,
        people=people,
    )
    notes = [
        *_about_plans(plans, sides),
        *(loosened(rules, next_policy) if next_policy else ()),
        *lockouts(plans, sides, result, environ),
        *losses(rules.losses, result),
        *access_notes(sides, result),
        *notes_of_rules(sides, result),
        *notes_of_takeovers(sides, result),
        *trait_notes(sides),
        *owner_notes(plans, sides),
    ]
    veil = Veil(plans)
    notes += refused_renames(plans, {address for note in notes if note.kind == "renamed" for address in note.addresses})
    return Review(
        sources=tuple(_source(plan) for plan in plans),
        failures=tuple(failures),
        policy=str(rules.file) if rules.file else None,
        unknowns=tuple(sorted(map(veil.unknown, result.unknowns), key=_unknown_order)),
        rows=tuple(sorted(map(veil.row, result.rows), key=_order)),
        shifts=tuple(sorted(map(veil.shift, result.shifts), key=_shift_order)),
        notes=tuple(sorted(map(veil.note, notes), key=_note_order)),
        verdicts=tuple(
            veil.verdict(each)
            for each in verdicts(rules, sides, result, notes, approved_by=approved_by, author=author, reviewed=reviewed)
        ),
        ours=len(sides.reviewed) + len(sides.before),
    )


def _order(row: Row) -> tuple[int, str, str, str, str, str, str, str]:
    grant = row.grant
    scope = f"{grant.scope.level}/{grant.scope.name}"
    return (
        TIERS.index(row.tier),
        row.effect,
        grant.vendor,
        grant.realm,
        grant.person,
        scope,
        grant.kind,
        grant.right,
    )


def _shift_order(shift: Shift) -> tuple[int, str, str, str, str]:
    tops = [TIERS.index(tier) for tier in (shift.before, shift.after) if tier is not None]
    return min(tops, default=len(TIERS)), shift.effect, shift.vendor, shift.person, shift.account


def _unknown_order(unknown: Unknown) -> tuple[str, str, str]:
    return unknown.vendor, unknown.address, unknown.attribute


def _note_order(note: Note) -> tuple[int, str, str, str]:
    return TIERS.index(note.tier), note.kind, note.vendor, note.text


def _source(plan: Plan) -> Source:
    return Source(
        path=str(plan.path),
        sha256=plan.sha256,
        terraform_version=plan.terraform_version,
        made_at=plan.timestamp,
        complete=plan.complete,
        errored=plan.errored,
        changes=sum(each.actions not in (("no-op",), ("read",)) for each in plan.changes),
    )


def _about_plans(plans: Sequence[Plan], sides: Sides) -> list[Note]:
    found = []
    for plan in plans:
        name = plan.path.name
        if plan.errored:
            text = f"{name}: Terraform failed while it made this plan; what it would have done is not all here."
            found.append(Note(kind="incomplete", tier="critical", vendor="", text=text))
        elif not plan.complete:
            text = f"{name} is a partial plan (-target, or deferred changes): what it leaves out is not reviewed."
            found.append(Note(kind="incomplete", tier="critical", vendor="", text=text))
        found += notes_of_actions(plan)
        if drifted := [each.address for each in plan.resource_drift]:
            text = f"{name}: {len(drifted)} resources changed outside of Terraform since the last apply."
            found.append(Note(kind="drift", tier="normal", vendor="", text=text, addresses=tuple(drifted)))
    if sides.taken_out:
        found.append(
            Note(
                kind="incomplete",
                tier="critical",
                vendor="",
                text="Sensitive values were taken out of the plan file, so that nobody can say what they give. Give it "
                "as `terraform show -json PLANFILE` writes it: the review shows no sensitive value.",
                addresses=tuple(sides.taken_out),
            )
        )
    for kind, count in sorted(sides.foreign.items()):
        vendor = kind.partition(" ")[0].removeprefix(f"{OURS}/")
        if shim_traits.shim(vendor) is not None:
            text = f"{count} changes of {kind} are of a provider that is newer than this review: upgrade rolecall."
            found.append(Note(kind="incomplete", tier="critical", vendor=vendor, text=text))
            continue
        text = f"{count} changes of {kind} are not understood here: they may give access."
        found.append(Note(kind="not_understood", tier="normal", vendor="", text=text))
    return found
