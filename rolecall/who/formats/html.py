"""For a browser and for paper: a table without scripts, which asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from rolecall.reports.page_policy import hash_of
from rolecall.text.sanitizer import visible
from rolecall.who.answer import Answer, declared_of, right_of, where_of

_COLUMNS = ("Who", "Account", "Right", "Where", "Path", "Tier", "Declared")


def render(answer: Answer) -> str:
    """The answer as one HTML page."""
    rows = (
        (row.person, row.account, right_of(row), where_of(row), row.ways, row.tier, declared_of(row))
        for row in answer.rows
    )
    return page(answer, "Who has what", _COLUMNS, rows)


def page(answer: Answer, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], foot: str = "") -> str:
    """A page with a table; every text in it is shown letter by letter."""
    style = files("rolecall.who.formats").joinpath("page.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src {hash_of(style)}; base-uri 'none'; form-action 'none'"
    gaps = "".join(f'<p class="gap">Not looked at: {_text(each)}</p>' for each in answer.unseen)
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    body = "".join(f"<tr>{_cells(columns, row)}</tr>\n" for row in rows)
    sources = ", ".join(answer.sources) or "no source"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{_text(answer.headline())}</p>
<p class="soft">Made at {answer.made_at:%Y-%m-%d %H:%M} UTC from {_text(sources)}.</p>
{gaps}
<div class="scroll" tabindex="0" role="region" aria-label="{title}"><table>
<thead><tr>{head}</tr></thead>
<tbody>
{body}</tbody>
</table></div>
{foot}
</body>
</html>
"""


def _cells(columns: Sequence[str], row: Sequence[str]) -> str:
    cells = []
    for name, text in zip(columns, row, strict=True):
        tier = f' class="{text}"' if name == "Tier" else ""
        cells.append(f'<td data-name="{name}"{tier}>{_text(text)}</td>')
    return "".join(cells)


def _text(text: str) -> str:
    return escape(visible(text))
