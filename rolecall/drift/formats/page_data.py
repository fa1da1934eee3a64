"""Data of the page: rows of the access map with the findings that changed a right, and the findings."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, Final

from rolecall.access import Grant, is_managed
from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.reports.json_rows import number
from rolecall.reports.markdown import spans

_WHOLE: Final = frozenset(
    {
        "unmanaged_account",
        "unmanaged_binding",
        "orphan_binding",
        "reappeared",
        "token_expiring",
        "token_expired",
        "token_revoked",
        "token_unowned",
    }
)
"""Kinds that are about every right that the object gives."""


def map_rows(report: Report) -> list[list[Any]]:
    """A row for each right that is not an account and not only brought along by a role."""
    marks: dict[str, list[Finding]] = defaultdict(list)
    for item in report.findings:
        marks[item.place].append(item)
    rows = report.access.rows() if report.access is not None else []
    return [_row(each, marks) for each in rows if each.kind != "account" and not each.comes_along]


def finding_rows(report: Report) -> list[list[Any]]:
    """Findings in their order, each with what the page shows of it."""
    new = frozenset[str]() if report.history is None else report.history.new
    return [_finding(each, is_new=each.id in new) for each in report.findings]


def _row(grant: Grant, marks: dict[str, list[Finding]]) -> list[Any]:
    addresses = grant.paths[0].addresses
    here = [item for path in grant.paths for address in path.addresses for item in marks.get(address, ())]
    return [
        f"{grant.vendor}@{grant.realm}" if grant.realm else grant.vendor,
        grant.person,
        grant.key.subject.kind,
        grant.right if grant.kind == "role" else f"{grant.kind} {grant.right}",
        f"{grant.scope.level} {grant.scope.name}".strip(),
        grant.tier,
        " > ".join(grant.paths[0].steps) or grant.kind,
        addresses[0] if addresses and is_managed(addresses[0]) else "",
        list(dict.fromkeys(item.id for item in here if _changed(item, grant))),
    ]


def _changed(finding: Finding, grant: Grant) -> bool:
    """True if a finding about what gives a right is about this right."""
    if not finding.attribute:
        return finding.kind in _WHOLE
    before, after = _names(finding.before), _names(finding.after)
    return grant.right in after and grant.right not in before


def _names(value: Any) -> set[str]:
    if isinstance(value, list | tuple | set | frozenset):
        return {name for each in value for name in _names(each)}
    if isinstance(value, dict):
        return {name for each in value.values() for name in _names(each)}
    return set() if value is None else {str(value)}


def _finding(finding: Finding, *, is_new: bool) -> list[Any]:
    place = finding.declared
    return [
        finding.id,
        finding.severity.word,
        finding.kind,
        finding.vendor,
        finding.subject,
        finding.text,
        [part for part, _ in spans(finding.fix)],
        finding.address,
        "" if place is None else f"{place.file}:{place.line}",
        finding.attribute,
        _value(finding.before),
        _value(finding.after),
        is_new,
    ]


def _value(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=number)
