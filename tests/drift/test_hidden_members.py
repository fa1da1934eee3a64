"""Groups whose members no answer shows: those that state has are asked for, and others are said not to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.report import Report
from rolecall.reports.errors import Exit
from tests.estate.estate import Estate

HIDING: Mapping[str, Mapping[str, Any]] = {
    "empty, filters tell": {"flavour": "aws"},
    "left out, filters tell": {"members_shown": "never", "answers_leave_out": ["groups"]},
    "left out, users tell": {"members_shown": "never", "filter_form": "none"},
}
MUTE: Mapping[str, Any] = {"members_shown": "never", "filter_form": "none", "answers_leave_out": ["groups"]}


@pytest.fixture(params=list(HIDING.values()), ids=list(HIDING))
def hiding(request: pytest.FixtureRequest) -> Iterator[Estate]:
    with Estate.open("scim", options=request.param) as opened:
        yield opened


def guild(estate: Estate) -> tuple[str, list[str]]:
    """A group of three that the state has, and a second whose first member it has; the ids of all users."""
    box = estate.boxes["scim"]
    people = [str(user.id) for user in box.store.users]
    group = box.store.add_group("Guild", members=people[:3]).id
    other = box.store.add_group("Other", members=people[:1]).id
    estate.manage("scim_group", "guild", {"id": group, "display_name": "Guild", "members": sorted(people[:3])})
    member = {"id": f"{other}/{people[0]}", "group_id": other, "user_id": people[0]}
    estate.manage("scim_group_member", "first", member)
    return group, people


def told(report: Report) -> dict[tuple[str, str], str]:
    """What is said of resources in state, by kind and address."""
    return {(item.kind, item.address): item.text for item in report.findings if item.address}


def test_members_that_are_there_are_not_called_lost_and_others_not_seen(hiding: Estate, tmp_path: Path) -> None:
    guild(hiding)
    report = hiding.check(tmp_path)
    assert told(report) == {}
    assert report.exit_code() is Exit.INCOMPLETE
    (said,) = [f"{gap.why}. {gap.advice}" for gap in report.gaps if "asked for one by one" in gap.advice]
    assert "members" in said and "Others cannot be seen" in said


def test_a_member_who_was_taken_out_is_told(hiding: Estate, tmp_path: Path) -> None:
    group, people = guild(hiding)
    box = hiding.boxes["scim"]
    box.change("member.remove", group=group, member=people[1])
    found = told(hiding.check(tmp_path))
    assert set(found) == {("changed", "scim_group.guild")}
    assert "lost" in found["changed", "scim_group.guild"] and people[1] in found["changed", "scim_group.guild"]
    assert people[0] not in found["changed", "scim_group.guild"]


def test_a_binding_that_filters_do_not_find_is_gone(tmp_path: Path) -> None:
    with Estate.open("scim", options={"flavour": "aws"}) as estate:
        _, people = guild(estate)
        estate.boxes["scim"].change("member.remove", group="Other", member=people[0])
        report = estate.check(tmp_path)
    assert set(told(report)) == {("missing", "scim_group_member.first")}
    assert report.exit_code() is Exit.INCOMPLETE


def test_where_nothing_tells_nobody_is_called_lost(tmp_path: Path) -> None:
    with Estate.open("scim", options=MUTE) as estate:
        guild(estate)
        report = estate.check(tmp_path)
    assert told(report) == {}
    assert report.exit_code() is Exit.INCOMPLETE
    assert any("scim_group.guild" in gap.what and "scim_group_member.first" in gap.what for gap in report.gaps)
