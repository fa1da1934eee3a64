"""Groups of which answers show a part of the members: those that state has beside it are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.report import Report
from rolecall.reports.errors import Exit
from tests.estate.estate import Estate

CUT: Mapping[str, Any] = {"most_members_shown": 20}
TELLING: Mapping[str, Mapping[str, Any]] = {
    "filters": {**CUT, "answers_leave_out": ["groups"]},
    "users": {**CUT, "filter_form": "none"},
}


@pytest.fixture(params=list(TELLING.values()), ids=list(TELLING))
def cutting(request: pytest.FixtureRequest) -> Iterator[Estate]:
    with Estate.open("scim", seed=30, options=request.param) as opened:
        yield opened


def guild(estate: Estate) -> tuple[str, list[str]]:
    """A group of 22 that the state has, and the ids of its members."""
    box = estate.boxes["scim"]
    people = [str(user.id) for user in box.store.users][:22]
    group = box.store.add_group("Guild", members=people).id
    estate.manage("scim_group", "guild", {"id": group, "display_name": "Guild", "members": sorted(people)})
    return group, people


def test_members_beyond_the_cut_are_not_called_lost(cutting: Estate, tmp_path: Path) -> None:
    guild(cutting)
    assert [item for item in cutting.check(tmp_path).findings if item.address] == []


def test_a_member_who_was_taken_out_is_told(cutting: Estate, tmp_path: Path) -> None:
    group, people = guild(cutting)
    cutting.boxes["scim"].change("member.remove", group=group, member=people[21])
    (found,) = [item for item in cutting.check(tmp_path).findings if item.address]
    assert (found.kind, found.address) == ("changed", "scim_group.guild")
    assert "lost" in found.text and people[21] in found.text and people[20] not in found.text


def with_another(options: Mapping[str, Any], folder: Path) -> tuple[Report, str]:
    """The report after somebody was added whom the answers do not show, and who that is."""
    with Estate.open("scim", seed=30, options=options) as estate:
        group, _ = guild(estate)
        box = estate.boxes["scim"]
        other = [str(user.id) for user in box.store.users][-1]
        box.change("member.add", group=group, member=other)
        return estate.check(folder), other


def test_whoever_was_added_beyond_the_cut_is_told_where_users_say_their_groups(tmp_path: Path) -> None:
    report, other = with_another(CUT, tmp_path)
    (found,) = [item for item in report.findings if item.address]
    assert "gained" in found.text and other in found.text


def test_whoever_was_added_beyond_the_cut_is_said_to_be_out_of_sight_where_nothing_tells(tmp_path: Path) -> None:
    report, _ = with_another(TELLING["filters"], tmp_path)
    assert [item for item in report.findings if item.address] == []
    (gap,) = report.gaps
    assert report.exit_code() is Exit.INCOMPLETE and "cannot be seen" in gap.advice


@pytest.mark.parametrize("options", [*TELLING.values(), {**TELLING["filters"], **TELLING["users"]}])
@pytest.mark.parametrize("managed", [None, []], ids=["not managed", "none"])
def test_a_group_that_may_be_cut_is_a_gap_where_state_has_no_members(
    options: Mapping[str, Any], managed: list[str] | None, tmp_path: Path
) -> None:
    with Estate.open("scim", seed=30, options=options) as estate:
        people = [str(user.id) for user in estate.boxes["scim"].store.users][:22]
        group = estate.boxes["scim"].store.add_group("Guild", members=people).id
        estate.manage("scim_group", "guild", {"id": group, "display_name": "Guild", "members": managed})
        report = estate.check(tmp_path)
        told = "filter_form" in options and "answers_leave_out" not in options
        assert bool(report.gaps) is not told
        assert (report.exit_code() is Exit.INCOMPLETE) is not told
