"""Every format of every job, with an estate whose names try to be something else: commands, markup, code."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import category
from xml.etree import ElementTree

import pytest
import yaml

from rolecall.cli.job_command import JobCommand
from rolecall.drift.formats import FORMATS as DRIFT
from rolecall.drift.report import Report
from rolecall.estate.gaps import Gap
from rolecall.reports.errors import JobError
from rolecall.review.formats import FORMATS as REVIEW
from rolecall.sandbox.core.faults import Fault
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed

HOSTILE = (
    "::error::x ##[group]y ##vso[task.complete]z \u202eevil\u2066\x1b[31m\x7f\x85\r\n::warning::w\n"
    "</script><img src=x onerror=1>\"\"\"'''\\${path.module}%{if true}`|[a](http://x.example)@team 😀"
)


def assert_harmless(text: str, *, form: str = "text") -> None:
    """No character that nobody sees, no command to a CI system, no markup."""
    for line in text.split("\n"):
        line = line.removesuffix("\r") if form == "csv" else line
        assert [each for each in line if not each.isprintable() and category(each) != "Zs"] == [], line
        if form != "code":
            assert not line.lstrip().startswith("::") and not re.search(r"##\w*\[", line), line
    if form == "markdown":
        outside = re.sub(r"\\[^\w\s]|(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
        assert not re.search(r"<(?!br>|/?sub>|!-- -->)", outside) and "[a](" not in outside
        assert "@team" not in outside
    if form == "html":
        assert "<img" not in text and text.count("</script>") == 3


FORMS = {"markdown": "markdown", "csv": "csv", "html": "html"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    folder = tmp_path_factory.mktemp("hostile")
    with Estate.open("tanium") as estate:
        box = estate.boxes["tanium"]
        box.change("role.create", name=HOSTILE)
        for name in ("changed", "gone"):
            box.change("user.create", name=name, display_name=HOSTILE, roles=[HOSTILE])
        estate.adopt("tanium")
        box.change("user.update", user="changed", display_name="now " + HOSTILE, roles=["Administrator"])
        box.change("user.delete", user="gone")
        box.change("user.create", name="stray", display_name=HOSTILE, email="x@example.com", roles=[HOSTILE])
        box.change("token.create", user="stray", name=HOSTILE, expire_in_days=300)
        for item in estate.resources:
            if item["type"] == "tanium_user":
                item["address"] = f"tanium_user.all[{json.dumps(HOSTILE + item['name'])}]"
        made = estate.check(folder, mapped=True)
    gap = Gap(vendor="tanium", what=HOSTILE, why=HOSTILE, advice=HOSTILE, status=403, request_id=HOSTILE)
    yield replace(made, gaps=(gap,), notes=(HOSTILE,), unused=(HOSTILE,), sources=(HOSTILE,))


@pytest.mark.parametrize("name", DRIFT.modules)
def test_drift(report: Report, name: str) -> None:
    assert {"missing", "unmanaged_account", "token_unowned", "privileged_change"} < {it.kind for it in report.findings}
    text = DRIFT.render(report, name)
    assert_harmless(text, form=FORMS.get(name, "text"))
    if name in ("json", "sarif"):
        assert "evil" in json.dumps(json.loads(text))
        assert_harmless("\n".join(_texts(json.loads(text))))
    if name == "junit":
        assert_harmless("\n".join(ElementTree.fromstring(text).itertext()))


@pytest.mark.parametrize("name", REVIEW.modules)
def test_review(tmp_path: Path, name: str) -> None:
    address = f'a["{HOSTILE}"]'
    before = {"id": "1", "name": HOSTILE, "email": HOSTILE, "roles": [HOSTILE]}
    changes = [
        change("splunk_user", address, None, {"name": HOSTILE, "roles": ["admin", HOSTILE]}, unknown={"id": True}),
        change("tanium_user", "b", before, {**before, "email": "new@example.com", "roles": ["Administrator"]}),
        change("tanium_role_binding", address, None, {"role": HOSTILE}, unknown={"user_id": True}),
        change("acme_user", "c", None, {"name": HOSTILE}, namespace="else"),
    ]
    found = reviewed(plan(tmp_path, *changes), tmp_path / "::error::none.json")
    assert found.rows and found.notes and found.unknowns and found.failures
    text = REVIEW.render(found, name)
    assert_harmless(text, form=FORMS.get(name, "text"))
    if name in ("json", "sarif"):
        assert_harmless("\n".join(_texts(json.loads(text))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def test_adopt(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        box = estate.boxes["tanium"]
        shown = "".join(each for each in HOSTILE if each.isprintable())
        box.change("user.create", name="person", display_name=shown, email="p@example.com", roles=["Analyst"])
        box.change("user.create", name="flagged", display_name=shown, email="f@example.com", local_admin_flag=True)
        box.change("user.create", name="<img> \u202e`evil`", display_name="${TfToken[TOKEN.1]}", local_admin_flag=True)
        box.change("user.create", name="unseen", display_name=HOSTILE, local_admin_flag=True)
        box.change("token.create", user="person", name=HOSTILE, expire_in_days=300)
        box.faults.add(Fault(kind="status", path="/personas", status=403))
        folder = tmp_path / "adopted"
        command = [sys.executable, "-m", "rolecall", "adopt", "tanium", "--output", str(folder)]
        done = subprocess.run(command, env=estate.environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    assert_harmless(done.stdout)
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert "evil" in texts["README.md"] and "TfToken\\[" in texts["README.md"]
    for name, text in texts.items():
        assert_harmless(text, form="markdown" if name == "README.md" else "code")
    code = ast.parse(texts["declarations.py"])
    said = {item.value for item in ast.walk(code) if isinstance(item, ast.Constant) and isinstance(item.value, str)}
    assert shown in said and not any("TfToken" in each for each in said)
    assert "unseen" in texts["README.md"] and "unseen" not in said, "what no plan would take is left out, and said"
    people = {entry["id"]: entry for entry in yaml.safe_load(texts["people.yaml"])}
    assert people["person"]["name"] == shown


def test_the_error_that_stops_a_job(capsys: pytest.CaptureFixture[str]) -> None:
    def stop() -> None:
        raise JobError(f"terraform said:\n{HOSTILE}", hint=HOSTILE)

    command = JobCommand("drift", callback=stop)
    assert command.main([], standalone_mode=False) == 1
    said = capsys.readouterr().err
    assert "evil" in said
    assert_harmless(said)
