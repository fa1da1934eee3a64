"""For people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rolecall.drift.findings import Finding, Severity
from rolecall.drift.formats.grouping import Section, meaning, sections
from rolecall.drift.history import History
from rolecall.drift.report import Report
from rolecall.reports.terminal_text import Colour, Style, plain, wrapped
from rolecall.text.sanitizer import visible

_COLOURS: Final[Mapping[Severity, Colour]] = {
    Severity.CRITICAL: "red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "blue",
    Severity.INFO: "dim",
}


def render(report: Report, style: Style = plain) -> str:
    """The report as text: what a state manages first, the worst first, and what no state knows summed up."""
    lines = [line for part in sections(report.findings) for line in _section(part, style, report.new)]
    for item in report.ignored:
        until = f" until {item.until}" if item.until else ""
        who = f" ({item.owner})" if item.owner else ""
        lines.append(style(f"ignored{until}: {visible(item.finding.text)} {visible(item.reason)}{visible(who)}", "dim"))
    if report.ignored:
        lines.append("")
    lines += [style(f"unused ignore: {visible(unused)}", "yellow") for unused in report.unused]
    if report.unused:
        lines.append("")
    for gap in report.gaps:
        head = f"not looked at: {f'{gap.vendor}: ' if gap.vendor else ''}{gap.what}: {gap.why}"
        head += f" [{gap.status}]" if gap.status else ""
        head += f" (request {gap.request_id})" if gap.request_id else ""
        lines.append(style(visible(head), "red"))
        lines += wrapped(gap.advice, "    ", "    ")
    if report.gaps:
        lines.append("")
    for vendor in report.vendors:
        read = ", ".join(
            f"{count} {name.partition('_')[2].replace('_', ' ')}s" for name, count in vendor.objects.items()
        )
        account = f", as {vendor.account}" if vendor.account else ""
        lines.append(
            style(visible(f"{vendor.label}: {vendor.managed} in state; {read or 'nothing'} read{account}"), "dim")
        )
    if report.others:
        count = sum(report.others.values())
        lines.append(style(f"{count} resources of other providers were not looked at", "dim"))
    lines += [style(visible(note), "dim") for note in report.notes]
    if report.history is not None:
        lines += [*_gone(report.history), report.history.headline()]
    colour: Colour = "red" if report.gaps or report.findings else "green"
    return "\n".join([*lines, style(report.headline(), colour)]) + "\n"


def _gone(history: History) -> Iterator[str]:
    for word, items in (("gone", history.gone), ("not looked at again", history.unknown)):
        for item in items:
            yield visible(f"{word}: {item.severity} {item.kind}  {item.vendor}  {item.id}  {item.text}")
        if items:
            yield ""


def _section(section: Section, style: Style, new: frozenset[str]) -> Iterator[str]:
    yield style(f"{section.title}: {section.counts()}", "bold")
    yield ""
    for kind, findings in section.groups:
        if len(section.groups) > 1:
            yield style(f"  {meaning(kind)}", "dim")
        for finding in findings:
            yield from (*_finding(finding, style, is_new=finding.id in new), "")
    for each in section.summaries:
        head = f"{style(each.severity.word.ljust(8), _COLOURS[each.severity])} {style(each.kind, 'bold')}"
        yield f"{head}  {visible(each.vendor)}"
        yield from (*wrapped(each.text, "    ", "    "), *wrapped(each.fix, "    → ", "      "), "")


def _finding(finding: Finding, style: Style, *, is_new: bool) -> list[str]:
    head = f"{style(finding.severity.word.ljust(8), _COLOURS[finding.severity])} {style(finding.kind, 'bold')}"
    head += style("  new", "yellow") if is_new else ""
    lines = [f"{head}  {visible(finding.vendor)}  {style(finding.id, 'dim')}"]
    lines += wrapped(finding.text, "    ", "    ")
    if finding.address:
        lines.append(f"    {visible(finding.address)}{_place(finding)}")
    lines += wrapped(finding.fix, "    → ", "      ")
    return lines


def _place(finding: Finding) -> str:
    return f"  ({visible(finding.declared.file)}:{finding.declared.line})" if finding.declared is not None else ""
