"""For monitoring: Prometheus' text format, for the textfile collector of its node exporter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from rolecall.drift.findings import KINDS, Severity
from rolecall.drift.report import Report
from rolecall.text.sanitizer import visible

_HELP: Final = {
    "rolecall_drift_findings": "Findings of the last drift check, by vendor, kind and severity.",
    "rolecall_drift_ignored": "Findings that the ignore file covers.",
    "rolecall_drift_gaps": "What the last drift check could not look at, by vendor.",
    "rolecall_drift_complete": "Whether the last drift check looked at everything.",
    "rolecall_drift_managed_resources": "Resources in state, by vendor.",
    "rolecall_drift_objects": "Objects that were read, by vendor and resource type.",
    "rolecall_drift_last_run_timestamp_seconds": "When the last drift check ended, in seconds since 1970.",
}


def render(report: Report) -> str:
    """The report as gauges: counts only, nobody's name. Every vendor and kind has a line, zeros too."""
    found = Counter((item.vendor, item.kind, item.severity) for item in report.findings)
    labels = list(dict.fromkeys([*(item.label for item in report.vendors), *(vendor for vendor, _, _ in found)]))
    missing = Counter(item.vendor for item in report.gaps)
    lines: list[str] = []
    lines += _metric(
        "rolecall_drift_findings",
        [
            ({"vendor": vendor, "kind": kind, "severity": severity.word}, found[vendor, kind, severity])
            for vendor in labels
            for kind in KINDS
            for severity in Severity
            if found[vendor, kind, severity] or severity is Severity.MEDIUM
        ],
    )
    lines += _metric("rolecall_drift_ignored", [({}, len(report.ignored))])
    lines += _metric(
        "rolecall_drift_gaps", [({"vendor": vendor}, missing[vendor]) for vendor in dict.fromkeys([*labels, *missing])]
    )
    lines += _metric("rolecall_drift_complete", [({}, int(report.is_complete))])
    lines += _metric(
        "rolecall_drift_managed_resources", [({"vendor": item.label}, item.managed) for item in report.vendors]
    )
    lines += _metric(
        "rolecall_drift_objects",
        [
            ({"vendor": item.label, "type": name}, count)
            for item in report.vendors
            for name, count in item.objects.items()
        ],
    )
    lines += _metric("rolecall_drift_last_run_timestamp_seconds", [({}, int(report.made_at.timestamp()))])
    return "\n".join(lines) + "\n"


def _metric(name: str, samples: Iterable[tuple[Mapping[str, str], int]]) -> list[str]:
    rows = [f"{name}{_labels(labels)} {value}" for labels, value in samples]
    return [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} gauge", *rows] if rows else []


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    pairs = (f'{key}="{_escaped(value)}"' for key, value in labels.items())
    return "{" + ",".join(pairs) + "}"


def _escaped(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace('"', '\\"')
