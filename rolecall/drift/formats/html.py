"""For a browser: findings, and the access map of who has what where, in one file that asks nobody for anything."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from typing import Any, Final

from rolecall.drift.findings import Finding
from rolecall.drift.formats.page_data import finding_rows, map_rows
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.reports.json_rows import number
from rolecall.reports.markdown import spans
from rolecall.reports.page_policy import embedded, hash_of
from rolecall.text.sanitizer import visible

UNSCRIPTED: Final = 500
"""Findings that a browser without scripts shows, the worst."""


def render(report: Report) -> str:
    """The report as one HTML page. Without scripts the worst findings are there, and the map is not."""
    here = files("rolecall.drift.formats")
    style = here.joinpath("page.css").read_text(encoding="utf-8")
    script = here.joinpath("page.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {hash_of(style)}; script-src {hash_of(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    grants = map_rows(report)
    counts = "".join(
        f'<li><span class="word {severity.word}">{severity.word}</span> {count:,}</li>'
        for severity, count in report.counts().items()
    )
    said = report.headline() if report.history is None else f"{report.headline()} {report.history.headline()}"
    panels = [
        ("map", "Access map", _MAP if grants else "<p>No access was read.</p>", ""),
        ("findings", "Findings", _findings(report), f"{len(report.findings):,}"),
    ]
    panels += [("gaps", "Not looked at", _gaps(report.gaps), str(len(report.gaps)))] * bool(report.gaps)
    panels += [("ignored", "Ignored", _ignored(report), str(len(report.ignored)))] * bool(report.ignored)
    tabs = "".join(
        f'<button type="button" role="tab" id="tab-{id_}" aria-controls="{id_}">{name}'
        f"{f' <small>{count}</small>' if count else ''}</button>"
        for id_, name, _, count in panels
    )
    shown = "".join(
        f'<section class="panel" id="{id_}" role="tabpanel" aria-labelledby="tab-{id_}">'
        f"<h2>{name}</h2>{body}</section>\n"
        for id_, name, body, _ in panels
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Access map and drift</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#map">Skip to the access map</a>
<header>
<h1>Access map and drift</h1>
<p class="word {"calm" if not report.findings and not report.gaps else "high"}">{_text(said)}</p>
<p class="soft">Made at {report.made_at:%Y-%m-%d %H:%M} UTC from {_text(", ".join(report.sources) or "no state")}.</p>
<ul class="counts" aria-label="Findings by severity">{counts}</ul>
<div class="tabs" role="tablist" aria-label="Parts of the report" hidden>{tabs}</div>
</header>
<main>
{shown}</main>
<script type="application/json" id="grants">{embedded(grants)}</script>
<script type="application/json" id="found">{embedded(finding_rows(report))}</script>
<script>{script}</script>
</body>
</html>
"""


_MAP: Final = """<p class="soft">One row for each person. ▲ marks a right that came, or went and is struck through,
and an account that may be somebody else's now; dashed rights are in no state.
Press <kbd>/</kbd> to search, and the arrow keys to go through the rows.</p>
<noscript><p>The map needs scripts; the findings below do not.</p></noscript>
<form id="filters" role="search">
<label>Search people, rights, scopes, addresses<input type="search" id="search" autocomplete="off"></label>
<label>Vendor<select id="vendor"><option value="">all</option></select></label>
<label>At least one right that is<select id="tier"><option value="">any</option><option>critical</option>
<option>high</option><option>normal</option><option>low</option></select></label>
<label class="inline"><input type="checkbox" id="drift"> only with drift</label>
</form>
<p id="status" role="status" class="soft"></p>
<div class="scroll" tabindex="0" role="region" aria-label="Access map"><table>
<thead><tr id="heads"><th scope="col">Who</th></tr></thead>
<tbody id="rows"></tbody>
</table></div>
<p><button type="button" id="more" hidden>Show more</button></p>"""


def _findings(report: Report) -> str:
    if not report.findings:
        return "<p>None.</p>"
    left = len(report.findings) - UNSCRIPTED
    more = f"<p>{left:,} more, none of them more severe, are shown with scripts.</p>" if left > 0 else ""
    shown = "".join(_finding(item) for item in report.findings[:UNSCRIPTED])
    return f"""<form id="narrow" role="search">
<label>Search<input type="search" id="find" autocomplete="off"></label>
<label>Person<input type="search" id="who" autocomplete="off"></label>
<label>Vendor<select id="at"><option value="">all</option></select></label>
<label>Kind<select id="kind"><option value="">all</option></select></label>
<label>Severity<select id="severity"><option value="">all</option></select></label>
</form>
<p id="count" role="status" class="soft"></p>
<div id="list"></div>
<p><button type="button" id="further" hidden>Show more</button></p>
<noscript>{shown}{more}</noscript>"""


def _text(text: str) -> str:
    return escape(visible(text))


def _advice(text: str) -> str:
    """Advice, with what is to be copied as code, without the backticks around it."""
    return "".join(f"<code>{_text(part)}</code>" if is_code else _text(part) for part, is_code in spans(text))


def _finding(finding: Finding) -> str:
    rows = [
        ("Do", _advice(finding.fix)),
        ("Address", f"<code>{_text(finding.address)}</code>" if finding.address else "in no state"),
        ("Declared", f"<code>{_text(str(finding.declared))}</code>" if finding.declared is not None else ""),
        ("Attribute", f"<code>{_text(finding.attribute)}</code>" if finding.attribute else ""),
        ("Before", _value(finding.before)),
        ("After", _value(finding.after)),
        ("Id", f"<code>{finding.id}</code>"),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    word = finding.severity.word
    head = f"{finding.vendor}: {finding.text}" if finding.vendor else finding.text
    return (
        f'<details class="finding {word}" id="f-{finding.id}"><summary><span class="word {word}">{word}</span> '
        f"<code>{finding.kind}</code> {_text(head)}</summary>"
        f"<dl>{listed}</dl></details>\n"
    )


def _value(value: Any) -> str:
    if value is None:
        return ""
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=number)
    return f"<code>{_text(shown)}</code>"


def _gaps(gaps: tuple[Gap, ...]) -> str:
    return "".join(
        '<p class="gap"><span class="word critical">not looked at</span> '
        f"{_text(f'{gap.vendor} {gap.what}: {gap.why}')}"
        f"{f' ({gap.status})' if gap.status else ''}. {_text(gap.advice)}</p>"
        for gap in gaps
    )


def _ignored(report: Report) -> str:
    told = "".join(
        f"<li>{_text(item.finding.text)} <span class='soft'>{_text(item.reason)} ({_text(item.owner)}"
        f"{f', until {item.until}' if item.until else ''})</span></li>"
        for item in report.ignored
    )
    return f"<ul>{told}</ul>"
