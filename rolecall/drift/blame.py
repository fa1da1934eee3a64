"""The people behind findings, as the vendors' own logs name them (`--blame`).

A log is asked about one object at a time, the gravest findings first. It is never needed: where it cannot be read, a
note says so once, and the findings stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rolecall.drift.findings import Blame, Finding, Severity
from rolecall.drift.report import Report
from rolecall.estate.audit_log import AuditLog, LogEvent
from rolecall.estate.gaps import gap_of
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import Refusal, VendorError
from rolecall.estate.terraform.state import State

ASKED: Final = 200
"""The most objects that one vendor's log is asked about; a report of thousands would take hours."""


def blamed(report: Report, state: State, vendors: Sequence[LiveVendor]) -> Report:
    """`report` with who last changed what each finding is about, and a note for each log that could not tell."""
    values = {item.address: item.values for item in state.resources}
    found: dict[str, Finding] = {}
    notes = list(report.notes)
    for vendor in vendors:
        mine = [each for each in report.findings if each.vendor == vendor.label and each.severity > Severity.INFO]
        if mine:
            told, note = _of_vendor(vendor, mine, values)
            found |= told
            notes += [note] if note else []
    findings = tuple(found.get(each.id, each) for each in report.findings)
    return replace(report, findings=findings, notes=tuple(notes))


def _of_vendor(
    vendor: LiveVendor, findings: Sequence[Finding], state: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Finding], str]:
    trait = vendor.shim.audit
    title = vendor.shim.title
    if trait is None:
        return {}, f"{title}: no log of it is known that says who changed something."
    log = AuditLog(vendor, trait)
    found: dict[str, Finding] = {}
    asked: dict[tuple[str, ...], None] = {}
    silent = 0
    for finding in findings:
        names = _names(vendor, log, finding, state)
        if not names or (names not in asked and len(asked) == ASKED):
            silent += 1
            continue
        asked[names] = None
        try:
            event = log.last_change(names)
        except (VendorError, Refusal) as problem:
            gap = gap_of(vendor.label, "log", problem)
            status = f" [{gap.status}]" if gap.status else ""
            return (
                found,
                f"{title}: its log cannot be read, so nobody is named: {gap.why}{status}. It needs {trait.needs}.",
            )
        if event is None:
            silent += 1
            continue
        found[finding.id] = _with(finding, event, title)
    if not silent:
        return found, ""
    return found, (
        f"{title}: its log names nobody for {silent} of {len(findings)} findings: it has no event of the last "
        f"{trait.days} days about them, they are none of what it is asked about, or the account may not see them. It "
        f"needs {trait.needs}."
    )


def _names(
    vendor: LiveVendor, log: AuditLog, finding: Finding, state: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...]:
    if not finding.type or not log.is_about(finding.type):
        return ()
    if finding.address in state:
        return log.names(finding.type, state[finding.address])
    item = vendor.by_id(finding.type, finding.object_id)
    return () if item is None else log.names(finding.type, vendor.values(item))


def _with(finding: Finding, event: LogEvent, title: str) -> Finding:
    request = f" (request {event.request})" if event.request else ""
    text = f"{finding.text} {title}'s log: last changed by {event.actor} at {event.time}, {event.action}{request}."
    blame = Blame(actor=event.actor, time=event.time, action=event.action, request=event.request)
    return replace(finding, text=text, blame=blame)
