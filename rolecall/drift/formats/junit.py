"""For test reports: JUnit XML, one suite for each vendor, a failed case for each finding, an error for each gap.

The form is that of Jenkins' xUnit plugin (`junit-10.xsd`), which GitLab and Azure Pipelines read too.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rolecall.drift.findings import Finding, Severity
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.text.sanitizer import visible


def render(report: Report) -> str:
    """The report as JUnit XML. What is only told (severity info) passes."""
    root = Element("testsuites", name="rolecall drift")
    findings: dict[str, list[Finding]] = defaultdict(list)
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for vendor in report.vendors:
        findings[vendor.label] = []
    for finding in report.findings:
        findings[finding.vendor].append(finding)
    for gap in report.gaps:
        gaps[gap.vendor or "rolecall"].append(gap)
    totals = [0, 0, 0]
    for label in dict.fromkeys([*findings, *gaps]):
        here, missing = findings.get(label, []), gaps.get(label, [])
        failed = [item for item in here if item.severity > Severity.INFO]
        cases = len(here) + len(missing) or 1
        suite = SubElement(
            root,
            "testsuite",
            name=visible(f"drift.{label}"),
            tests=str(cases),
            failures=str(len(failed)),
            errors=str(len(missing)),
            skipped="0",
            time="0",
            timestamp=report.made_at.strftime("%Y-%m-%dT%H:%M:%S"),
        )
        for total, count in enumerate((cases, len(failed), len(missing))):
            totals[total] += count
        if not here and not missing:
            SubElement(suite, "testcase", classname=visible(label), name="no drift", time="0")
        for finding in here:
            _case(suite, finding)
        for gap in missing:
            case = SubElement(
                suite, "testcase", classname=visible(label), name=visible(f"reading {gap.what}"), time="0"
            )
            SubElement(case, "error", message=visible(gap.why), type="incomplete").text = visible(gap.advice)
    for name, total in zip(("tests", "failures", "errors"), totals, strict=True):
        root.set(name, str(total))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _case(suite: Element, finding: Finding) -> None:
    case = SubElement(
        suite,
        "testcase",
        classname=visible(f"{finding.vendor}.{finding.kind}"),
        name=visible(f"{finding.subject} [{finding.id}]"),
        time="0",
    )
    where = "" if finding.declared is None else f" ({finding.declared})"  # the schema has no attribute for it
    lines = [finding.text, finding.fix, f"{finding.address}{where}".strip()]
    if finding.severity > Severity.INFO:
        failure = SubElement(case, "failure", message=visible(finding.text), type=finding.severity.word)
        failure.text = "\n".join(visible(line) for line in lines if line)
    else:
        SubElement(case, "system-out").text = visible(finding.text)
