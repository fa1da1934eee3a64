"""The drift check: state against vendors, or a plan's own drift, as one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rolecall.access import People
from rolecall.drift.brought_along import brought_findings
from rolecall.drift.comparison import Estate
from rolecall.drift.effects import Effects
from rolecall.drift.finding_builder import make
from rolecall.drift.findings import Finding, Place, Severity
from rolecall.drift.group_names import GroupNames
from rolecall.drift.managed import managed_findings, managed_twice, sets_and_bindings
from rolecall.drift.orphans import orphan
from rolecall.drift.plan_drift import estate_of_plan
from rolecall.drift.refresh import findings_of_refresh, gaps_of_refresh
from rolecall.drift.renames import without_renames
from rolecall.drift.report import Report, VendorRead
from rolecall.drift.unmanaged import unmanaged_findings
from rolecall.drift.unseen import NOTHING, gaps_of_check, named
from rolecall.estate.declarations import Declarations
from rolecall.estate.gaps import Gap
from rolecall.estate.inside import not_entered, not_listed
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.terraform.plan import Plan
from rolecall.estate.terraform.plan_log import PlanLog
from rolecall.estate.terraform.state import State

DAYS = 14.0
"""When the end of a token that no plan rotates counts as near."""


def check(
    state: State,
    vendors: Sequence[LiveVendor],
    declarations: Declarations,
    *,
    unreachable: Sequence[Gap] = (),
    days: float = DAYS,
    mapped: bool = False,
    expected: Declarations | None = None,
    people: People | None = None,
) -> Report:
    """Compare `state` with what `vendors` have. `mapped` adds who has what, for the access map.

    `expected` are the declarations of the stacks whose states these are, `people` says whose accounts are whose.
    `unreachable` are vendors that could not be read at all. Vendors that the state has and nobody read are gaps too.
    """
    state = declarations.placing(state)
    estate = Estate(state, vendors)
    effects = Effects(estate)
    found = [
        *without_renames(_findings(estate, effects, days), estate),
        *_unverifiable(estate, declarations),
        *_not_applied(state, expected),
    ]
    findings = _placed(found, declarations)
    gaps = tuple(gaps_of_check(estate, state, unreachable))
    return Report(
        made_at=datetime.now(UTC),
        findings=tuple(sorted(findings, key=Finding.order)),
        gaps=gaps,
        vendors=tuple(_read(vendor, estate) for vendor in vendors),
        sources=state.sources,
        others=state.others,
        access=effects.map(declarations, people, [*gaps, *_not_in_map(state, vendors)]) if mapped else None,
    )


def explain(plan: Plan, declarations: Declarations, *, log: PlanLog | None = None, days: float = DAYS) -> Report:
    """Findings about changes outside of Terraform in a plan. No vendor is asked: what no state knows is not seen.

    `log` is what Terraform printed while it made the plan; without it nobody knows what the refresh did not see, and
    the report is incomplete. So it is for a plan that is errored or leaves something out.
    """
    estate = estate_of_plan(plan)
    effects = Effects(estate)
    found = [finding for item in estate.managed for finding in managed_findings(estate, effects, item, days)]
    found += [*brought_findings(estate, effects), *findings_of_refresh(log, estate.managed)]
    findings = _placed([*found, *_unverifiable(estate, declarations)], declarations)
    gaps = [
        *estate.gaps,
        *gaps_of_refresh(plan, log, {item.state.address: item.vendor.label for item in estate.managed}),
    ]
    if not estate.managed and not gaps:
        gaps.append(NOTHING)
    return Report(
        made_at=datetime.now(UTC),
        findings=tuple(sorted(findings, key=Finding.order)),
        gaps=tuple(dict.fromkeys(gaps)),
        sources=(str(plan.path),),
        notes=("From a plan: accounts, bindings and tokens that no state knows were not looked for.",),
    )


def _not_in_map(state: State, vendors: Sequence[LiveVendor]) -> Iterator[Gap]:
    """What the map lacks beyond what drift is about: the inside of objects that no state has anything of."""
    for vendor in vendors:
        yield from not_entered(vendor, state)
        giving = [each.name for each in vendor.shim.resources if each.access is not None and each.access.gives]
        yield from not_listed(vendor, giving)


def _findings(estate: Estate, effects: Effects, days: float) -> Iterator[Finding]:
    groups = GroupNames(estate)
    spoken_of: set[tuple[str, str, str]] = set()
    for item in estate.managed:
        left_over = orphan(estate, effects, item, groups)
        if left_over is not None:
            yield left_over
            if item.verdict == "gone":
                continue
        for finding in managed_findings(estate, effects, item, days):
            if finding.kind == "reappeared" and isinstance(finding.after, str):
                spoken_of.add((finding.vendor, finding.type, finding.after))
            yield finding
    for owners in estate.owners.values():
        twice = managed_twice(owners)
        if twice is not None:
            yield twice
    yield from sets_and_bindings(estate)
    for vendor in estate.vendors:
        yield from unmanaged_findings(estate, effects, vendor, groups, frozenset(spoken_of))


def _unverifiable(estate: Estate, declarations: Declarations) -> Iterator[Finding]:
    for item in estate.managed:
        said = declarations.of(item.state.address)
        if said is not None and said.unverifiable:
            yield make(
                item,
                "unverifiable",
                Severity.INFO,
                f"{item.state.address} is as declared as far as can be seen. {said.unverifiable}",
                "Check it by hand where it matters, and write down that you did.",
            )


def _not_applied(state: State, expected: Declarations | None) -> Iterator[Finding]:
    """The finding that the code declares resources that no state has."""
    absent = [] if expected is None else expected.absent(item.address for item in state.resources)
    if absent:
        count = "1 resource" if len(absent) == 1 else f"{len(absent)} resources"
        yield Finding(
            kind="not_applied",
            severity=Severity.LOW,
            vendor="",
            subject=count,
            text=f"The stacks declare {count} that no state has and that nobody looked for: {named(absent)}.",
            fix="Apply the stacks, or give the states that have them.",
            object_id=" ".join(sorted(absent)),
        )


def _placed(findings: Sequence[Finding], declarations: Declarations) -> list[Finding]:
    placed = []
    for finding in findings:
        said = declarations.of(finding.address) if finding.address else None
        place = None if said is None else Place(file=said.file, line=said.line, path=said.path)
        placed.append(finding if place is None else replace(finding, declared=place))
    return placed


def _read(vendor: LiveVendor, estate: Estate) -> VendorRead:
    return VendorRead(
        label=vendor.label,
        title=vendor.shim.title,
        account=vendor.account,
        managed=sum(item.vendor is vendor for item in estate.managed),
        objects={
            name: len(table.rows)
            for name in vendor.types
            if vendor.is_own(name) and vendor.is_object(name) and (table := vendor.table(name)) is not None
        },
    )
