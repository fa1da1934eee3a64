"""Findings in the order in which people read them: what a state manages first, then the rest, what no state knows last.

Of what no state knows the privileged is listed one by one. The rest is summed up where it is much: one line for each
vendor, kind and severity, with the command that brings it under control.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rolecall.drift.findings import KINDS, Finding, Severity
from rolecall.reports.commands import command

MANAGED: Final = "In state"
BESIDES: Final = "Besides"
UNMANAGED: Final = "In no state"
FEW: Final = 10
"""Findings of one line that are listed all the same."""
NAMED: Final = 5
"""Subjects that a line for many names."""
_SUMMED: Final = ("unmanaged_account", "unmanaged_binding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Many findings of one vendor, kind and severity."""

    vendor: str
    kind: str
    severity: Severity
    findings: Sequence[Finding]

    @property
    def text(self) -> str:
        """All of them in one sentence."""
        noun = "accounts" if self.kind == "unmanaged_account" else "role bindings"
        names = ", ".join(finding.subject for finding in self.findings[:NAMED])
        return f"{len(self.findings):,} {noun} are in no state: {names} and {len(self.findings) - NAMED:,} more."

    @property
    def fix(self) -> str:
        """The way to have them in a state, all at once."""
        name = self.vendor.partition("@")[0]
        return f"Bring them under control: {command('rolecall', 'adopt', name)}. The JSON and CSV reports name each."


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Findings under one heading: by kind, the kind with the worst finding first, and what was summed up."""

    title: str
    groups: Sequence[tuple[str, Sequence[Finding]]]
    summaries: Sequence[Summary] = field(default=())

    def counts(self) -> str:
        """The number of findings, those that are summed up too."""
        total = sum(len(found) for _, found in self.groups) + sum(len(each.findings) for each in self.summaries)
        return "1 finding" if total == 1 else f"{total:,} findings"


def sections(findings: Iterable[Finding]) -> list[Section]:
    """`findings`, which come the worst first, under their headings; headings without any are left out."""
    by_title: dict[str, list[Finding]] = {MANAGED: [], BESIDES: [], UNMANAGED: []}
    for finding in findings:
        by_title[MANAGED if finding.address else UNMANAGED if finding.kind in _SUMMED else BESIDES].append(finding)
    found = []
    for title, here in by_title.items():
        summaries = _summaries(here) if title == UNMANAGED else []
        summed = {id(finding) for each in summaries for finding in each.findings}
        groups: dict[str, list[Finding]] = defaultdict(list)
        for finding in here:
            if id(finding) not in summed:
                groups[finding.kind].append(finding)
        if here:
            found.append(Section(title=title, groups=list(groups.items()), summaries=summaries))
    return found


def meaning(kind: str) -> str:
    """The heading of a kind: what it means."""
    return KINDS.get(kind, kind)


def _summaries(findings: Sequence[Finding]) -> list[Summary]:
    lines: dict[tuple[Severity, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity < Severity.HIGH:
            lines[finding.severity, finding.vendor, finding.kind].append(finding)
    return [
        Summary(vendor=vendor, kind=kind, severity=severity, findings=found)
        for (severity, vendor, kind), found in sorted(lines.items(), key=lambda each: (-each[0][0], *each[0][1:]))
        if len(found) > FEW
    ]
