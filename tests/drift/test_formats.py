"""One report in every format: each says all findings, and no name in it becomes anything but text."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from rolecall.drift.findings import KINDS, Finding, Severity
from rolecall.drift.formats import FORMATS
from rolecall.drift.formats.markdown import LIMIT
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.reports import sarif
from rolecall.reports.commands import command
from rolecall.reports.errors import Exit
from tests.drift import seeded
from tests.estate.estate import Estate
from tests.reports.formats import assert_junit, assert_sarif, code_spans

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Report, set[tuple[str, str, str]]]]:
    with Estate.open() as estate:
        yield seeded.report(estate, tmp_path_factory.mktemp("seeded"))
        assert estate.writes() == []


@pytest.fixture(scope="module")
def report(made: tuple[Report, set[tuple[str, str, str]]]) -> Report:
    gap = Gap(vendor="okta", what="users", why="403 <b>", advice="Give it the right.", status=403, request_id="r1")
    return replace(made[0], gaps=(gap,))


def test_exactly_what_was_seeded_is_found(made: tuple[Report, set[tuple[str, str, str]]]) -> None:
    report, expected = made
    found = [(item.kind, item.address, item.subject) for item in report.findings]
    assert set(found) == expected
    assert len(found) == len(expected) == len({item.id for item in report.findings})
    assert report.gaps == ()
    assert report.exit_code() is Exit.FOUND
    assert {kind for kind, _, _ in found} == set(KINDS) - {"provisioning_quarantined"}


def test_text(report: Report) -> None:
    text = FORMATS.render(report, "text")
    assert all(item.id in text for item in report.findings)
    assert "not looked at: okta: users: 403 <b> [403] (request r1)" in text
    assert "stacks/access.py:51" in text and "\x1b" not in text


def test_json_by_its_published_schema(report: Report) -> None:
    data = json.loads(FORMATS.render(report, "json"))
    schema = json.loads((ROOT / "docs/drift-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert [item["id"] for item in data["findings"]] == [item.id for item in report.findings]
    assert set(schema["$defs"]["finding"]["properties"]["kind"]["enum"]) == set(KINDS)
    assert data["complete"] is False


def test_markdown_formats_nothing_that_a_name_says_and_stays_small(report: Report) -> None:
    text = FORMATS.render(report, "markdown")
    assert all(f"`{item.id}`" in text for item in report.findings)
    assert "<img" not in text.replace("\\<img", "") and "[x](" not in text and " @all" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}
    many = replace(report, findings=report.findings * 400)
    shown = FORMATS.render(replace(many, findings=tuple(sorted(many.findings, key=Finding.order))), "markdown")
    assert len(shown) <= LIMIT
    assert shown.count("| critical |") == 3 * 400 or "more severe" in shown
    assert "okta" in shown and "Left out for want of room" in shown


def test_sarif_is_what_the_standard_and_github_ask_for(report: Report) -> None:
    run = assert_sarif(FORMATS.render(report, "sarif"))
    prints = [item["partialFingerprints"]["primaryLocationLineHash"] for item in run["results"]]
    assert sorted(prints) == sorted(item.id for item in report.findings)
    scores = {rule["id"]: rule["properties"].get("security-severity") for rule in run["tool"]["driver"]["rules"]}
    assert scores["privileged_change/critical"] == "9.5" and scores["unverifiable/info"] is None
    raised = next(item for item in run["results"] if item["ruleId"] == "privileged_change/critical")
    place = raised["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("stacks/access.py", 51)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "okta" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_of_more_than_a_run_may_hold_keeps_the_worst_and_says_what_it_left_out(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a hundredth of what code scanning takes, since the schema is asked of every result."""
    assert sarif.MOST == 25_000
    monkeypatch.setattr(sarif, "MOST", most := 250)
    low = replace(report.findings[-1], severity=Severity.LOW)
    many = [replace(low, object_id=str(number)) for number in range(most)]
    run = assert_sarif(FORMATS.render(replace(report, findings=(*report.findings[:2], *many)), "sarif"))
    assert len(run["results"]) == most
    assert [item["level"] for item in run["results"][:3]] == ["error", "error", "note"]
    said = run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    assert said == f"Left out, since a run has at most {most}: 2 low."


def test_junit_counts_what_it_has(report: Report) -> None:
    assert_junit(FORMATS.render(report, "junit"))
    root = ElementTree.fromstring(FORMATS.render(report, "junit"))
    cases = list(root.iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None]
    assert int(root.attrib["tests"]) == len(cases)
    assert int(root.attrib["failures"]) == len(failed) == sum(item.severity > Severity.INFO for item in report.findings)
    assert int(root.attrib["errors"]) == 1
    for suite in root.iter("testsuite"):
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
    assert {item.id for item in report.findings} == {
        name.rpartition("[")[2][:-1] for case in cases if "[" in (name := case.attrib["name"])
    }


def crowd(report: Report) -> Report:
    """One managed change, 5,000 unmanaged accounts of which 12 are critical, and 9 unmanaged bindings."""
    account = next(item for item in report.findings if item.kind == "unmanaged_account")
    managed = next(item for item in report.findings if item.kind == "changed")
    found = [
        replace(
            account,
            subject=f"user{number:05}",
            object_id=str(number),
            severity=Severity.CRITICAL if number % 417 == 416 else Severity.MEDIUM,
        )
        for number in range(5_000)
    ]
    bindings = [replace(account, kind="unmanaged_binding", object_id=f"b{n}", severity=Severity.LOW) for n in range(9)]
    findings = sorted([managed, *found, *bindings], key=Finding.order)
    return replace(report, findings=tuple(findings), gaps=(), ignored=())


def test_a_managed_change_stands_before_any_number_of_unmanaged_accounts(report: Report) -> None:
    many = crowd(report)
    managed = next(item for item in many.findings if item.address)
    critical = [item for item in many.findings if item.severity is Severity.CRITICAL]
    assert len(critical) == 11 or len(critical) == 12
    for name in ("text", "markdown"):
        lines = FORMATS.render(many, name).splitlines()
        assert len(lines) < 200
        assert next(n for n, line in enumerate(lines) if managed.id in line) < 12
        told = "\n".join(lines)
        assert all(item.id in told for item in (*critical, *many.findings[-9:]))
        assert f"{5_000 - len(critical):,} accounts are in no state" in " ".join(told.split())
        assert "`rolecall adopt tanium`" in told


def test_markdown_leaves_out_nothing_that_is_more_severe_than_what_it_shows(report: Report) -> None:
    binding = next(item for item in report.findings if item.kind == "orphan_binding" and item.address)
    low = [replace(binding, address=f"a.b{n}", severity=Severity.LOW, attribute=str(n)) for n in range(500)]
    high = [
        replace(binding, address="", kind="unmanaged_account", severity=Severity.HIGH, object_id=str(n))
        for n in range(100)
    ]
    many = replace(report, findings=tuple(sorted([*low, *high], key=Finding.order)))
    text = FORMATS.render(many, "markdown")
    assert len(text) <= LIMIT and all(f"`{item.id}`" in text for item in high)
    shown = sum(f"`{item.id}`" in text for item in low)
    assert 0 < shown < 500 and f"Left out for want of room: {500 - shown} low." in text


def test_what_is_copied_out_of_markdown_runs(report: Report) -> None:
    names = [
        "plain",
        "it's",
        "a|b",
        "two  blanks",
        "tick`s``",
        "`",
        "$HOME",
        "back\\",
        "back\\|slash",
        "a b",
        '"x"',
        "*_<b>",
    ]
    base = report.findings[0]
    findings = [
        replace(base, object_id=name, fix=f"Run {command('terraform', 'import', 'tanium_user.NAME', name)} now.")
        for name in names
    ]
    lines = FORMATS.render(replace(report, findings=tuple(findings)), "markdown")
    spans = [span for span in (*code_spans(lines), *html_code(lines)) if span.startswith("terraform import")]
    assert sorted(shlex.split(span)[3] for span in spans) == sorted(names)


def html_code(markdown: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<code>(.*?)</code>", markdown)]


def test_csv_computes_nothing(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS.render(report, "csv"))))
    assert [row["id"] for row in rows if row["status"] == "found"] == [item.id for item in report.findings]
    assert [row["vendor"] for row in rows if row["status"] == "not looked at"] == ["okta"]
    cells = [cell for row in rows for cell in row.values()]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_prometheus_samples_parse_and_name_nobody(report: Report) -> None:
    text = FORMATS.render(report, "prometheus")
    sample = re.compile(r'([a-z_]+)(\{([a-z_]+="(?:[^"\\]|\\.)*",?)*\})? \d+')
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(sample.fullmatch(line) for line in lines)
    names = {line.partition("{")[0].partition(" ")[0] for line in lines}
    assert names == set(re.findall(r"# TYPE (\w+) gauge", text)) == set(re.findall(r"# HELP (\w+) ", text))
    found = [int(line.rpartition(" ")[2]) for line in lines if line.startswith("rolecall_drift_findings")]
    assert sum(found) == len(report.findings)
    assert "rolecall_drift_complete 0" in lines and 'rolecall_drift_gaps{vendor="okta"} 1' in lines
    assert not any(item.subject in text for item in report.findings if "@" in item.subject)


def test_html_asks_nobody_and_runs_no_name(report: Report) -> None:
    page = FORMATS.render(report, "html")
    assert all(f'id="f-{item.id}"' in page for item in report.findings)
    assert "default-src 'none'" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert "<img" not in page and page.count("</script>") == 3
    embedded = page.split('id="grants">')[1].split("</script>")[0]
    grants: list[list[Any]] = json.loads(embedded)
    assert report.access is not None
    shown = [each for each in report.access.rows() if each.kind != "account" and not each.comes_along]
    assert len([each for each in grants if not each[9]]) == len(shown) > 10
    lost = [each for each in grants if each[9]]
    assert lost and all(each[8] for each in lost)
    mallory = next(grant for grant in grants if grant[1] == "mallory" and grant[3] == "Administrator")
    assert mallory[3] == "Administrator" and mallory[5] == "critical" and mallory[7] == "" and len(mallory[8]) == 1


@pytest.mark.parametrize("name", FORMATS.modules)
def test_every_format_of_a_clean_report(name: str, report: Report) -> None:
    empty = replace(report, findings=(), gaps=(), ignored=(), access=None, vendors=())
    assert FORMATS.render(empty, name)
    assert empty.exit_code() is Exit.CLEAN


def test_a_saved_map_says_once_what_was_not_looked_at(report: Report) -> None:
    assert report.access is not None and report.gaps
    told = [f"{gap.vendor} {gap.what}: {gap.why}".strip() for gap in report.gaps]
    access = replace(report.access, unseen=tuple(told))
    unseen = json.loads(FORMATS.render(replace(report, access=access), "access"))["unseen"]
    assert unseen == list(dict.fromkeys(told))
