"""Data of the page: rows of the access map with the findings that changed each, and the findings."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, Final

from rolecall.access import Grant, GrantKey, is_managed
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
    """A row for each right that is not only brought along by a role, and for each that somebody no longer has.

    An account has one where somebody else may stand behind it.
    """
    marks = _Marks(report.findings)
    rows = report.access.rows() if report.access is not None else []
    people = {each.key.subject: each.person for each in rows}
    here = {_said(each) for each in rows}
    shown = [
        _row(each, each.person, marks.of(each))
        for each in rows
        if not each.comes_along and (each.kind != "account" or each.key in marks.gained)
    ]
    gone: dict[GrantKey, tuple[Grant, list[str]]] = {}
    for finding in report.findings:
        for each in finding.lost:
            if _said(each) not in here and not each.comes_along:
                gone.setdefault(each.key, (each, []))[1].append(finding.id)
    return shown + [
        _row(each, people.get(key.subject, each.person), ids, gone=True) for key, (each, ids) in gone.items()
    ]


def finding_rows(report: Report) -> list[list[Any]]:
    """Findings in their order, each with what the page shows of it."""
    return [_finding(each, is_new=each.id in report.new) for each in report.findings]


def _said(grant: Grant) -> tuple[object, ...]:
    """A right as the page says it."""
    return grant.person, *grant.key.right, grant.scope


class _Marks:
    """Findings by the rights that they are about."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.gained: dict[GrantKey, list[str]] = defaultdict(list)
        self._whole: dict[str, list[str]] = defaultdict(list)
        for each in findings:
            for key in each.gained:
                self.gained[key].append(each.id)
            if not each.attribute and each.kind in _WHOLE:
                self._whole[each.place].append(each.id)

    def of(self, grant: Grant) -> list[str]:
        """The ids of the findings about a right."""
        found = [each for address in grant.addresses for each in self._whole.get(address, ())]
        return list(dict.fromkeys([*self.gained.get(grant.key, ()), *found]))


def _row(grant: Grant, person: str, findings: list[str], *, gone: bool = False) -> list[Any]:
    addresses = grant.paths[0].addresses
    return [
        f"{grant.vendor}@{grant.realm}" if grant.realm else grant.vendor,
        person,
        grant.key.subject.kind,
        grant.right if grant.kind == "role" else f"{grant.kind} {grant.right}",
        f"{grant.scope.level} {grant.scope.name}".strip(),
        grant.tier,
        " > ".join(grant.paths[0].steps) or grant.kind,
        addresses[0] if addresses and is_managed(addresses[0]) else "",
        findings,
        gone,
    ]


def _finding(finding: Finding, *, is_new: bool) -> list[Any]:
    return [
        finding.id,
        finding.severity.word,
        finding.kind,
        finding.vendor,
        finding.subject,
        finding.text,
        [part for part, _ in spans(finding.fix)],
        finding.address,
        "" if finding.declared is None else str(finding.declared),
        finding.attribute,
        _value(finding.before),
        _value(finding.after),
        is_new,
    ]


def _value(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=number)
