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
from typing import Final

from rolecall.drift.findings import KINDS, Finding, Severity
from rolecall.drift.report import Ignored, Report
from rolecall.reports.yaml_mistakes import yaml_mistakes
from rolecall.text.yaml_file import Node, load

_PATTERNS: Final = ("kind", "vendor", "subject", "type", "address", "attribute")
_KEYS: Final = ("id", "reason", "owner", "until", *_PATTERNS)
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
        """True if the entry is about `finding`, whatever the day."""
        if self.id and self.id != finding.id:
            return False
        return all(fnmatchcase(str(getattr(finding, name)), pattern) for name, pattern in self.patterns)

    def __str__(self) -> str:
        told = [f"id {self.id}"] if self.id else []
        return f"entry {self.number} ({', '.join(told + [f'{name} {text}' for name, text in self.patterns])})"


@yaml_mistakes()
def read_ignores(file: Path) -> list[Ignore]:
    """The entries of an ignore file. Raises JobError, which says where it is wrong."""
    root = load(file, "the ignore file")
    parts = root.mapping() if root.is_mapping else {}
    if set(parts) != {"ignore"} or not parts["ignore"].is_list:
        raise root.wrong("there is no list `ignore`, or something beside it", _HINT)
    return [_entry(number, node) for number, node in enumerate(parts["ignore"].items(), start=1)]


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


def _entry(number: int, node: Node) -> Ignore:
    parts = node.mapping(_KEYS)
    for name in ("reason", "owner"):
        if name not in parts or parts[name].kind != "str" or not parts[name].text().strip():
            raise node.wrong(f"{node.what}: `{name}` is missing", _HINT)
    until = parts["until"].plain() if "until" in parts else None
    if until is not None and type(until) is not date:
        raise parts["until"].wrong(f"{node.what}: `until` is {until!r}, which is no date", _HINT)
    patterns = tuple((name, parts[name].text()) for name in _PATTERNS if name in parts)
    if "id" not in parts and not patterns:
        raise node.wrong(f"{node.what} names nothing to ignore", _HINT)
    if not any(set(text) - set("*?") for _, text in patterns) and "id" not in parts:
        raise node.wrong(f"{node.what} would ignore everything", "Name what it is about more narrowly.")
    kind = dict(patterns).get("kind")
    if kind is not None and not any(fnmatchcase(each, kind) for each in KINDS):
        raise parts["kind"].wrong(f"{node.what}: there is no kind {kind!r}", f"Kinds: {', '.join(KINDS)}.")
    return Ignore(
        number=number,
        reason=parts["reason"].text().strip(),
        owner=parts["owner"].text().strip(),
        id=parts["id"].text() if "id" in parts else "",
        patterns=patterns,
        until=until,
    )
