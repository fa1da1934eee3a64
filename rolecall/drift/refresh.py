"""A refresh by its plan's log: what it did not see, and what it found at another instance than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rolecall.drift.comparison import Managed
from rolecall.drift.finding_builder import make
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.unseen import named
from rolecall.estate.gaps import Gap
from rolecall.estate.runtime_facade import OTHER_INSTANCE, UNSAID
from rolecall.estate.terraform.plan import Plan
from rolecall.estate.terraform.plan_log import PlanLog


def gaps_of_refresh(plan: Plan, log: PlanLog | None, managed: Mapping[str, str]) -> Iterator[Gap]:
    """What the refresh of `plan` did not see of the resources `managed`, vendors by address."""
    if not managed:
        return
    if log is None:
        yield Gap(
            vendor="",
            what=str(plan.path),
            why="a plan does not say what its refresh could not see",
            advice="Give what `terraform plan -json` printed with --plan-log, or check the state and not a plan.",
        )
        return
    for said in log.diagnostics:
        if said.severity == "error":
            why, what = f"Terraform failed: {said.summary}", said.address or str(plan.path)
            yield Gap(vendor=managed.get(said.address, ""), what=what, why=why, advice=said.detail)
        elif said.summary.startswith(UNSAID):
            yield Gap(vendor=managed.get(said.address, ""), what=said.address, why=said.summary, advice=said.detail)
    if not log.finished:
        yield Gap(vendor="", what=str(log.path), why="the log ends before the plan was made", advice="Make both again.")
    unread = [address for address in managed if address not in log.refreshed]
    if unread:
        yield Gap(
            vendor="",
            what=named(unread),
            why="the plan was made without asking the vendor for it",
            advice="Plan without -refresh=false and -target, and give the log of that same plan.",
        )


def findings_of_refresh(log: PlanLog | None, managed: Sequence[Managed]) -> Iterator[Finding]:
    """What the provider refused because the object was made at another instance, or is another one now."""
    said = () if log is None else log.diagnostics
    refused = {each.address: each for each in said if OTHER_INSTANCE.search(each.summary)}
    for item in managed:
        why = refused.get(item.state.address)
        if why is not None:
            text = f"{item.state.address}: {why.summary}."
            yield make(item, "instance_changed", Severity.HIGH, text, why.detail)
