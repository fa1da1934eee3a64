"""Every format says the same, within its limits, and lets nobody's name do harm."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it comes without types

from rolecall.review.formats import FORMATS
from rolecall.review.formats.csv_table import COLUMNS
from rolecall.review.formats.markdown import LIMIT
from tests.reports.formats import assert_sarif, code_spans
from tests.review.plans import change, plan, reviewed

SCHEMA = Path(__file__).parents[2] / "docs/review.schema.json"
EVIL = '=cmd|"/c calc"!A1\n| @octo/team <script>\u202e\x1b[31m'


def test_json_is_as_published(tmp_path: Path) -> None:
    changes = [
        change("splunk_user", "a", None, {"name": "ada", "roles": ["admin"]}, unknown={"id": True}),
        change("tanium_role_binding", "b", None, {"role": "R"}, unknown={"user_id": True}),
    ]
    found = json.loads(FORMATS.render(reviewed(plan(tmp_path, *changes), tmp_path / "none.json"), "json"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(found)
    assert found["rows"] and found["unknowns"] and found["failures"] and found["verdicts"]


def test_markdown_keeps_the_highest_tiers(tmp_path: Path) -> None:
    users = [
        change("splunk_user", f"u{n}", None, {"name": f"user{n}-{'x' * 60}", "roles": ["power"]}, unknown={"id": True})
        for n in range(900)
    ]
    admins = [
        change("splunk_user", f"a{n}", None, {"name": f"admin{n}", "roles": ["admin"]}, unknown={"id": True})
        for n in range(30)
    ]
    found = reviewed(plan(tmp_path, *users, *admins))
    text = FORMATS.render(found, "markdown")
    assert len(text) <= LIMIT
    for number in range(30):
        assert f"| critical | admin{number} | role admin |" in text
    rows = sum(line.startswith("| **gains** |") for line in text.splitlines())
    left_out = next(line for line in text.splitlines() if "Left out" in line)
    assert f"{len(found.rows) - rows} of “Other access”" in left_out


@pytest.mark.parametrize("name", FORMATS.modules)
def test_names_do_no_harm(tmp_path: Path, name: str) -> None:
    user = change("splunk_user", "a", None, {"name": EVIL, "roles": [EVIL]}, unknown={"id": True})
    text = FORMATS.render(reviewed(plan(tmp_path, user)), name)
    assert "\x1b" not in text and "\u202e" not in text
    if name == "markdown":
        assert "<script>" not in text and "@octo" not in text
        table = [line for line in text.splitlines() if line.startswith("| **gains**")]
        assert table and all(line.replace("\\|", "").count("|") == 7 for line in table)
    if name == "csv":
        rows = list(csv.reader(io.StringIO(text)))
        assert all(len(row) == len(COLUMNS) for row in rows)
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_evidence_has_the_hash_of_the_plan(tmp_path: Path) -> None:
    path = plan(tmp_path, change("splunk_user", "a", None, {"name": "ada", "roles": []}, unknown={"id": True}))
    found = reviewed(path)
    (row,) = csv.DictReader(io.StringIO(FORMATS.render(found, "csv")))
    assert row["plan_sha256"] == found.sources[0].sha256
    assert (row["effect"], row["person"], row["kind"]) == ("gains", "ada", "account")


def test_sarif_is_what_the_standard_and_github_ask_for(tmp_path: Path) -> None:
    user = change("splunk_user", "a", None, {"name": "ada", "roles": ["admin"]}, unknown={"id": True})
    run = assert_sarif(FORMATS.render(reviewed(plan(tmp_path, user), tmp_path / "none.json"), "sarif"))
    gain = next(each for each in run["results"] if each["ruleId"] == "gain/critical")
    rule = run["tool"]["driver"]["rules"][gain["ruleIndex"]]
    assert rule["properties"]["security-severity"] == "9.5"
    assert gain["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "splunk_user.a"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_what_is_copied_out_of_markdown_runs(tmp_path: Path) -> None:
    gone = change("splunk_user", "a", {"id": "ada", "name": "ada", "roles": ["user"]}, None)
    made = change("splunk_user", "b", None, {"name": "ada", "roles": ["user"]}, unknown={"id": True})
    text = FORMATS.render(reviewed(plan(tmp_path, gone, made)), "markdown")
    assert "terraform state mv splunk_user.a splunk_user.b" in code_spans(text)
    assert "  ```hcl\n  moved {\n    from = splunk_user.a\n    to   = splunk_user.b\n  }\n  ```" in text
