"""For people at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

from rolecall.drift.findings import Finding, Severity
from rolecall.drift.report import Report

WIDTH: Final = 100

Colour: TypeAlias = Literal["red", "green", "yellow", "blue", "bold", "dim"]
Style: TypeAlias = Callable[[str, Colour], str]
"""Given a text and a colour, the text as it is to be printed."""

_COLOURS: Final[Mapping[Severity, Colour]] = {
    Severity.CRITICAL: "red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "blue",
    Severity.INFO: "dim",
}


def plain(text: str, colour: Colour) -> str:
    """A `Style` without colours."""
    return text


def render(report: Report, style: Style = plain) -> str:
    """The report as text, the worst first."""
    lines: list[str] = []
    for finding in report.findings:
        lines += [*_finding(finding, style), ""]
    for item in report.ignored:
        until = f" until {item.until}" if item.until else ""
        who = f" ({item.owner})" if item.owner else ""
        lines.append(style(f"ignored{until}: {clean(item.finding.text)} {clean(item.reason)}{clean(who)}", "dim"))
    if report.ignored:
        lines.append("")
    for unused in report.unused:
        lines.append(style(f"unused ignore: {clean(unused)}", "yellow"))
    if report.unused:
        lines.append("")
    for gap in report.gaps:
        head = f"not looked at: {f'{gap.vendor}: ' if gap.vendor else ''}{gap.what}: {gap.why}"
        status = f" [{gap.status}]" if gap.status else ""
        lines.append(style(clean(head) + status + (f" (request {gap.request_id})" if gap.request_id else ""), "red"))
        lines += _wrapped(gap.advice, "    ")
    if report.gaps:
        lines.append("")
    for vendor in report.vendors:
        read = ", ".join(
            f"{count} {name.partition('_')[2].replace('_', ' ')}s" for name, count in vendor.objects.items()
        )
        account = f", as {vendor.account}" if vendor.account else ""
        lines.append(
            style(clean(f"{vendor.label}: {vendor.managed} in state; {read or 'nothing'} read{account}"), "dim")
        )
    if report.others:
        count = sum(report.others.values())
        lines.append(style(f"{count} resources of other providers were not looked at", "dim"))
    lines += [style(note, "dim") for note in report.notes]
    colour: Colour = "red" if report.gaps or report.findings else "green"
    return "\n".join([*lines, style(report.headline(), colour)]) + "\n"


def clean(text: str) -> str:
    """`text` without control characters, by which a name at a vendor could redraw somebody's terminal."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def _finding(finding: Finding, style: Style) -> list[str]:
    head = f"{style(finding.severity.word.ljust(8), _COLOURS[finding.severity])} {style(finding.kind, 'bold')}"
    lines = [f"{head}  {clean(finding.vendor)}  {style(finding.id, 'dim')}"]
    lines += _wrapped(finding.text, "    ")
    if finding.address:
        lines.append(f"    {clean(finding.address)}{_place(finding)}")
    lines += _wrapped(finding.fix, "    → ", "      ")
    return lines


def _place(finding: Finding) -> str:
    return f"  ({clean(finding.declared.file)}:{finding.declared.line})" if finding.declared is not None else ""


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    cleaned = clean(" ".join(text.split()))
    return textwrap.wrap(
        cleaned,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
