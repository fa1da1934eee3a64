"""For a comment on a pull request: Markdown within what such comments may hold; nothing is cut before the less severe.

What a state manages stands first. Room is given by severity alone: a row is left out only if no row that is less
severe is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from rolecall.drift.findings import Finding, Severity
from rolecall.drift.formats.grouping import Summary, sections
from rolecall.drift.report import Report
from rolecall.reports.markdown import code, escape, prose, row

LIMIT: Final = 60_000
"""Characters at most. The usual limit of a comment is 65,536; the rest is for whoever puts something around it."""
_HEAD: Final = ("| severity | kind | vendor | what | where | id |", "|---|---|---|---|---|---|")
_SPARE: Final = 300
"""Characters for the line that says what was left out."""


def render(report: Report) -> str:
    """The report as Markdown of at most `LIMIT` characters."""
    head = [f"## Drift: {escape(report.headline())}", ""]
    if report.history is not None:
        head += [escape(report.history.headline()), ""]
    tail = _tail(report)
    parts = sections(report.findings)
    titles = {part.title: [f"### {part.title}: {part.counts()}", "", *_HEAD] for part in parts}
    summed = {part.title: [_summary(each) for each in part.summaries] for part in parts}
    fixed = [*head, *tail, *(line for lines in (*titles.values(), *summed.values()) for line in lines)]
    room = LIMIT - sum(len(line) + 1 for line in fixed) - 2 * len(parts) - _SPARE
    listed = [finding for part in parts for _, findings in part.groups for finding in findings]
    rows = _chosen(listed, room, report.new)
    lines, place = [*head], 0
    for part in parts:
        end = place + sum(len(findings) for _, findings in part.groups)
        here = [rows[index] for index in range(place, end) if index in rows]
        lines += [*titles[part.title], *here, *summed[part.title], ""]
        place = end
    left = Counter(finding.severity for index, finding in enumerate(listed) if index not in rows)
    return "\n".join([*lines, *_left_out(left), *tail]).rstrip() + "\n"


def _chosen(listed: Sequence[Finding], room: int, new: frozenset[str]) -> dict[int, str]:
    """The rows for which there is room, by their place in `listed`; the most severe first."""
    rows: dict[int, str] = {}
    for index, finding in sorted(enumerate(listed), key=lambda each: -each[1].severity):
        line = _row(finding, is_new=finding.id in new)
        room -= len(line) + 1
        if room < 0:
            break
        rows[index] = line
    return rows


def _left_out(left: Mapping[Severity, int]) -> list[str]:
    if not left:
        return []
    told = ", ".join(f"{count:,} {severity.word}" for severity, count in sorted(left.items(), reverse=True))
    return [
        f"**Left out for want of room: {told}.** None is more severe than those shown. The JSON report has them all.",
        "",
    ]


def _row(finding: Finding, *, is_new: bool) -> str:
    where = code(finding.address, table=True) if finding.address else "in no state"
    if finding.declared is not None:
        where += f"<br>{code(str(finding.declared), table=True)}"
    what = f"{escape(finding.text)}<br>→ {prose(finding.fix, table=True)}"
    severity = f"{finding.severity.word}, **new**" if is_new else finding.severity.word
    cells = [severity, code(finding.kind), escape(finding.vendor), what, where, code(finding.id)]
    return row(cells)


def _summary(each: Summary) -> str:
    what = f"{escape(each.text)}<br>→ {prose(each.fix, table=True)}"
    return row([each.severity.word, code(each.kind), escape(each.vendor), what, "in no state", ""])


def _tail(report: Report) -> list[str]:
    lines: list[str] = []
    if report.gaps:
        lines += ["### Not looked at", ""]
        for gap in report.gaps[:30]:
            status = f" ({gap.status})" if gap.status else ""
            lines.append(f"- {escape(gap.vendor)} {escape(gap.what)}: {escape(gap.why)}{status}. {prose(gap.advice)}")
        if len(report.gaps) > 30:
            lines.append(f"- … and {len(report.gaps) - 30} more")
        lines.append("")
    if report.ignored:
        lines += [f"{len(report.ignored)} findings are ignored for reasons that the ignore file gives.", ""]
    if report.history is not None:
        for title, items in (("Gone", report.history.gone), ("Not looked at again", report.history.unknown)):
            lines += [f"### {title}: {len(items):,}", ""] if items else []
            lines += [
                f"- {item.severity} {code(item.kind)} {escape(item.vendor)}: {escape(item.text)}" for item in items[:20]
            ]
            lines += [f"- … and {len(items) - 20:,} more"] if len(items) > 20 else []
            lines += [""] if items else []
    lines += [f"Unused ignore: {escape(item)}" for item in report.unused[:20]]
    lines += [escape(note) for note in report.notes]
    return lines
