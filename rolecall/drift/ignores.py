"""The ignore file: findings that somebody decided to live with, why, who, and until when.

    ignore:
      - id: 3f2a9c0b11de
        reason: The contractor's account goes with the project.
        owner: platform@example.com
        until: 2027-01-31
      - kind: unmanaged_binding
        vendor: tanzu
        subject: "system:*"
        reason: The cluster makes these itself.
        owner: platform@example.com

An entry names an `id`, or any of kind, vendor, subject, type, address and attribute as patterns in which `*` stands for
anything; all that it names must fit. From the day after `until` on it covers nothing and is a finding itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import yaml

from rolecall.drift.findings import KINDS, Finding, Severity
from rolecall.drift.report import Ignored, Report
from rolecall.reports.errors import JobError

_PATTERNS: Final = ("kind", "vendor", "subject", "type", "address", "attribute")
_KEYS: Final = {"id", "reason", "owner", "until", *_PATTERNS}
_HINT: Final = "Each entry needs `reason`, `owner`, and `id` or patterns; `until` is a date such as 2027-01-31."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """One entry: `patterns` are pairs of a finding's field and what it must look like."""

    number: int
    reason: str
    owner: str
    id: str = ""
    patterns: tuple[tuple[str, str], ...] = ()
    until: date | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether the entry is about `finding`, whatever the day."""
        if self.id and self.id != finding.id:
            return False
        return all(fnmatchcase(str(getattr(finding, name)), pattern) for name, pattern in self.patterns)

    def __str__(self) -> str:
        told = [f"id {self.id}"] if self.id else []
        return f"entry {self.number} ({', '.join(told + [f'{name} {text}' for name, text in self.patterns])})"


def read_ignores(file: Path) -> list[Ignore]:
    """The entries of an ignore file. Raises JobError, which says where it is wrong."""
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise JobError(f"{file} cannot be read: {error}", hint=_HINT) from None
    entries = data.get("ignore") if isinstance(data, dict) else None
    if not isinstance(entries, list) or set(data) != {"ignore"}:
        raise JobError(f"{file} has no list `ignore`, or something beside it.", hint=_HINT)
    return [_entry(file, number, entry) for number, entry in enumerate(entries, start=1)]


def apply(report: Report, ignores: Sequence[Ignore], today: date) -> Report:
    """`report` without what is ignored today, which it lists instead.

    Expired entries are findings; entries that nothing matched are told, if everything was looked at.
    """
    current = [item for item in ignores if item.until is None or item.until >= today]
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    used: set[int] = set()
    for finding in report.findings:
        covering = [item for item in current if item.covers(finding)]
        used.update(item.number for item in covering)
        if covering:
            first = covering[0]
            until = None if first.until is None else first.until.isoformat()
            ignored.append(Ignored(finding=finding, reason=first.reason, owner=first.owner, until=until))
        else:
            kept.append(finding)
    kept += [_expired(item) for item in ignores if item not in current]
    unused = tuple(str(item) for item in current if item.number not in used and report.is_complete)
    return replace(report, findings=tuple(sorted(kept, key=Finding.order)), ignored=tuple(ignored), unused=unused)


def _expired(item: Ignore) -> Finding:
    return Finding(
        kind="ignore_expired",
        severity=Severity.MEDIUM,
        vendor="",
        subject=item.owner,
        text=f"Ignore {item} ended on {item.until}. {item.reason}",
        fix=f"Ask {item.owner}: mend what it covers, or give it another end and a reason.",
        object_id=item.id or " ".join(text for _, text in item.patterns),
        after=str(item.until),
    )


def _entry(file: Path, number: int, entry: Any) -> Ignore:
    where = f"{file}, entry {number}"
    if not isinstance(entry, dict) or not set(entry) <= _KEYS:
        unknown = sorted(set(entry) - _KEYS) if isinstance(entry, dict) else [str(entry)]
        raise JobError(f"{where}: unknown {', '.join(unknown)}.", hint=_HINT)
    for name in ("reason", "owner"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise JobError(f"{where}: `{name}` is missing.", hint=_HINT)
    until = entry.get("until")
    if until is not None and type(until) is not date:
        raise JobError(f"{where}: `until` is {until!r}, which is no date.", hint=_HINT)
    patterns = tuple((name, str(entry[name])) for name in _PATTERNS if name in entry)
    if "id" not in entry and not patterns:
        raise JobError(f"{where}: it names nothing to ignore.", hint=_HINT)
    if not any(set(text) - set("*?") for _, text in patterns) and "id" not in entry:
        raise JobError(f"{where}: it would ignore everything.", hint="Name what it is about more narrowly.")
    kind = entry.get("kind")
    if kind is not None and not any(fnmatchcase(each, str(kind)) for each in KINDS):
        raise JobError(f"{where}: there is no kind {kind!r}.", hint=f"Kinds: {', '.join(KINDS)}.")
    return Ignore(
        number=number,
        reason=entry["reason"].strip(),
        owner=entry["owner"].strip(),
        id=str(entry.get("id", "")),
        patterns=patterns,
        until=until,
    )
