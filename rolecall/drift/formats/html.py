"""For a browser: findings, and the access map of who has what where, in one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from rolecall.access import Grant, is_managed
from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.reports.json_rows import number
from rolecall.text.sanitizer import visible, visible_data


def render(report: Report) -> str:
    """The report as one HTML page. Without scripts the findings are there, and the map is not."""
    here = files("rolecall.drift.formats")
    style = here.joinpath("page.css").read_text(encoding="utf-8")
    script = here.joinpath("page.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    marks: dict[str, list[str]] = defaultdict(list)
    for item in report.findings:
        marks[item.place].append(item.id)
    rows = report.access.rows() if report.access is not None else []
    grants = [_row(each, marks) for each in rows if each.kind != "account" and not each.comes_along]
    counts = "".join(
        f'<li><span class="word {severity.word}">{severity.word}</span> {count}</li>'
        for severity, count in report.counts().items()
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
<p class="word {"calm" if not report.findings and not report.gaps else "high"}">{_text(report.headline())}</p>
<p class="soft">Made at {report.made_at:%Y-%m-%d %H:%M} UTC from {_text(", ".join(report.sources) or "no state")}.</p>
<ul class="counts" aria-label="Findings by severity">{counts}</ul>
</header>
<main>
{_gaps(report.gaps)}
<h2>Findings</h2>
{"".join(_finding(item) for item in report.findings) or "<p>None.</p>"}
{_ignored(report)}
<h2 id="map">Who has what where</h2>
{_MAP if grants else "<p>No access was read.</p>"}
</main>
<script type="application/json" id="grants">{_embedded(grants)}</script>
<script>{script}</script>
</body>
</html>
"""


def _row(grant: Grant, marks: Mapping[str, Sequence[str]]) -> list[Any]:
    addresses = grant.paths[0].addresses
    found = dict.fromkeys(id_ for path in grant.paths for address in path.addresses for id_ in marks.get(address, ()))
    return [
        f"{grant.vendor}@{grant.realm}" if grant.realm else grant.vendor,
        grant.person,
        grant.key.subject.kind,
        grant.right if grant.kind == "role" else f"{grant.kind} {grant.right}",
        f"{grant.scope.level} {grant.scope.name}".strip(),
        grant.tier,
        " > ".join(grant.paths[0].steps) or grant.kind,
        next(filter(is_managed, addresses), ""),
        list(found),
    ]


_MAP = """<p class="soft">Rows with ▲ have drift; dashed rights are in no state. Press <kbd>/</kbd> to search, and
the arrow keys to go through the rows.</p>
<noscript><p>The map needs scripts; the findings above do not.</p></noscript>
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


def _text(text: str) -> str:
    return escape(visible(text))


def _hash(text: str) -> str:
    """The source by which a Content Security Policy lets exactly this text run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embedded(value: Any) -> str:
    """JSON that no HTML parser takes for anything else."""
    data = json.dumps(visible_data(value), ensure_ascii=False, separators=(",", ":"))
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _finding(finding: Finding) -> str:
    place = finding.declared
    rows = [
        ("Do", _text(finding.fix)),
        ("Address", f"<code>{_text(finding.address)}</code>" if finding.address else "in no state"),
        ("Declared", f"<code>{_text(f'{place.file}:{place.line}')}</code>" if place is not None else ""),
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
    if not gaps:
        return ""
    told = "".join(
        '<p class="gap"><span class="word critical">not looked at</span> '
        f"{_text(f'{gap.vendor} {gap.what}: {gap.why}')}"
        f"{f' ({gap.status})' if gap.status else ''}. {_text(gap.advice)}</p>"
        for gap in gaps
    )
    return f"<h2>Not looked at</h2>\n{told}"


def _ignored(report: Report) -> str:
    if not report.ignored:
        return ""
    told = "".join(
        f"<li>{_text(item.finding.text)} <span class='soft'>{_text(item.reason)} ({_text(item.owner)}"
        f"{f', until {item.until}' if item.until else ''})</span></li>"
        for item in report.ignored
    )
    return f"<h2>Ignored</h2>\n<ul>{told}</ul>"
