"""SCIM servers that show so many members of a group at most, at any number, without saying that there are more."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.resources.unsaid import UNSAID
from tests.runtime.resources.practitioner import errors, warnings
from tests.runtime.resources.scim_people import ScimBox, box_of, members_of, practitioner

NUMBERS = pytest.mark.parametrize("number", [3, 10, 15, 20, 30])
NAMELESS: dict[str, Any] = {"answers_leave_out": ["groups"]}
"""Users do not say which groups they are in."""
TELLING = pytest.mark.parametrize("options", [{}, {"filter_form": "none"}, NAMELESS], ids=["all", "users", "filters"])


def users_of(box: ScimBox) -> list[str]:
    return sorted(user.id for user in box.store.users)


class TestBindings:
    @NUMBERS
    @TELLING
    def test_whoever_is_not_shown_is_not_gone_and_loses_access(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, most_members_shown=number, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + 3]).id
            person = practitioner(box)
            labels = {f"scim_group_member.m{each}": each for each in users[number : number + 3]}
            box.options.most_members_shown = 0
            for label, user in labels.items():
                person.import_(label, f"{group}/{user}")
            box.options.most_members_shown = number
            person.restart()
            for label in labels:
                result = person.refresh(label)
                assert result.state is not None
                if "filter_form" not in options:
                    assert not warnings(result), "filters tell it"
            for label in labels:
                assert not errors(person.destroy(label))
            assert members_of(box, "Guild") == set(users[:number])

    @TELLING
    def test_whoever_was_taken_out_is_gone(self, options: dict[str, Any]) -> None:
        with box_of(seed=9, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[:5]).id
            person = practitioner(box)
            person.import_("scim_group_member.m", f"{group}/{users[4]}")
            box.store.change_members(group, remove=[users[4]])
            person.restart()
            assert person.refresh("scim_group_member.m").state is None


class TestManagedWhole:
    @NUMBERS
    @pytest.mark.parametrize("options", [{}, NAMELESS], ids=["all", "filters"])
    def test_whoever_is_taken_out_of_the_configuration_loses_access(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, most_members_shown=number, **options) as box:
            users = users_of(box)[: number + 5]
            person = practitioner(box)
            person.done("scim_group.g", display_name="Guild", members=users)
            hidden = box.store.dump()["groups"][0]["members"][-1]["value"]
            person.restart()
            state = person.refresh("scim_group.g").state
            assert state is not None
            assert set(state["members"]) == set(users)
            person.done("scim_group.g", display_name="Guild", members=[each for each in users if each != hidden])
            assert members_of(box, "Guild") == set(users) - {hidden}

    def test_others_beyond_the_cut_are_found_where_users_tell(self) -> None:
        with box_of(seed=30, most_members_shown=20) as box:
            users = users_of(box)
            person = practitioner(box)
            group = person.done("scim_group.g", display_name="Guild", members=users[:22])["id"]
            box.store.change_members(group, add=[users[29]])
            person.restart()
            result = person.refresh("scim_group.g")
            assert result.state is not None
            assert set(result.state["members"]) == {*users[:22], users[29]}
            assert not warnings(result)

    @pytest.mark.parametrize("number", [15, 20])
    def test_else_it_is_said_once_that_they_cannot_be_seen(self, number: int) -> None:
        with box_of(seed=30, most_members_shown=number, **NAMELESS) as box:
            users = users_of(box)
            person = practitioner(box)
            for name in ("Guild", "Second"):
                person.done(f"scim_group.{name}", display_name=name, members=users[: number + 2])
            person.restart()
            (warning,) = warnings(person.refresh("scim_group.Guild"))
            assert warning.startswith(f"{UNSAID} all members")
            assert "cannot be seen" in warning
            assert not warnings(person.refresh("scim_group.Second"))


class TestWritesOfTheWholeGroup:
    @NUMBERS
    @TELLING
    def test_a_new_name_takes_nobody_out(self, number: int, options: dict[str, Any]) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **options) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number + 5]).id
            person = practitioner(box)
            person.import_("scim_group.g", group)
            person.restart()
            person.done("scim_group.g", display_name="Guild of All")
            assert members_of(box, "Guild of All") == set(users[: number + 5])

    @NUMBERS
    def test_members_that_this_run_added_stay(self, number: int) -> None:
        with box_of(seed=number + 9, patch=False, most_members_shown=number, **NAMELESS) as box:
            users = users_of(box)
            group = box.store.add_group("Guild", members=users[: number - 1]).id
            person = practitioner(box)
            for user in users[number - 1 : number + 4]:
                person.done(f"scim_group_member.m{user}", group_id=group, user_id=user)
            assert members_of(box, "Guild") == set(users[: number + 4])
