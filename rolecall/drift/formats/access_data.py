"""The access map as JSON, for `rolecall who`."""

from __future__ import annotations

from dataclasses import replace

from rolecall.access import AccessMap
from rolecall.drift.report import Report


def render(report: Report) -> str:
    """The map of the vendors that were read, with what was not looked at."""
    found = report.access or AccessMap(grants=(), made_at=report.made_at)
    unseen = tuple(f"{gap.vendor} {gap.what}: {gap.why}".strip() for gap in report.gaps)
    missing = () if report.access is not None else ("anything: no vendor was asked",)
    return replace(found, unseen=tuple(dict.fromkeys((*found.unseen, *unseen, *missing)))).text()
