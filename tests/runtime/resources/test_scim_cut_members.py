"""SCIM servers that show a part of a group's members, or none, without saying that there are more."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.application import StateResult
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox.core.faults import Fault
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import (
    UNCHECKED,
    ScimBox,
    box_of,
    members_of,
    practitioner,
    trusting,
    users_of,
)

LIMIT = 20
BLIND: dict[str, Any] = {"filter_form": "none", "answers_leave_out": ["groups"]}
"""Neither filters nor users tell who is in a group."""
TELLING = pytest.mark.parametrize(
    "options",
    [{}, {"filter_form": "none"}, {"answers_leave_out": ["groups"]}, BLIND],
    ids=["all", "users", "filters", ""],
)


def only_put(count: int = 25, **options: Any) -> tuple[ScimBox, str]:
    """A server without PATCH that shows 20 members at most, and a group of `count` of its 30 users."""
    box = box_of(seed=30, patch=False, most_members_shown=LIMIT, **options)
    return box, box.store.add_group("Guild", members=users_of(box)[:count]).id


def is_refused(result: StateResult) -> bool:
    """Whether nothing was sent because nothing tells who else is in the group."""
    said = errors(result)
    assert not said or (said[0].startswith(f"{UNSAID} all members") and "It was not sent" in said[0]), said
    return bool(said)


class TestWritesOfTheWholeGroup:
    """Whoever is not shown is carried along where users or filters tell, and else nothing is written."""

    @TELLING
    def test_a_new_name_takes_nobody_out(self, options: dict[str, Any]) -> None:
        box, group = only_put(**options)
        with box:
            person = trusting(box)
            person.import_("scim_group.g", group)
            person.restart()
            refused = is_refused(person.apply("scim_group.g", display_name="Guild of All"))
            assert refused is (options == BLIND)
            assert members_of(box, "Guild" if refused else "Guild of All") == set(users_of(box)[:25])

    @TELLING
    def test_a_member_more_takes_nobody_out(self, options: dict[str, Any]) -> None:
        box, group = only_put(**options)
        with box:
            users = users_of(box)
            result = trusting(box).apply("scim_group_member.m", group_id=group, user_id=users[29])
            assert is_refused(result) is (result.state is None) is (options == BLIND)
            assert members_of(box, "Guild") == {*users[:25], *([] if result.state is None else [users[29]])}

    @pytest.mark.parametrize("removal", [{"removal": []}, {"removal": ["value"], "put": False}], ids=["put", "value"])
    @TELLING
    def test_a_member_less_takes_nobody_else_out(self, options: dict[str, Any], removal: dict[str, Any]) -> None:
        with box_of(seed=30, most_members_shown=LIMIT, remove_with_value="all", **options, **removal) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:25]).id
            person = trusting(box)
            person.import_("scim_group_member.m", f"{group}/{users[0]}")
            person.restart()
            result = person.destroy("scim_group_member.m")
            assert is_refused(result) is (result.state is not None) is (options == BLIND)
            assert members_of(box, "Guild") == set(users[0 if options == BLIND else 1 : 25])

    def test_who_is_listed_is_carried(self) -> None:
        box, _ = only_put(0)
        with box:
            users = users_of(box)
            person = trusting(box)
            person.done("scim_group.all", display_name="All", members=users[:28])
            person.restart()
            person.refresh("scim_group.all")
            person.done("scim_group.all", display_name="All", members=users)
            assert members_of(box, "All") == set(users)
            person.restart()
            state = person.refresh("scim_group.all").state
            assert state is not None
            assert set(state["members"]) == set(users)

    @pytest.mark.parametrize("options", [{}, {"filter_form": "none"}], ids=["filters", "users"])
    def test_as_many_as_a_limit_may_be_all(self, options: dict[str, Any]) -> None:
        box, group = only_put(LIMIT, **options)
        with box:
            users = users_of(box)
            box.options.most_members_shown = 0
            person = trusting(box)
            person.done("scim_group_member.m", group_id=group, user_id=users[29])
            assert members_of(box, "Guild") == {*users[:LIMIT], users[29]}

    def test_a_larger_group_shows_that_it_is_no_limit(self) -> None:
        with box_of(seed=30, patch=False, **BLIND) as box:
            users = users_of(box)
            larger = box.store.add_group("Larger", members=users).id
            group = box.store.add_group("Guild", members=users[:LIMIT]).id
            person = trusting(box)
            person.import_("scim_group.larger", larger)
            person.done("scim_group_member.m", group_id=group, user_id=users[29])
            assert members_of(box, "Guild") == {*users[:LIMIT], users[29]}


class TestReads:
    def test_a_first_batch_is_no_set_that_is_cut_short(self) -> None:
        """After a create of several batches the group shows the first, as many as a limit: nobody is looked for."""
        with box_of(seed=130) as box:
            person = practitioner(box)
            person.restart(members_per_request=LIMIT)
            person.done("scim_group.g", display_name="Guild", members=users_of(box))
            assert box.log.count("PATCH") == 6
            assert box.log.count("GET") <= 6

    def test_whoever_filters_find_stays_in_state(self) -> None:
        with box_of(seed=30, most_members_shown=LIMIT) as box:
            users = users_of(box)
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users[:25])
            box.change("member.remove", group="Guild", member="user00025")
            person.restart()
            state = person.refresh("scim_group.g").state
            assert state is not None
            assert set(state["members"]) == set(users[:24])

    @pytest.mark.parametrize("options", [{}, BLIND], ids=["filters", "nothing"])
    def test_a_member_that_is_not_shown_is_not_gone(self, options: dict[str, Any]) -> None:
        with box_of(seed=30, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:25]).id
            person = practitioner(box)
            labels = {f"scim_group_member.m{number}": users[number] for number in (0, 23, 24)}
            for label, user in labels.items():
                person.import_(label, f"{group}/{user}")
            box.options.most_members_shown = LIMIT
            person.restart()
            for label in labels:
                result = person.refresh(label)
                assert result.state is not None
                if options and label != "scim_group_member.m0":
                    assert "cut short" in warnings(result)[0]


def test_members_that_cannot_be_read_are_no_group_that_is_gone() -> None:
    with box_of(seed=3, filters=False) as box:
        users = users_of(box)
        group = box.store.add_group("Guild", members=users).id
        person = practitioner(box)
        person.import_("scim_group_member.m", f"{group}/{users[0]}")
        person.restart()
        box.faults.add(Fault("member_emptied", method="GET", path="/Groups/", member="members", words="{}"))
        result = person.destroy("scim_group_member.m")
        assert "They are no list" in errors(result)[0]
        assert result.state is not None
        assert members_of(box, "Guild") == set(users)


class TestFiltersThatSeeWhatIsShown:
    """A server that shows no members keeps them from its own filters too: nothing contradicts an empty group."""

    OPTIONS = pytest.mark.parametrize("options", [{}, {"answers_leave_out": ["groups"]}], ids=["users", "nothing"])

    @OPTIONS
    def test_a_new_name_takes_nobody_out(self, options: dict[str, Any]) -> None:
        with box_of(seed=3, patch=False, members_shown="empty", filters_see="shown", **options) as box:
            group = box.store.add_group("Guild", members=users_of(box)).id
            person = practitioner(box)
            person.import_("scim_group.g", group)
            person.restart()
            (problem,) = errors(person.apply("scim_group.g", display_name="Guild of All"))
            assert problem.startswith(f"{UNSAID} all members")
            assert members_of(box, "Guild") == set(users_of(box))

    @OPTIONS
    def test_a_member_more_takes_nobody_out(self, options: dict[str, Any]) -> None:
        with box_of(seed=3, patch=False, members_shown="never", filters_see="shown", **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:2]).id
            result = practitioner(box).apply("scim_group_member.m", group_id=group, user_id=users[2])
            assert errors(result)[0].startswith(f"{UNSAID} all members")
            assert members_of(box, "Guild") == set(users[:2])

    def test_whoever_says_to_be_in_it_is_not_gone(self) -> None:
        with box_of(seed=3) as box:
            users = users_of(box)
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users[:2])
            other = box.store.add_group("Others", members=users).id
            person.import_("scim_group_member.m", f"{other}/{users[2]}")
            box.options.members_shown, box.options.filters_see = "empty", "shown"
            person.restart()
            box.log.clear()
            group = person.refresh("scim_group.g")
            assert group.state is not None
            assert set(group.state["members"]) == set(users[:2])
            member = person.refresh("scim_group_member.m")
            assert member.state is not None
            assert f"{UNSAID} members" in warnings(group)[0]
            assert f"{UNSAID} user_id" in warnings(member)[0]
            assert box.log.count("GET", "/Users") <= 2

    def test_a_group_of_this_run_is_known_to_be_empty(self) -> None:
        with box_of(seed=3, patch=False) as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild")["id"]
            person.done("scim_group_member.m", group_id=group, user_id=users[2])
            assert members_of(box, "Guild") == {users[2]}


class TestAdditionsThatAreNotShown:
    """What was accepted and nothing tells of stays in state, with a warning."""

    @pytest.mark.parametrize("number", [7, LIMIT])
    def test_a_binding_stays_in_state(self, number: int) -> None:
        with box_of(seed=30, most_members_shown=number, **BLIND) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:25]).id
            person = practitioner(box)
            result = person.apply("scim_group_member.m", group_id=group, user_id=users[29])
            assert not errors(result)
            assert "may be cut short" in warnings(result)[0]
            assert result.state is not None
            person.restart()
            assert not errors(person.destroy("scim_group_member.m"))
            assert members_of(box, "Guild") == set(users[:25])

    def test_a_group_keeps_whom_its_state_has(self) -> None:
        with box_of(seed=30, most_members_shown=LIMIT, **BLIND) as box:
            users = users_of(box)
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users[:25])
            person.restart()
            refreshed = person.refresh("scim_group.g")
            assert refreshed.state is not None
            assert set(refreshed.state["members"]) == set(users[:25])
            assert "may be cut short" in warnings(refreshed)[0]
            result = person.apply("scim_group.g", display_name="Guild", members=users[1:27])
            assert not errors(result)
            assert "may be cut short" in warnings(result)[0]
            assert members_of(box, "Guild") == set(users[1:27])

    def test_somebody_whom_the_server_does_not_know_is_not_added(self) -> None:
        with box_of(seed=9, unknown_members="drop", **BLIND) as box:
            group = box.store.add_group("Guild", members=users_of(box)[:7]).id
            result = practitioner(box, UNCHECKED).apply("scim_group_member.m", group_id=group, user_id="nobody")
            assert "did not store members" in errors(result)[0]
            assert result.state is None
