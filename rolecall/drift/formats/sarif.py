"""For code scanning: SARIF 2.1.0, each finding at the line that declares it."""

from __future__ import annotations

from typing import Final

from rolecall.drift.findings import KINDS, Finding
from rolecall.drift.report import Report
from rolecall.reports import sarif

NOWHERE: Final = "rolecall-ignore.yaml"
"""The place of what no code declares where no state was read: here somebody can decide to live with it."""
_HELP: Final = (
    "State and vendor differ. The message says what to do: bring it under control, undo it at the vendor, or change "
    "the code. What is to stay goes into rolecall-ignore.yaml, with a reason and an owner."
)


def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    place = report.sources[0] if report.sources else NOWHERE
    results = [_result(finding, place) for finding in report.findings]
    results += [_result(item.finding, place, item.reason) for item in report.ignored]
    gaps = [f"{gap.vendor} {gap.what} was not looked at: {gap.why}. {gap.advice}" for gap in report.gaps]
    run = sarif.run_of("drift", results, KINDS, _HELP, gaps)
    run["invocations"][0] |= {
        "executionSuccessful": report.is_complete,
        "endTimeUtc": report.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return sarif.log(run)


def _result(finding: Finding, place: str, justification: str | None = None) -> sarif.Result:
    """A result at its declaration; what no code declares is at `place`, the state that was read."""
    declared = finding.declared
    return sarif.Result(
        rule=finding.kind,
        severity=finding.severity.word,
        text=f"{finding.text} {finding.fix}",
        fingerprint=finding.id,
        file=place if declared is None else declared.file,
        line=1 if declared is None else declared.line,
        addresses=[finding.address or f"{finding.vendor}/{finding.type}/{finding.object_id}"],
        properties={
            "vendor": finding.vendor,
            "subject": finding.subject,
            "address": finding.address,
            "before": finding.before,
            "after": finding.after,
        },
        justification=justification,
    )
