"""`docs/dialects.md` counts the quirks, and names those that are left aside, as the tables have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.quirks import Quirk, quirks

PAGE = Path(__file__).parents[2] / "docs" / "dialects.md"
TITLES = {
    "tanium@platform": "Tanium `platform`",
    "splunk@management": "Splunk `management`",
    "splunk@acs": "Splunk `acs`",
    "tanzu@v2": "Cloud Services `v2`",
    "tanzu@policy": "Mission Control `policy`",
}


def by_dialect() -> dict[str, list[Quirk]]:
    found: dict[str, list[Quirk]] = defaultdict(list)
    for each in quirks():
        found[each.where].append(each)
    return {where: found[where] for where in TITLES}


def counted(rows: Sequence[Quirk]) -> list[int]:
    cuts = sum(bool(each.cuts) for each in rows)
    rules = sum(bool(each.rule) for each in rows)
    left = sum(bool(each.aside or each.open) for each in rows)
    return [len(rows), cuts, rules, len(rows) - cuts - rules - left, left]


def test_the_page_counts_what_the_tables_have() -> None:
    lines = [f"| {TITLES[at]} | {' | '.join(map(str, counted(rows)))} |" for at, rows in by_dialect().items()]
    assert "\n".join(lines) in PAGE.read_text(encoding="utf-8"), "\n".join(lines)


def test_the_page_names_what_is_left_aside_and_why() -> None:
    parts = []
    for where, rows in by_dialect().items():
        lines = [f"- {each.quirk} {each.aside or each.open}" for each in rows if each.aside or each.open]
        parts.append("\n".join([f"### {TITLES[where]}", "", *lines]))
    text = "\n\n".join(parts)
    assert text in PAGE.read_text(encoding="utf-8"), text
