"""A report against an earlier one: new, unchanged, gone, and what nobody can say; digests tell what is new alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
from typer.testing import CliRunner

from rolecall.cli.commands import app
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.formats import FORMATS
from rolecall.drift.history import Earlier, compare, read_earlier
from rolecall.drift.ignores import Ignore
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.reports.errors import JobError
from rolecall.sandbox.core.faults import Fault
from tests.drift import seeded
from tests.estate.estate import Estate

SCHEMA = Path(__file__).parents[2] / "docs/drift-report.schema.json"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    with Estate.open() as estate:
        yield seeded.report(estate, tmp_path_factory.mktemp("seeded"))[0]


def test_the_command_tells_new_unchanged_and_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("tanium") as estate:
        estate.adopt()
        box, runner = estate.boxes["tanium"], CliRunner(env=estate.environment)
        estate.write_state(tmp_path / "state.json")
        box.change("user.create", name="mallory", roles=["Administrator"])
        box.change("user.create", name="trudy")
        first = runner.invoke(app, ["drift", "state.json", "--report", "json=last.json"])
        assert first.exit_code == 2, first.output
        box.change("user.delete", user="trudy")
        box.change("user.update", user="user00001", display_name="Renamed")
        wanted = [
            "text",
            "json=last.json",
            "slack=slack.json",
            "teams=teams.json",
            "csv=drift.csv",
            "markdown=drift.md",
        ]
        options = [text for each in wanted for text in ("--report", each)]
        second = runner.invoke(app, ["drift", "state.json", "--since", "last.json", *options])
        assert second.exit_code == 2
        told = " ".join(second.output.split())
        assert ": 1 new, 1 unchanged, 1 gone." in told
        assert "low changed new tanium" in told and "gone: medium unmanaged_account tanium" in told
        data = json.loads(Path("last.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
        assert [item["subject"] for item in data["history"]["gone"]] == ["trudy"]
        slack = json.loads(Path("slack.json").read_text(encoding="utf-8"))
        assert slack["text"] == "Drift: 1 new (1 low)" and "mallory" not in str(slack)
        assert sum(block["type"] == "section" for block in slack["blocks"]) == 1
        teams = Path("teams.json").read_text(encoding="utf-8")
        assert "Renamed" in teams and "mallory" not in teams
        assert '"gone"' not in Path("drift.csv").read_text() and "\r\ngone," in Path("drift.csv").read_bytes().decode()
        assert "| low, **new** |" in Path("drift.md").read_text() and "### Gone: 1" in Path("drift.md").read_text()
        third = runner.invoke(app, ["drift", "state.json", "--since", "last.json", "--report", "slack"])
        assert json.loads(third.output)["text"] == "Drift: nothing new"


@pytest.mark.parametrize(
    ("vendor", "there", "gains"),
    [
        (
            "tanium",
            ("user.create", {"name": "zed"}),
            ("role.grant", {"user": "zed", "role": "Administrator"}),
        ),
        (
            "splunk",
            ("saml_group.create", {"name": "Everyone", "roles": ["user"]}),
            ("saml_group.update", {"name": "Everyone", "roles": ["admin"]}),
        ),
        (
            "splunk",
            ("role.create", {"name": "mid", "capabilities": ["edit_user"]}),
            ("role.update", {"role": "mid", "capabilities": ["admin_all_objects"]}),
        ),
    ],
)
def test_what_no_state_knows_is_new_and_not_ignored_once_it_gives_more(
    tmp_path: Path, vendor: str, there: tuple[str, dict[str, Any]], gains: tuple[str, dict[str, Any]]
) -> None:
    with Estate.open(vendor) as estate:
        estate.adopt()
        box = estate.boxes[vendor]
        box.change(there[0], **there[1])
        name = there[1]["name"]

        def found() -> Finding:
            report = estate.check(tmp_path)
            return next(each for each in report.findings if each.kind.startswith("unmanaged") and each.subject == name)

        first, again = found(), found()
        assert first.id == again.id
        box.change(gains[0], **gains[1])
        more = found()
    assert more.id != first.id and more.severity >= first.severity
    before = Earlier(
        id=first.id, kind=first.kind, severity=first.severity.word, vendor=vendor, subject=name, address="", text=""
    )
    assert compare("2026-11-30", [before], [more], asked=[vendor]).new == {more.id}
    entry = Ignore(number=1, reason="It is known.", owner="ops@example.com", id=first.id)
    assert entry.covers(first) and not entry.covers(more)


def test_somebody_else_in_a_binding_or_a_graver_one_is_another_fact() -> None:
    first = Finding(
        kind="unmanaged_binding", severity=Severity.HIGH, vendor="tanzu", subject="ada, bob", text="t", fix="f"
    )
    assert replace(first, subject="bob, ada").id == first.id
    others = [
        replace(first, subject="ada, bob, eve"),
        replace(first, severity=Severity.CRITICAL),
        replace(first, brings=Severity.CRITICAL),
        replace(first, after="role admin"),
        replace(first, gives=("role admin",)),
    ]
    assert len({first.id, *(each.id for each in others)}) == 6


def test_what_could_not_be_looked_at_is_not_called_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("tanium") as estate:
        estate.adopt(without=("tanium_api_token",))
        box, runner = estate.boxes["tanium"], CliRunner(env=estate.environment)
        estate.write_state(tmp_path / "state.json")
        runner.invoke(app, ["drift", "state.json", "--report", "json=last.json"])
        assert json.loads(Path("last.json").read_text())["findings"]
        box.faults.add(Fault(kind="status", path="/api/v2/api_tokens", status=403))
        later = runner.invoke(app, ["drift", "state.json", "--since", "last.json", "--report", "json"])
        history = json.loads(later.output)["history"]
        assert later.exit_code == 3 and history["gone"] == [] and history["unknown"]


def earlier(**values: str) -> Earlier:
    base = {"id": "a" * 12, "kind": "changed", "severity": "low", "vendor": "tanium", "subject": "x", "text": "t"}
    return Earlier(**{**base, "address": "", **values})


def test_nobody_can_say_of_vendors_that_were_not_asked() -> None:
    old = [earlier(), earlier(id="b" * 12, vendor="splunk"), earlier(id="c" * 12, address="tanium_user.x")]
    asked = compare("then", old, [], asked=["tanium"])
    assert [item.id[0] for item in asked.gone] == ["a", "c"] and [item.id[0] for item in asked.unknown] == ["b"]
    planned = compare("then", old, [])
    assert [item.id[0] for item in planned.gone] == ["c"] and [item.id[0] for item in planned.unknown] == ["a", "b"]
    blind = compare("then", old, [], asked=["tanium"], gaps=[Gap(vendor="tanium", what="users", why="403")])
    assert blind.gone == ()
    assert compare("then", old, [], asked=["tanium"], ignored=["a" * 12]).gone == (old[2],)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format_version": "2.0"}', "[" * 100_000, '{"findings": 1}'])
def test_a_file_that_is_no_report_is_an_error(text: str, tmp_path: Path) -> None:
    file = tmp_path / "last.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JobError, match=r"last\.json"):
        read_earlier(file)


def test_digests_of_much_stay_small_and_mention_nobody(report: Report) -> None:
    hostile = replace(report.findings[0], text="<!channel> @here *b* [x](http://x) ::error:: " + "x" * 5_000)
    many = [replace(hostile, object_id=str(number)) for number in range(300)]
    gaps = [Gap(vendor="okta", what=f"thing {number}", why="403 <b>") for number in range(9)]
    full = replace(report, findings=tuple(sorted(many, key=Finding.order)), gaps=tuple(gaps))
    slack = json.loads(FORMATS.render(full, "slack"))
    assert len(slack["blocks"]) <= 50 and "<" not in slack["text"]
    texts = [block["text"] for block in slack["blocks"] if "text" in block]
    texts += [element for block in slack["blocks"] for element in block.get("elements", [])]
    assert {text["type"] for text in texts} == {"plain_text"} and max(len(text["text"]) for text in texts) <= 3_000
    assert len(slack["blocks"][0]["text"]["text"]) <= 150
    assert any("and 285 more" in text["text"] for text in texts) and any(
        "6 more things" in text["text"] for text in texts
    )
    teams = FORMATS.render(full, "teams")
    assert len(teams.encode()) < 28_000
    (attachment,) = json.loads(teams)["attachments"]
    assert {block["type"] for block in attachment["content"]["body"]} == {"RichTextBlock"}
    first = attachment["content"]["body"][0]["inlines"][0]["text"]
    assert first == f"Drift: 300 new (300 {Severity(hostile.severity).word})"
