"""Servers that show no members and keep them all the same: asked one by one, never trusted as empty."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import (
    HIDDEN,
    at_once,
    box_of,
    members_of,
    practitioner,
    read,
    server,
    users_of,
)


class TestManagedWhole:
    @HIDDEN
    def test_nobody_is_not_believed(self, hidden: dict[str, Any]) -> None:
        with server(**hidden) as (box, person, _):
            person.done("scim_group.g", display_name="Guild", members=[])
            for number in range(1, 7):
                box.change("member.add", group="Guild", member=f"user{number:05}")
            person.restart()
            result = person.refresh("scim_group.g")
            (item,) = result.diagnostics
            assert (item.severity, item.summary, item.path) == ("warning", f"{UNSAID} members", ("members",))
            assert "cannot be seen" in item.detail

    @HIDDEN
    def test_a_new_group_is_whole_and_not_tainted(self, hidden: dict[str, Any]) -> None:
        with server(**hidden) as (box, person, users):
            state = person.done("scim_group.g", display_name="Guild", members=users)
            assert state["members"] == sorted(users)
            assert members_of(box, "Guild") == set(users)

    @HIDDEN
    def test_a_new_group_of_several_batches(self, hidden: dict[str, Any]) -> None:
        with server(620, **hidden) as (box, person, _):
            person.done("scim_group.g", display_name="Guild", members=users_of(box))
            assert len(members_of(box, "Guild")) == 620

    @HIDDEN
    def test_members_are_asked_for_one_by_one(self, hidden: dict[str, Any]) -> None:
        with server(**hidden) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users)
            box.change("member.remove", group="Guild", member="user00003")
            person.restart()
            box.log.clear()
            result = person.refresh("scim_group.g")
            assert result.state is not None
            assert set(result.state["members"]) == set(users) - {users[2]}
            assert box.log.count() <= 8 + 7

    @HIDDEN
    def test_it_is_said_once_a_run(self, hidden: dict[str, Any]) -> None:
        with server(3, **hidden) as (box, person, _):
            for number in range(5):
                person.done(f"scim_group.g{number}", display_name=f"G{number}", members=users_of(box))
            person.restart()
            said = [each for number in range(5) for each in warnings(person.refresh(f"scim_group.g{number}"))]
            assert len(said) == 1
            assert "Others cannot be seen" in said[0]

    @HIDDEN
    def test_members_come_and_go(self, hidden: dict[str, Any]) -> None:
        with server(**hidden) as (box, person, users):
            person.done("scim_group.g", display_name="Guild", members=users[:4])
            person.restart()
            person.refresh("scim_group.g")
            person.done("scim_group.g", display_name="Guild", members=users[2:])
            assert members_of(box, "Guild") == set(users[2:])

    def test_where_nothing_can_be_asked_state_keeps_what_it_had(self) -> None:
        with server(3, members_shown="never", filters=False) as (_, person, users):
            result = person.apply("scim_group.g", display_name="Guild", members=users)
            assert not errors(result)
            assert warnings(result)
            person.restart()
            result = person.refresh("scim_group.g")
            assert result.state is not None
            assert set(result.state["members"]) == set(users)
            assert "cannot be seen" in warnings(result)[0]


class TestShown:
    """No warning where an empty group is nothing but empty."""

    def test_another_group_shows_members(self) -> None:
        with box_of(seed=2, presence_filters=False) as box:
            box.store.add_group("Other", members=users_of(box))
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=[])
            person.restart()
            assert not list(person.refresh("scim_group.g").diagnostics)

    def test_all_groups_are_empty_and_the_server_says_so(self) -> None:
        with server(2) as (box, person, _):
            for number in range(8):
                person.done(f"scim_group.g{number}", display_name=f"G{number}", members=[])
            person.restart()
            box.log.clear()
            for number in range(8):
                assert not list(person.refresh(f"scim_group.g{number}").diagnostics)
            assert len([event for event in box.log if "filter=members%20pr" in event.query]) == 1


class TestBindings:
    @HIDDEN
    def test_they_live(self, hidden: dict[str, Any]) -> None:
        with box_of(seed=3, **hidden) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:1]).id
            person = practitioner(box)
            for number in (1, 2):
                person.done(f"scim_group_member.m{number}", group_id=group, user_id=users[number])
            assert members_of(box, "Guild") == set(users)
            person.restart()
            for number in (1, 2):
                result = person.refresh(f"scim_group_member.m{number}")
                assert result.state is not None
                assert not list(result.diagnostics)
            box.change("member.remove", group="Guild", member="user00003")
            person.restart()
            assert person.refresh("scim_group_member.m1").state is not None
            assert person.refresh("scim_group_member.m2").state is None
            assert person.destroy("scim_group_member.m1").state is None
            assert members_of(box, "Guild") == set(users[:1])

    @HIDDEN
    def test_what_was_there_is_refused(self, hidden: dict[str, Any]) -> None:
        with box_of(seed=1, **hidden) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users).id
            result = practitioner(box).apply("scim_group_member.m", group_id=group, user_id=users[0])
            assert "already has" in errors(result)[0]

    def test_one_that_cannot_be_seen_stays_in_state(self) -> None:
        with box_of(seed=1, members_shown="empty", filters=False) as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild")["id"]
            result = person.apply("scim_group_member.m", group_id=group, user_id=users[0])
            assert not errors(result)
            assert "cannot be seen" in warnings(result)[0]
            person.restart()
            result = person.refresh("scim_group_member.m")
            assert result.state is not None
            assert "cannot be seen" in warnings(result)[0]
            assert not errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == set()


class TestDataSources:
    @HIDDEN
    def test_members_are_unknown_and_never_empty(self, hidden: dict[str, Any]) -> None:
        with box_of(seed=2, **hidden) as box:
            box.store.add_group("Guild", members=users_of(box))
            for source, arguments in (("scim_groups", {}), ("scim_group", {"display_name": "Guild"})):
                result = practitioner(box).data(source, **arguments)
                assert result.state is not None
                row = result.state["groups"][0] if source == "scim_groups" else result.state
                assert row["members"] is None
                assert warnings(result)[0].startswith(f"{UNSAID} members")

    def test_what_listings_leave_out_is_read_singly(self) -> None:
        with box_of(seed=4, listing_leaves_out=["members"]) as box:
            users = users_of(box)
            box.store.add_group("Empty")
            box.store.add_group("Guild", members=users)
            groups = {row["display_name"]: row["members"] for row in read(practitioner(box), "scim_groups")["groups"]}
            assert groups == {"Empty": [], "Guild": sorted(users)}


class TestRefusedRemoval:
    @pytest.mark.parametrize("form", ["value", "put"])
    def test_it_is_an_error_and_stays_in_state_where_nobody_can_be_asked_for(self, form: str) -> None:
        """What was refused is not told as accepted, whatever cannot be seen."""
        with box_of(seed=3, members_shown="never", filter_form="none", removal=[form]) as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild")["id"]
            person.apply("scim_group_member.m", group_id=group, user_id=users[0])
            person.restart()
            result = person.destroy("scim_group_member.m")
            assert "cannot be addressed by a filter" in errors(result)[0]
            assert result.state is not None
            assert members_of(box, "Guild") == {users[0]}

    def test_an_answer_that_is_lost_is_told_as_such(self) -> None:
        with box_of(seed=3, members_shown="never", filter_form="none") as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild")["id"]
            person.apply("scim_group_member.m", group_id=group, user_id=users[0])
            person.restart()
            box.faults.add(Fault("drop_after", method="PATCH", times=9))
            result = person.destroy("scim_group_member.m")
            assert errors(result)
            assert result.state is not None


class TestFullReplacement:
    def test_one_that_would_carry_members_that_are_not_shown_is_refused(self) -> None:
        with box_of(seed=3, members_shown="empty", patch=False) as box:
            users = users_of(box)
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users)
            person.restart()
            result = person.apply("scim_group.g", display_name="Guild of All", members=users)
            assert errors(result)[0].startswith(f"{UNSAID} members")
            assert members_of(box, "Guild") == set(users)

    @HIDDEN
    @pytest.mark.parametrize("refreshed", [False, True])
    def test_nor_are_members_that_others_added_replaced_unseen(
        self, hidden: dict[str, Any], *, refreshed: bool
    ) -> None:
        with box_of(seed=4, patch=False, **hidden) as box:
            users = users_of(box)
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            box.change("member.add", group="Guild", member="user00004")
            person.restart()
            if refreshed:
                person.refresh("scim_group.g")
            result = person.apply("scim_group.g", display_name="Guild", members=users[1:3])
            assert errors(result)[0].startswith(f"{UNSAID} members")
            assert members_of(box, "Guild") == {users[0], users[1], users[3]}


class TestThereAlready:
    @pytest.mark.parametrize("options", [{}, {"members_shown": "empty"}, {"filters": False}], ids=str)
    def test_a_member_is_refused_in_the_plan(self, options: dict[str, Any]) -> None:
        with box_of(seed=2, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users).id
            person = practitioner(box)
            person.done("scim_user.a", user_name="ada")
            person.restart()
            person.refresh("scim_user.a")
            (problem,) = errors(person.plan("scim_group_member.m", group_id=group, user_id=users[0]).diagnostics)
            assert f"terraform import scim_group_member.<label> '{group}/{users[0]}'" in problem

    @pytest.mark.parametrize("options", [{}, {"filters": False}], ids=str)
    def test_so_it_is_where_nothing_else_is_in_the_state(self, options: dict[str, Any]) -> None:
        with server(2, **options) as (box, person, users):
            group = box.store.add_group("Guild", members=users[:1]).id
            (problem,) = errors(person.plan("scim_group_member.m", group_id=group, user_id=users[0]).diagnostics)
            assert f"terraform import scim_group_member.<label> '{group}/{users[0]}'" in problem
            assert not list(person.plan("scim_group_member.other", group_id=group, user_id=users[1]).diagnostics)

    @pytest.mark.parametrize(("options", "most"), [({}, 25), ({"filters": False}, 5)], ids=str)
    def test_it_takes_few_requests_for_many(self, options: dict[str, Any], most: int) -> None:
        with server(60, **options) as (box, person, users):
            group = box.store.add_group("Guild", members=users[:10]).id
            box.log.clear()
            found = at_once(
                lambda each: person.plan(f"scim_group_member.m{each}", group_id=group, user_id=users[each]),
                range(10, 60),
            )
            assert not [each for result in found for each in result.diagnostics]
            assert box.log.count() <= most
