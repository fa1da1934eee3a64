"""Who is in groups whose members are a listing of their own: drift, `who --live` and adopt see them, or say so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rolecall.cli.commands import app
from rolecall.reports.errors import Exit
from rolecall.sandbox.core.faults import Fault
from tests.estate.estate import Estate

UPN = "user0000{}@example.onmicrosoft.com"


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Estate]:
    """A tenant with a group of two, whose members bindings give, and a group that nobody manages."""
    monkeypatch.chdir(tmp_path)
    with Estate.open("entra") as opened:
        box = opened.boxes["entra"]
        ids = [each.id for each in box.store.users.values()][:3]
        box.change("group.create", name="SOC Admins", members=ids[:2])
        opened.adopt()
        for each in opened.resources:
            each["values"].pop("members", None)
        yield opened


def ids(estate: Estate) -> tuple[str, list[str]]:
    (group,) = estate.boxes["entra"].store.groups.values()
    return str(group.id), list(group.members)


def told(estate: Estate, folder: Path) -> list[tuple[str, str]]:
    report = estate.check(folder)
    assert report.gaps == ()
    return sorted((each.kind, each.subject) for each in report.findings)


def test_members_by_bindings_are_there_and_others_are_told(estate: Estate, tmp_path: Path) -> None:
    group, members = ids(estate)
    assert told(estate, tmp_path) == []
    box = estate.boxes["entra"]
    third = next(each.id for each in box.store.users.values() if each.id not in members)
    box.change("group.update", group=group, members=[members[0], third])
    assert told(estate, tmp_path) == [("missing", UPN.format(2)), ("unmanaged_binding", UPN.format(3))]


def test_members_as_a_set_that_changed_are_one_change(estate: Estate, tmp_path: Path) -> None:
    group, members = ids(estate)
    estate.resources = [each for each in estate.resources if each["type"] != "entra_group_member"]
    (row,) = [each for each in estate.resources if each["type"] == "entra_group"]
    row["values"]["members"] = sorted(members)
    assert told(estate, tmp_path) == []
    estate.boxes["entra"].change("group.update", group=group, members=members[:1])
    (found,) = estate.check(tmp_path).findings
    assert (found.attribute, found.address) == ("members", row["address"])


def test_members_that_cannot_be_read_are_a_gap_and_neither_missing_nor_changed(estate: Estate, tmp_path: Path) -> None:
    estate.boxes["entra"].faults.add(Fault(kind="status", path="/members", status=403))
    report = estate.check(tmp_path)
    assert report.findings == () and report.exit_code() is Exit.INCOMPLETE
    assert any("members of 1 of 1 groups" in gap.what and gap.status == 403 for gap in report.gaps)
    done = ask(estate, "--live", "--vendor", "entra", "--group", "SOC Admins")
    assert done.exit_code == Exit.INCOMPLETE and "members of 1 of 1 groups" in done.output
    adopted = run(estate, "adopt", "entra", "--no-state")
    assert adopted.exit_code == Exit.INCOMPLETE and "members of 1 of 1 groups" in adopted.output


def test_who_is_in_a_group_and_adopted_with_it(estate: Estate, tmp_path: Path) -> None:
    done = ask(estate, "--live", "--vendor", "entra", "--group", "SOC Admins", "--report", "json")
    assert {row["person"] for row in json.loads(done.stdout)["rows"]} == {UPN.format(1), UPN.format(2)}
    adopted = run(estate, "adopt", "entra", "--no-state", "--only", "entra_group")
    assert adopted.exit_code == Exit.CLEAN, adopted.output
    written = (tmp_path / "adopted/entra/declarations.py").read_text(encoding="utf-8")
    assert all(member in written for member in ids(estate)[1])


def test_who_says_which_assignments_nobody_can_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        user = box.change("user.create", login="eve@example.com", first_name="Eve", last_name="Hall")["id"]
        box.change("group.join", group=box.change("group.create", name="Analysts")["id"], user=user)
        done = ask(estate, "--live", "--vendor", "okta", "--group", "Analysts", "--report", "json")
        answer = json.loads(done.stdout)
        assert [row["person"] for row in answer["rows"]] == ["eve@example.com"]
        assert done.exit_code == Exit.INCOMPLETE and "okta_app_user_assignment" in json.dumps(answer)


def ask(estate: Estate, *arguments: str) -> Result:
    return run(estate, "who", *arguments)


def run(estate: Estate, *arguments: str) -> Result:
    return CliRunner(env=estate.environment).invoke(app, arguments)
