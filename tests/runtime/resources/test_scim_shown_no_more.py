"""Servers that begin in the middle of their lives to show no members, or a part of them: nobody is taken for out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from rolecall.runtime.resources.unread_members import UNSAID
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.scim_people import UNCHECKED, ScimBox, members_of, server

HIDES = pytest.mark.parametrize("shown", ["never", "empty"])
ASKS = pytest.mark.parametrize("presence", [True, False], ids=["presence is asked for", "it is not"])
TELLS = pytest.mark.parametrize("blind", [{}, {"answers_leave_out": ["groups"]}], ids=["users tell", "nobody tells"])
UNASKED = pytest.mark.parametrize("asked", [{"filters": False}, {"filter_form": "none"}], ids=["no filters", "none"])


@contextmanager
def guild(**later: Any) -> Iterator[tuple[ScimBox, Practitioner, list[str]]]:
    """A managed group with the first four users, whose server has the options `later` from then on."""
    with server(9) as (box, person, users):
        person.done("scim_group.g", display_name="Guild", members=users[:4])
        for name, value in later.items():
            setattr(box.options, name, value)
        person.restart()
        yield box, person, users


class TestNobodyIsShown:
    """Filters find nobody either: they see what is shown."""

    @HIDES
    @TELLS
    @ASKS
    def test_a_refresh_keeps_whom_state_has_and_says_so_each_time(
        self, shown: str, blind: dict[str, Any], presence: bool
    ) -> None:
        later = {"members_shown": shown, "filters_see": "shown", "presence_filters": presence, **blind}
        with guild(**later) as (_, person, users):
            for _ in range(2):
                result = person.refresh("scim_group.g")
                assert result.state is not None
                assert set(result.state["members"]) == set(users[:4])
                assert [each.summary for each in result.diagnostics] == [f"{UNSAID} members"]
                person.restart()

    @HIDES
    @TELLS
    @ASKS
    def test_members_come_and_go_and_nobody_stays_in(self, shown: str, blind: dict[str, Any], presence: bool) -> None:
        later = {"members_shown": shown, "filters_see": "shown", "presence_filters": presence, **blind}
        with guild(**later) as (box, person, users):
            for wanted in ([*users[:3], users[4]], []):
                person.refresh("scim_group.g")
                state = person.done("scim_group.g", display_name="Guild", members=wanted)
                assert set(state["members"]) == members_of(box, "Guild") == set(wanted)
                person.restart()

    @HIDES
    def test_somebody_whom_the_server_does_not_know_is_not_added(self, shown: str) -> None:
        later = {"members_shown": shown, "filters_see": "shown", "unknown_members": "drop"}
        with guild(answers_leave_out=["groups"], **later) as (_, person, users):
            person.shim = UNCHECKED
            person.restart()
            result = person.apply("scim_group.g", display_name="Guild", members=[*users[:4], "nobody"])
            assert "did not store members" in errors(result)[0]

    @HIDES
    def test_a_binding_stays_and_ends(self, shown: str) -> None:
        with server(4, answers_leave_out=["groups"]) as (box, person, users):
            group = box.store.add_group("Guild", members=users[:1]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[1])
            box.options.members_shown, box.options.filters_see = shown, "shown"
            person.restart()
            result = person.refresh("scim_group_member.m")
            assert result.state is not None
            assert UNSAID in warnings(result)[0]
            assert not errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == {users[0]}

    def test_in_the_middle_of_a_run_nobody_leaves_the_state(self) -> None:
        with guild() as (box, person, users):
            person.refresh("scim_group.g")
            box.options.members_shown, box.options.filters_see = "never", "shown"
            result = person.apply("scim_group.g", display_name="Guild", members=[*users[:3], users[4]])
            assert "vanished" in errors(result)[0]
            assert result.state is not None
            assert set(result.state["members"]) == {*users[:3], users[4]}

    def test_the_provider_block_can_say_that_all_are_shown(self) -> None:
        with guild(members_shown="empty", filters_see="shown", answers_leave_out=["groups"]) as (_, person, _users):
            person.restart(shows_all_members=True)
            result = person.refresh("scim_group.g")
            assert result.state is not None
            assert result.state["members"] == []
            assert not list(result.diagnostics)


class TestAPartIsShown:
    @UNASKED
    def test_whoever_comes_to_light_is_an_error_until_nobody_is_left(self, asked: dict[str, Any]) -> None:
        with guild(most_members_shown=2, answers_leave_out=["groups"], **asked) as (box, person, users):
            for left in (2, 0):
                person.refresh("scim_group.g")
                result = person.apply("scim_group.g", display_name="Guild", members=[])
                assert result.state is not None
                assert len(result.state["members"]) == left == len(members_of(box, "Guild"))
                assert ["were shown" in each for each in errors(result)] == [True] * (left > 0)
                person.restart()
            assert members_of(box, "Guild") == set()
            assert users

    @UNASKED
    def test_nobody_comes_to_light_where_all_were_shown(self, asked: dict[str, Any]) -> None:
        with guild(answers_leave_out=["groups"], **asked) as (box, person, users):
            person.refresh("scim_group.g")
            person.done("scim_group.g", display_name="Guild", members=users[2:6])
            assert members_of(box, "Guild") == set(users[2:6])
