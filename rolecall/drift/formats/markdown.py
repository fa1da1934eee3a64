"""For a comment on a pull request: Markdown that stays within what such comments may hold, the worst kept first."""

from __future__ import annotations

from typing import Final

from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.reports.markdown import code, escape, row

LIMIT: Final = 60_000
"""Characters at most. The usual limit of a comment is 65,536; the rest is for whoever puts something around it."""


def render(report: Report) -> str:
    """The report as Markdown of at most `LIMIT` characters."""
    head = [f"## Drift: {escape(report.headline())}", ""]
    tail = _tail(report)
    room = LIMIT - sum(len(line) + 1 for line in (*head, *tail)) - 200
    rows = ["| severity | kind | vendor | what | where | id |", "|---|---|---|---|---|---|"] if report.findings else []
    used = sum(len(line) + 1 for line in rows)
    shown = 0
    for finding in report.findings:
        line = _row(finding)
        if used + len(line) + 1 > room:
            break
        rows.append(line)
        used += len(line) + 1
        shown += 1
    left = len(report.findings) - shown
    more = [f"… and {left} more, none of them more severe. The JSON report has them all.", ""] if left else []
    return "\n".join([*head, *rows, *([""] if rows else []), *more, *tail]).rstrip() + "\n"


def _row(finding: Finding) -> str:
    where = code(finding.address) if finding.address else "in no state"
    if finding.declared is not None:
        where += f"<br>{code(f'{finding.declared.file}:{finding.declared.line}')}"
    what = f"{escape(finding.text)}<br>→ {escape(finding.fix)}"
    cells = [finding.severity.word, code(finding.kind), escape(finding.vendor), what, where, code(finding.id)]
    return row(cells)


def _tail(report: Report) -> list[str]:
    lines: list[str] = []
    if report.gaps:
        lines += ["### Not looked at", ""]
        for gap in report.gaps[:30]:
            status = f" ({gap.status})" if gap.status else ""
            lines.append(f"- {escape(gap.vendor)} {escape(gap.what)}: {escape(gap.why)}{status}. {escape(gap.advice)}")
        if len(report.gaps) > 30:
            lines.append(f"- … and {len(report.gaps) - 30} more")
        lines.append("")
    if report.ignored:
        lines += [f"{len(report.ignored)} findings are ignored for reasons that the ignore file gives.", ""]
    lines += [f"Unused ignore: {escape(item)}" for item in report.unused[:20]]
    lines += [escape(note) for note in report.notes]
    return lines
