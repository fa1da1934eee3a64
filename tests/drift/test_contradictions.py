"""What one answer of a vendor denies and another one shows, or does not say, is not known: no finding, not clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.drift.report import Report
from rolecall.reports.errors import Exit
from rolecall.sandbox import Fault
from tests.estate.estate import Estate

MEMBERS, USERS = "/groups/[^/]+/users", "/users/[^/]+$"


def checked(folder: Path, path: str, times: int | None) -> Report:
    """A check of an organization in which nothing changed, while 404 is the answer at `path`."""
    with Estate.open("okta") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name="Team")
        box.change("group.join", group="Team", user="user00001@example.com")
        estate.adopt(inside=True)
        box.faults.add(Fault("not_found", method="GET", path=path, times=times))
        return estate.check(folder)


@pytest.mark.parametrize("path", [MEMBERS, USERS])
def test_what_is_denied_and_shown_is_not_known(path: str, tmp_path: Path) -> None:
    report = checked(tmp_path, path, None)
    assert report.findings == ()
    assert report.exit_code() is Exit.INCOMPLETE


def test_a_listing_that_is_not_found_once_is_read_again(tmp_path: Path) -> None:
    report = checked(tmp_path, MEMBERS, 1)
    assert report.findings == () and report.is_complete


def test_who_is_gone_from_the_listing_too_is_gone(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        estate.adopt()
        estate.boxes["okta"].change("user.delete", user="user00001@example.com")
        report = estate.check(tmp_path)
    assert [item.kind for item in report.findings] == ["missing"]
    assert report.is_complete


@pytest.mark.parametrize(("kind", "words"), [("member_missing", ""), ("member_emptied", "null")])
def test_a_member_of_a_group_that_nothing_names_may_be_anybody(tmp_path: Path, kind: str, words: str) -> None:
    with Estate.open("scim") as estate:
        box = estate.boxes["scim"]
        group = box.change("group.create", display_name="Team")["id"]
        box.change("member.add", group=group, member="user00001")
        estate.adopt(without=("scim_user", "scim_group_member"))
        box.faults.add(Fault(kind, method="GET", path="/Groups", member="members.value", words=words))
        report = estate.check(tmp_path)
    assert report.exit_code() is Exit.INCOMPLETE
    assert not [item for item in report.findings if item.type == "scim_group"]


def test_roles_in_another_form_are_not_said(tmp_path: Path) -> None:
    with Estate.open("scim") as estate:
        box = estate.boxes["scim"]
        key = next(iter(box.store.dump()["users"]))["id"]
        estate.adopt()
        box.change("user.update", user=key, roles=[{"value": "root"}])
        box.faults.add(Fault("member_emptied", method="GET", path="/Users", member="roles", words="{}"))
        assert estate.check(tmp_path).exit_code() is Exit.INCOMPLETE
