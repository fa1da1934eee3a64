"""Drift against an earlier report: what is new, what is unchanged, what is gone, and what nobody can say.

A finding's id stays the same while the fact does, so an id of both reports is unchanged. One that only the earlier
report has is gone where its vendor was looked at whole; where something of the vendor was not, nobody knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolecall.drift.findings import Finding
from rolecall.estate.gaps import Gap
from rolecall.reports.errors import JobError

_HINT = "Give a file that `rolecall drift --report json=FILE` wrote."


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A finding of an earlier report, as far as it is told again."""

    id: str
    kind: str
    severity: str
    vendor: str
    subject: str
    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The difference to the report of `since` (ISO 8601, UTC): ids of findings, and findings that are no more.

    `unknown` are earlier findings of vendors that were not looked at whole this time.
    """

    since: str
    new: frozenset[str]
    unchanged: frozenset[str]
    gone: tuple[Earlier, ...]
    unknown: tuple[Earlier, ...]

    def headline(self) -> str:
        """The difference in one sentence."""
        said = f"Since {self.since}: {len(self.new)} new, {len(self.unchanged)} unchanged, {len(self.gone)} gone"
        return f"{said}, {len(self.unknown)} not looked at again." if self.unknown else f"{said}."


def read_earlier(file: Path) -> tuple[str, tuple[Earlier, ...]]:
    """The time and the findings of a JSON report, those that were ignored too. Raises JobError for anything else."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise JobError(f"{file} cannot be read: {error.strerror or error}.", hint=_HINT) from None
    except (ValueError, RecursionError):
        raise JobError(f"{file} is no JSON.", hint=_HINT) from None
    try:
        if str(data["format_version"]).partition(".")[0] != "1":
            raise JobError(f"{file} is a report of format {data['format_version']}.", hint="This reads format 1.")
        rows = [*data["findings"], *(row["finding"] for row in data["ignored"])]
        return str(data["made_at"]), tuple(_earlier(row) for row in rows)
    except (KeyError, TypeError, AttributeError):
        raise JobError(f"{file} is JSON, but no report of drift.", hint=_HINT) from None


def compare(
    since: str,
    earlier: Iterable[Earlier],
    findings: Iterable[Finding],
    *,
    ignored: Iterable[str] = (),
    gaps: Iterable[Gap] = (),
    asked: Iterable[str] = (),
) -> History:
    """The difference to the findings of an `earlier` report.

    `ignored` are the ids of findings that the ignore file covers now, `asked` the labels of the vendors that were
    asked. Where none was, a plan was read, which knows nothing of what no state has.
    """
    before = {item.id: item for item in earlier}
    now = {finding.id for finding in findings}
    covered, labels, blind = set(ignored), {"", *asked}, {gap.vendor for gap in gaps}
    lost = [item for id_, item in before.items() if id_ not in now and id_ not in covered]
    seen = {
        item.id
        for item in lost
        if not blind & {"", item.vendor} and (item.vendor in labels or (len(labels) == 1 and item.address))
    }
    return History(
        since=since,
        new=frozenset(now - before.keys()),
        unchanged=frozenset(now & before.keys()),
        gone=tuple(item for item in lost if item.id in seen),
        unknown=tuple(item for item in lost if item.id not in seen),
    )


def earlier_data(item: Earlier) -> dict[str, Any]:
    """An earlier finding as JSON-ready values."""
    return {name: getattr(item, name) for name in Earlier.__dataclass_fields__}


def _earlier(row: Mapping[str, Any]) -> Earlier:
    return Earlier(**{name: str(row[name] or "") for name in Earlier.__dataclass_fields__})
