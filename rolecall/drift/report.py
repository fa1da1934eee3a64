"""The one model that every format is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rolecall.access import AccessMap
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.history import History
from rolecall.estate.gaps import Gap
from rolecall.reports.errors import Exit


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorRead:
    """A vendor that was read: `objects` are counts by resource type, `managed` how many resources the state has."""

    label: str
    title: str
    account: str | None
    managed: int
    objects: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A finding that somebody decided to live with, until `until` (a date) if there is one."""

    finding: Finding
    reason: str
    owner: str
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of a drift check. `findings` are in order, the worst first; `made_at` is in UTC.

    `sources` are the states or plans that were read, `others` counts resources of other providers in them by type,
    `unused` are entries of the ignore file that nothing matched, `notes` what else is worth a sentence. `access` is
    who has what at the vendors that were read, where that was asked for; `history` the difference to an earlier report,
    where one was given.
    """

    made_at: datetime
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unused: tuple[str, ...] = ()
    vendors: tuple[VendorRead, ...] = ()
    sources: tuple[str, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    access: AccessMap | None = None
    history: History | None = None

    @property
    def new(self) -> frozenset[str]:
        """The ids of findings that an earlier report does not have; none where none was given."""
        return frozenset() if self.history is None else self.history.new

    @property
    def is_complete(self) -> bool:
        """True if everything was looked at."""
        return not self.gaps

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity, the worst first."""
        counted = Counter(item.severity for item in self.findings)
        return {severity: counted[severity] for severity in sorted(Severity, reverse=True)}

    def exit_code(self, fail_on: Severity = Severity.LOW) -> Exit:
        """Incomplete wins over found: what was not looked at may be worse than what was."""
        if self.gaps:
            return Exit.INCOMPLETE
        return Exit.FOUND if any(item.severity >= fail_on for item in self.findings) else Exit.CLEAN

    def headline(self) -> str:
        """The outcome in one sentence."""
        total = len(self.findings)
        said = "No drift" if not total else "1 finding" if total == 1 else f"{total} findings"
        words = [f"{count} {severity.word}" for severity, count in self.counts().items() if count]
        said += f" ({', '.join(words)})" if words else ""
        if self.gaps:
            missing = "1 thing" if len(self.gaps) == 1 else f"{len(self.gaps)} things"
            return f"Incomplete: {missing} could not be looked at. {said} in the rest."
        return f"{said}."
