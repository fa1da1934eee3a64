"""Listings that leave out what is there: they are not whole, and nobody is gone because of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rolecall.cli.commands import app
from rolecall.drift.report import Report
from rolecall.reports.errors import Exit
from rolecall.sandbox.core.faults import Fault
from tests.estate.estate import Estate


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Estate]:
    """An Okta organization with one person, Ada, in the group Boss."""
    monkeypatch.chdir(tmp_path)
    with Estate.open("okta") as opened:
        box = opened.boxes["okta"]
        box.change("user.create", login="ada@example.com")
        box.change("group.create", name="Boss")
        box.change("group.join", group="Boss", user="ada@example.com")
        yield opened


ADMIN = "sandbox-admin@example.com"
"""The account that the provider runs as."""


def leave_out(estate: Estate, login: str) -> str:
    """The id of somebody whom the listing of users leaves out from now on."""
    box = estate.boxes["okta"]
    person = str(box.store.user(login).id)
    box.faults.add(Fault("row_missing", method="GET", path="/users$", words=person))
    return person


def ask(estate: Estate, *arguments: str) -> Result:
    return CliRunner(env=estate.environment).invoke(app, list(arguments))


def whys(report: Report) -> str:
    return " ".join(gap.why for gap in report.gaps)


def test_drift_is_not_clean_where_the_listing_lacks_our_own_account(estate: Estate, tmp_path: Path) -> None:
    estate.adopt()
    estate.resources = [each for each in estate.resources if each["values"].get("login") != ADMIN]
    key = leave_out(estate, ADMIN)
    report = estate.check(tmp_path)
    assert report.exit_code() is Exit.INCOMPLETE
    assert f"the listing leaves out {key}" in whys(report)


@pytest.mark.parametrize(
    "arguments",
    [
        ("who", "--live", "--vendor", "okta", "--group", "Boss"),
        ("adopt", "okta", "--no-state", "--output", "out"),
    ],
)
def test_who_and_adopt_are_incomplete_where_the_listing_lacks_our_own_account(
    estate: Estate, arguments: tuple[str, ...]
) -> None:
    leave_out(estate, ADMIN)
    done = ask(estate, *arguments)
    assert done.exit_code == 3 and "the listing leaves out" in " ".join(done.output.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("who", "--live", "--vendor", "scim", "--group", "Boss"),
        ("adopt", "scim", "--no-state", "--output", "out"),
    ],
)
def test_nor_are_they_complete_where_nobody_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """A server that does not say who asks may have nobody, or an account that may see nobody asks it."""
    monkeypatch.chdir(tmp_path)
    with Estate.open("scim") as estate:
        store = estate.boxes["scim"].store
        for each in (*store.groups, *store.users):
            store.delete(each)
        done = ask(estate, *arguments)
        assert done.exit_code == 3 and "shows nobody" in " ".join(done.output.split())


def test_who_asks_for_what_a_state_has_and_the_listing_lacks(estate: Estate, tmp_path: Path) -> None:
    estate.adopt()
    estate.write_state(tmp_path / "state.json")
    question = ("who", "state.json", "--live", "--vendor", "okta", "--group", "Boss")
    assert "the listing leaves out" not in ask(estate, *question).output
    leave_out(estate, "ada@example.com")
    done = ask(estate, *question)
    assert done.exit_code == 3 and "the listing leaves out" in " ".join(done.output.split())


def test_a_member_whom_one_listing_leaves_out_is_not_gone(estate: Estate, tmp_path: Path) -> None:
    estate.adopt(without=("okta_user",), inside=True)
    assert any(each["type"] == "okta_group_member" for each in estate.resources)
    person = leave_out(estate, "ada@example.com")
    report = estate.check(tmp_path)
    assert report.exit_code() is Exit.INCOMPLETE and f"the listing leaves out {person}" in whys(report)
    assert not [each for each in report.findings if each.kind == "orphan_binding"]


def test_a_managed_account_that_the_listing_lacks_shows_that_it_lacks_others(estate: Estate, tmp_path: Path) -> None:
    estate.adopt()
    person = leave_out(estate, "ada@example.com")
    report = estate.check(tmp_path)
    assert report.exit_code() is Exit.INCOMPLETE and f"the listing leaves out {person}" in whys(report)
    assert not [each for each in report.findings if each.address.startswith("okta_user.")]
