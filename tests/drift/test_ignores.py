"""The ignore file: what it covers, what has ended, what nothing matched, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rolecall.drift.findings import Finding, Severity
from rolecall.drift.ignores import apply, read_ignores
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.reports.errors import Exit, JobError

FINDING = Finding(
    kind="unmanaged_binding",
    severity=Severity.HIGH,
    vendor="tanzu",
    subject="system:masters",
    text="It is in no state.",
    fix="Import it.",
    type="tanzu_cluster_role_binding",
    object_id="cluster-admin",
)
REPORT = Report(made_at=datetime(2026, 11, 22, tzinfo=UTC), findings=(FINDING,))
TODAY = date(2026, 11, 22)


def applied(folder: Path, text: str, report: Report = REPORT) -> Report:
    file = folder / "rolecall-ignore.yaml"
    file.write_text(text, encoding="utf-8")
    return apply(report, read_ignores(file), TODAY)


def entry(about: str, until: str = "2026-11-22") -> str:
    return f"ignore:\n  - {{{about}, reason: The cluster's own., owner: ops@example.com, until: {until}}}\n"


@pytest.mark.parametrize("about", [f"id: {FINDING.id}", 'subject: "system:*"', "kind: unmanaged_*, vendor: tanzu"])
def test_by_id_or_pattern_until_the_end_of_its_last_day(tmp_path: Path, about: str) -> None:
    report = applied(tmp_path, entry(about))
    assert report.findings == () and report.exit_code() is Exit.CLEAN
    (ignored,) = report.ignored
    assert (ignored.finding, ignored.owner, ignored.until) == (FINDING, "ops@example.com", "2026-11-22")


def test_an_entry_that_ended_covers_nothing_and_is_a_finding(tmp_path: Path) -> None:
    report = applied(tmp_path, entry('subject: "system:*"', until="2026-11-21"))
    assert [item.kind for item in report.findings] == ["unmanaged_binding", "ignore_expired"]
    assert "ops@example.com" in report.findings[1].fix


def test_what_nothing_matched_is_told_unless_something_was_not_looked_at(tmp_path: Path) -> None:
    report = applied(tmp_path, entry("vendor: splunk"))
    assert report.findings == (FINDING,) and len(report.unused) == 1 and "vendor splunk" in report.unused[0]
    half = replace(REPORT, gaps=(Gap(vendor="splunk", what="users", why="403"),))
    assert applied(tmp_path, entry("vendor: splunk"), half).unused == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ignore:\n  - {id: abc, owner: me}\n", "`reason` is missing"),
        ("ignore:\n  - {id: abc, reason: so}\n", "`owner` is missing"),
        ("ignore:\n  - {reason: so, owner: me}\n", "names nothing"),
        ("ignore:\n  - {subject: '*', reason: so, owner: me}\n", "everything"),
        ("ignore:\n  - {kind: changes, reason: so, owner: me}\n", "no kind 'changes'"),
        ("ignore:\n  - {id: abc, reason: so, owner: me, until: soon}\n", "no date"),
        ("ignore:\n  - {id: abc, reason: so, owner: me, untill: 2027-01-01}\n", "untill"),
        ("ignores: []\n", "no list `ignore`"),
        ("ignore: [", "cannot be read"),
    ],
)
def test_a_mistake_is_said_with_its_entry(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(JobError) as raised:
        applied(tmp_path, text)
    assert says in raised.value.message
